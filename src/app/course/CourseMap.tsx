/** The curriculum: how far one is, what to do next, and all concepts as a map or as a list. */
import { X } from 'lucide-react';
import { useMemo, useState } from 'react';
import { Heading } from 'react-aria-components';
import { conceptOf } from '../../course/curriculum.ts';
import { Button, IconButton } from '../../ui/Button.tsx';
import { Tabs } from '../../ui/Tabs.tsx';
import { useApp } from '../appContext.ts';
import { useSay } from '../dialogs/words.ts';
import { useProgress } from '../lesson/progressOf.ts';
import { useWidth } from '../panes/useWidth.ts';
import { ConceptCard } from './ConceptCard.tsx';
import { ConceptList } from './ConceptList.tsx';
import { ConceptMap } from './ConceptMap.tsx';
import { DrillList } from './DrillList.tsx';
import { ProgressPane } from './ProgressPane.tsx';
import { lessonsOf, nextLesson, numbersOf, type Standing } from './standing.ts';
import * as W from './words.ts';

export function CourseMap({ close }: { readonly close: () => void }) {
  const app = useApp();
  const say = useSay();
  const isNarrow = useWidth() === 'narrow';
  const progress = useProgress(app);
  const [now] = useState(() => Date.now());
  const available = useMemo(() => new Set(app.scenarios), [app]);
  const standing: Standing = useMemo(() => ({ progress, now, available }), [progress, now, available]);
  const next = nextLesson(standing);
  const [tab, setTab] = useState('map');
  const [chosen, setChosen] = useState(next?.concept.id ?? 'log');
  const numbers = numbersOf(standing);
  const concept = conceptOf(chosen);

  const open = (id: string) => {
    const of = conceptOf(id);
    const lesson = of && (id === next?.concept.id ? next.lesson : lessonsOf(of, standing)[0]);
    if (lesson === undefined) return;
    close();
    void app.openScenario(lesson);
  };
  const openDrill = (name: string) => {
    close();
    void app.openScenario(name);
  };
  const drills = {
    id: 'drills',
    title: say(W.DRILLS_TAB),
    content: () => <DrillList standing={standing} onOpen={openDrill} />,
  };
  const list = {
    id: 'list',
    title: say(W.LIST),
    content: () => <ConceptList standing={standing} next={next?.concept.id} onOpen={open} />,
  };
  const map = {
    id: 'map',
    title: say(W.MAP),
    content: () => (
      <>
        <ConceptMap standing={standing} chosen={chosen} onChoose={setChosen} onOpen={open} />
        {concept && (
          <ConceptCard concept={concept} standing={standing} isNext={concept.id === next?.concept.id} onOpen={open} />
        )}
      </>
    ),
  };
  const progressTab = { id: 'progress', title: say(W.PROGRESS), content: () => <ProgressPane standing={standing} /> };
  return (
    <>
      <div className="course-top">
        <Heading slot="title" className="dialog-title">
          {say(W.TITLE)}
        </Heading>
        <p className="course-numbers">
          <span className="course-bar" aria-hidden>
            <span style={{ width: `${(100 * numbers.done) / Math.max(1, numbers.of)}%` }} />
          </span>
          <span>{say(W.COUNT, { done: numbers.done, of: numbers.of })}</span>
          {numbers.underWay > 0 && <span>{say(W.UNDER_WAY, { count: numbers.underWay })}</span>}
          {numbers.goals > 0 && <span>{say(W.GOALS, { count: numbers.goals })}</span>}
          {next === null && <span>{say(W.ALL_DONE)}</span>}
        </p>
        <Button
          variant={numbers.due > 0 ? 'primary' : 'plain'}
          onPress={() => app.conductor.set({ overlay: 'review' })}
        >
          {numbers.due > 0 ? say(W.REVIEW_DUE, { count: numbers.due }) : say(W.REVIEW)}
        </Button>
        <IconButton label={say(W.CLOSE)} icon={<X size={16} aria-hidden />} onPress={close} />
      </div>
      <Tabs
        className="course-tabs"
        label={say(W.SHOWN_AS)}
        items={isNarrow ? [list, drills, progressTab] : [map, list, drills, progressTab]}
        selected={isNarrow && tab === 'map' ? 'list' : tab}
        onSelect={setTab}
      />
    </>
  );
}
