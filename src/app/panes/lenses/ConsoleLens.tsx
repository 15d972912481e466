/** The console of the run: the view, the desk that types, and what the simulation printed. */
import { useEffect, useMemo, useState } from 'react';
import { useStore } from 'zustand';
import { consoleRows } from '../../../views/console/rows.ts';
import { VIEWS } from '../../../views/index.ts';
import { useApp, useAppState } from '../../appContext.ts';
import { consoleDeskOf } from '../../console/consoleDesk.ts';
import { CONSOLE_WORDS } from '../../console/words.ts';
import { copyText } from '../../share.ts';
import { currentBranch, currentView } from '../../store.ts';
import { useViewProps } from '../useViewProps.ts';
import { useLook } from './useLook.ts';

const EVERY_MS = 60;
/** Asked for by a command that has put the focus on the line already. */
let askedBefore = 0;

export default function ConsoleLens() {
  const { conductor } = useApp();
  const desk = consoleDeskOf(conductor);
  const branch = useAppState((state) => state.branch);
  const branches = useAppState((state) => state.branches);
  const current = useAppState(currentBranch);
  const step = useAppState((state) => currentView(state)?.frame.step ?? 0);
  const consoleAsked = useAppState((state) => state.consoleAsked);
  const { typed, notes, files, reader, isBusy, cleared, said } = useStore(desk.store);
  const answer = useLook({ ask: 'console', branch }, EVERY_MS);
  const props = useViewProps(branch);
  const [asked, setAsked] = useState(0);
  const console = answer?.console ?? null;

  useEffect(() => {
    if (consoleAsked === askedBefore) return;
    askedBefore = consoleAsked;
    setAsked(consoleAsked);
  }, [consoleAsked]);

  const after = cleared[branch] ?? -1;
  const rows = useMemo(
    () => (console === null ? [] : consoleRows({ console, notes, branch: current, branches, step, after })),
    [console, notes, current, branches, step, after],
  );
  if (props === undefined) return null;
  const { language } = props;
  const reads = console?.tools.some(({ id, reads }) => id === reader && reads) === true;
  const own = reads ? reader : null;
  return (
    <VIEWS.console.component
      {...props}
      console={console}
      rows={rows}
      reader={own}
      typed={typed}
      said={said}
      isBusy={isBusy}
      isCleared={after >= 0}
      isPast={current !== undefined && step < current.head}
      asked={asked}
      onEnter={(line) => void desk.enter(line, own)}
      onReader={(id) => desk.chooseReader(id)}
      onEnd={(tool, how) => void desk.end(tool, how)}
      onWait={() => void desk.wait()}
      onComplete={async (line, cursor) => {
        const names = [...Object.keys(files), ...Object.keys(console?.files ?? {})];
        return conductor.look({ ask: 'complete', branch, line, cursor, files: names });
      }}
      onClear={() => desk.clear()}
      onShowAll={() => desk.showAll()}
      onCopy={(text) =>
        void copyText(text).then((isCopied) => {
          if (isCopied) desk.store.setState({ said: CONSOLE_WORDS.copied[language] });
        })
      }
      onLeave={() => document.querySelector<HTMLElement>('.play-button')?.focus()}
    />
  );
}
