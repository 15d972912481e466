/** A storyboard: moments are chosen, each is pictured, and the whole is a page to print or to keep. */
import { useEffect, useState } from 'react';
import { createPortal } from 'react-dom';
import { Button } from '../../ui/Button.tsx';
import { useApp, useAppState } from '../appContext.ts';
import { useSay } from '../dialogs/words.ts';
import { capture, momentWords, viewElement } from '../picture/views.ts';
import { currentView } from '../store.ts';
import { Check, Choice, type Span, SpanFields } from './fields.tsx';
import { factMoments, lessonMoments, type Moment } from './moments.ts';
import { type Panel, type Storyboard, storyboardPage } from './storyboard.ts';
import { STORYBOARD } from './words.ts';

type Source = 'lesson' | 'facts';

export function StoryboardPart() {
  const app = useApp();
  const say = useSay();
  const { conductor } = app;
  const hasLesson = useAppState((state) => state.lesson !== null);
  const language = useAppState((state) => state.settings.language);
  const [source, setSource] = useState<Source>(hasLesson ? 'lesson' : 'facts');
  const [span, setSpan] = useState<Span>(() => ({ from: 0, until: currentView(conductor.state)?.frame.at ?? 0 }));
  const [moments, setMoments] = useState<readonly Moment[] | null>(null);
  const [leftOut, setLeftOut] = useState<ReadonlySet<number>>(new Set());
  const [withLens, setWithLens] = useState(false);
  const [panel, setPanel] = useState<number | null>(null);
  const [paper, setPaper] = useState<Storyboard | null>(null);
  const [told, setTold] = useState('');
  useEffect(() => {
    let isCurrent = true;
    void (source === 'lesson' ? lessonMoments(conductor) : factMoments(conductor, span)).then((found) => {
      if (!isCurrent) return;
      setMoments(found);
      setLeftOut(new Set());
    });
    return () => {
      isCurrent = false;
    };
  }, [conductor, source, span]);
  usePrinted(paper, () => setPaper(null));

  const chosen = (moments ?? []).filter(({ step }) => !leftOut.has(step));
  const make = async (): Promise<Storyboard> => {
    const before = Math.floor(conductor.clock.now());
    const { run } = momentWords(conductor.state);
    const panels: Panel[] = [];
    try {
      for (const [place, { step, time, sentences }] of chosen.entries()) {
        setPanel(place + 1);
        await conductor.goTo({ step });
        const pictures: string[] = [];
        for (const view of ['stage', ...(withLens ? ['lens' as const] : [])] as const) {
          if (viewElement(view) === null) continue;
          const ask = { view, theme: 'light', caption: false, prefix: `p${place}-${view}-` } as const;
          const picture = await capture(conductor, ask);
          if (picture !== null) pictures.push(picture.svg);
        }
        panels.push({ time, pictures, sentences });
      }
    } finally {
      setPanel(null);
      await conductor.goTo({ at: before });
    }
    return { ...run, language, panels };
  };
  const saveIt = async () => {
    app.commandContext().save(`${conductor.state.scenarioName}-storyboard.html`, storyboardPage(await make()));
    setTold(say(STORYBOARD.saved));
  };
  const isIdle = panel === null;
  return (
    <div className="share-part">
      <p className="dim">{say(STORYBOARD.hint)}</p>
      <div className="share-fields">
        {hasLesson && (
          <Choice
            label={say(STORYBOARD.source)}
            value={source}
            options={(['lesson', 'facts'] as const).map((id) => ({ id, title: say(STORYBOARD[id]) }))}
            onChoose={(chosen) => {
              // What is left out of one list says nothing of the other, which is on its way.
              setMoments(null);
              setSource(chosen);
            }}
          />
        )}
        {source === 'facts' && <SpanFields span={span} onChange={setSpan} />}
        <Check label={say(STORYBOARD.lens)} isOn={withLens} onChange={setWithLens} />
      </div>
      {moments !== null && moments.length === 0 && <p>{say(STORYBOARD.none)}</p>}
      {moments !== null && moments.length > 0 && (
        <ul className="share-moments" aria-label={say(STORYBOARD.moments)} data-testid="share-moments">
          {moments.map(({ step, time, sentences }) => (
            <li key={step}>
              <label className="share-check">
                <input
                  type="checkbox"
                  checked={!leftOut.has(step)}
                  onChange={() => setLeftOut((before) => toggled(before, step))}
                />
                <span className="mono">{time}</span>
                <span>{sentences.at(-1) ?? ''}</span>
              </label>
            </li>
          ))}
        </ul>
      )}
      <div className="share-acts">
        <Button variant="primary" isDisabled={!isIdle || chosen.length === 0} onPress={() => void saveIt()}>
          {say(STORYBOARD.save)}
        </Button>
        <Button isDisabled={!isIdle || chosen.length === 0} onPress={() => void make().then(setPaper)}>
          {say(STORYBOARD.print)}
        </Button>
      </div>
      <p role="status" data-testid="share-told">
        {isIdle ? told : say(STORYBOARD.making, { panel, panels: chosen.length })}
      </p>
      {paper !== null && createPortal(<Paper {...paper} />, document.body)}
    </div>
  );
}

function toggled(before: ReadonlySet<number>, step: number): ReadonlySet<number> {
  const after = new Set(before);
  if (!after.delete(step)) after.add(step);
  return after;
}

/** Prints it as soon as its pictures are there. */
function usePrinted(paper: Storyboard | null, done: () => void): void {
  useEffect(() => {
    if (paper === null) return;
    const { dataset } = document.documentElement;
    let isCurrent = true;
    dataset.paper = '';
    const pictures = [...document.querySelectorAll<HTMLImageElement>('.share-paper img')];
    void Promise.allSettled(pictures.map((picture) => picture.decode())).then(() => {
      if (!isCurrent) return;
      window.print();
      done();
    });
    return () => {
      isCurrent = false;
      delete dataset.paper;
    };
  });
}

function Paper({ title, description, panels }: Storyboard) {
  return (
    <div className="share-paper" aria-hidden>
      <h1>{title}</h1>
      <p>{description}</p>
      <ol>
        {panels.map(({ time, pictures, sentences }, place) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: panels do not move
          <li key={place}>
            <h2>
              {place + 1}. {time}
            </h2>
            {pictures.map((svg) => (
              <img key={svg.length} alt="" src={`data:image/svg+xml;charset=utf-8,${encodeURIComponent(svg)}`} />
            ))}
            <ul>
              {sentences.map((sentence) => (
                <li key={sentence}>{sentence}</li>
              ))}
            </ul>
          </li>
        ))}
      </ol>
    </div>
  );
}
