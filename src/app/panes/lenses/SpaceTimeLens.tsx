/** The space-time lens: what was asked of it is kept while other lenses are in sight. */
import { useCallback, useState } from 'react';
import type { SpaceTimeAsk } from '../../../frame/spaceTime/spaceTimeFrames.ts';
import { VIEWS } from '../../../views/index.ts';
import { useApp, useAppState } from '../../appContext.ts';
import { currentBranch } from '../../store.ts';
import { useViewProps } from '../useViewProps.ts';
import { useLook } from './useLook.ts';

const EVERY_MS = 120;

let lastAsk: SpaceTimeAsk = {
  from: 0,
  to: 0,
  nodes: [],
  apis: [],
  partition: null,
  onlyErrors: false,
  unfolded: false,
  leadersOf: null,
  follow: null,
};

export function SpaceTimeLens() {
  const { conductor } = useApp();
  const branch = useAppState((state) => state.branch);
  const current = useAppState(currentBranch);
  const until = useAppState((state) => state.scenario?.until ?? 0);
  const partition = useAppState((state) => state.partition);
  const [ask, setAsk] = useState(lastAsk);
  const leadersOf = ask.leadersOf ?? partition;
  // Nothing is asked before the view has said which stretch it shows.
  const answer = useLook(ask.to === 0 ? null : { ask: 'space-time', branch, ...ask, leadersOf }, EVERY_MS);
  const onAsk = useCallback((change: Partial<SpaceTimeAsk>) => {
    setAsk((before) => {
      lastAsk = { ...before, ...change };
      return lastAsk;
    });
  }, []);
  const props = useViewProps(branch);
  if (props === undefined) return null;
  return (
    <VIEWS.spaceTime.component
      {...props}
      data={answer?.spaceTime ?? null}
      ask={ask}
      end={Math.max(1, until, current?.headAt ?? 0)}
      divergence={current?.divergence?.at ?? null}
      onAsk={onAsk}
      onSeek={(at) => conductor.seekTo(at)}
    />
  );
}
