/** The space-time lens: what is filtered is kept while other lenses are in sight, and goes out in a link. */
import { useCallback, useMemo, useState } from 'react';
import type { SpaceTimeAsk } from '../../../frame/spaceTime/spaceTimeFrames.ts';
import { VIEWS } from '../../../views/index.ts';
import { isRecord, type Read, readFlag, readTextOrNull, readTexts, useKept } from '../../../views/lens/kept.ts';
import { useApp, useAppState } from '../../appContext.ts';
import { currentBranch } from '../../store.ts';
import { useViewProps } from '../useViewProps.ts';
import { useLook } from './useLook.ts';

const EVERY_MS = 120;

type Stretch = Pick<SpaceTimeAsk, 'from' | 'to' | 'follow'>;
type Filter = Omit<SpaceTimeAsk, keyof Stretch>;

const NO_STRETCH: Stretch = { from: 0, to: 0, follow: null };
const NO_FILTER: Filter = {
  nodes: [],
  apis: [],
  partition: null,
  onlyErrors: false,
  unfolded: false,
  leadersOf: null,
};

const readFilter: Read<Filter> = (value) => {
  if (!isRecord(value)) return undefined;
  const [nodes, apis] = [readTexts(value.nodes), readTexts(value.apis)];
  const [partition, leadersOf] = [readTextOrNull(value.partition), readTextOrNull(value.leadersOf)];
  const [onlyErrors, unfolded] = [readFlag(value.onlyErrors), readFlag(value.unfolded)];
  if (nodes === undefined || apis === undefined || partition === undefined || leadersOf === undefined) return undefined;
  return onlyErrors === undefined || unfolded === undefined
    ? undefined
    : { nodes, apis, partition, onlyErrors, unfolded, leadersOf };
};

export function SpaceTimeLens() {
  const { conductor } = useApp();
  const branch = useAppState((state) => state.branch);
  const current = useAppState(currentBranch);
  const until = useAppState((state) => state.scenario?.until ?? 0);
  const partition = useAppState((state) => state.partition);
  const [stretch, setStretch] = useState(NO_STRETCH);
  const [filter, setFilter] = useKept('space-time.filter', NO_FILTER, readFilter);
  const ask = useMemo<SpaceTimeAsk>(() => ({ ...stretch, ...filter }), [stretch, filter]);
  const leadersOf = ask.leadersOf ?? partition;
  // Nothing is asked before the view has said which stretch it shows.
  const answer = useLook(ask.to === 0 ? null : { ask: 'space-time', branch, ...ask, leadersOf }, EVERY_MS);
  const onAsk = useCallback(
    (change: Partial<SpaceTimeAsk>) => {
      const isOfStretch = Object.keys(change).some((key) => key in NO_STRETCH);
      const isOfFilter = Object.keys(change).some((key) => key in NO_FILTER);
      if (isOfStretch) setStretch((before) => picked({ ...before, ...change }, NO_STRETCH));
      if (isOfFilter) setFilter((before) => picked({ ...before, ...change }, NO_FILTER));
    },
    [setFilter],
  );
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

/** No more than a pattern has. */
function picked<T extends object>(all: T, pattern: T): T {
  return Object.fromEntries(Object.entries(all).filter(([key]) => key in pattern)) as T;
}
