/** What else can be done in a lesson: put its questions to a class, skip ahead, begin again. */
import { Ellipsis } from 'lucide-react';
import { useApp, useAppState, useRun } from '../appContext.ts';
import { commandOf } from '../commands/index.ts';
import { MenuAt } from '../panes/lazyMenu.ts';
import { Opener } from '../panes/Opener.tsx';
import { MENU } from './classroomWords.ts';
import type { LessonView } from './lessonView.ts';
import { HEAD, useSay } from './words.ts';

export function HeadMenu({ view }: { readonly view: LessonView }) {
  const { conductor } = useApp();
  const run = useRun();
  const say = useSay();
  const maySkip = useAppState((state) => commandOf('lesson.skipAhead').when(state));
  const entries = [
    { id: 'lesson.classroom', label: say(view.classroom.isOn ? MENU.alone : MENU.classroom), shortcut: 'C' },
    { id: 'lesson.skipAhead', label: say(MENU.skipAhead), isDisabled: !maySkip },
    { id: 'start', label: say(HEAD.fromTheStart) },
  ];
  const act = (id: string): void => {
    if (id === 'start') conductor.lead?.fromTheStart();
    else run(commandOf(id));
  };
  return (
    <Opener
      label={say(MENU.label)}
      popup="menu"
      content={(at, close) => (
        <MenuAt at={at} label={say(MENU.label)} entries={entries} onAction={act} onClose={close} />
      )}
    >
      <Ellipsis size={16} aria-hidden />
    </Opener>
  );
}
