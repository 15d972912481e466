/** Asks the simulation for what a lens shows, and again whenever the run moved, one ask at a time, as often as is fair. */
import { useEffect, useState } from 'react';
import type { AnswerTo } from '../../../worker/client.ts';
import type { Look } from '../../../worker/protocol.ts';
import { useApp } from '../../appContext.ts';
import type { AppState } from '../../store.ts';

/** While the playhead moves. */
const EVERY_MS = 150;

/** The newest answer; null until there is one, and where nothing is asked. */
export function useLook<L extends Look>(look: L | null, everyMs: number = EVERY_MS): AnswerTo<L> | null {
  const { conductor } = useApp();
  const [answered, setAnswered] = useState<AnswerTo<L> | null>(null);
  const wanted = look === null ? '' : JSON.stringify(look);
  useEffect(() => {
    if (wanted === '') {
      setAnswered(null);
      return;
    }
    const asked = JSON.parse(wanted) as L;
    let isOver = false;
    let isAsking = false;
    let known = '';
    const refresh = async (): Promise<void> => {
      const seen = placeOf(conductor.state, asked);
      if (isAsking || isOver || seen === known) return;
      isAsking = true;
      known = seen;
      const began = performance.now();
      const answer = await conductor.look(asked);
      if (!isOver && answer !== undefined) setAnswered(answer);
      // What takes long is asked for less often: the simulation has other things to do.
      const pause = Math.max(everyMs, 3 * (performance.now() - began));
      setTimeout(() => {
        isAsking = false;
        void refresh();
      }, pause);
    };
    void refresh();
    const stop = conductor.store.subscribe(() => void refresh());
    return () => {
      isOver = true;
      stop();
    };
  }, [conductor, wanted, everyMs]);
  return answered;
}

/** What an answer depends on: where the playhead is, and how far the run is known. */
function placeOf({ views, branches, link }: AppState, look: Look): string {
  const ids = look.ask === 'difference' ? [look.one, look.other] : [look.branch];
  const places = ids.map((id) => {
    const frame = views[id]?.frame;
    return [frame?.step, frame?.at, views[id]?.fingerprint, branches.find((branch) => branch.id === id)?.headAt];
  });
  return JSON.stringify([link, places]);
}
