/** The group lens: one consumer group over time, at the playhead, and in its log; with its state charts. */
import { VIEWS } from '../../../views/index.ts';
import { useApp, useAppState } from '../../appContext.ts';
import { currentBranch } from '../../store.ts';
import { useViewProps } from '../useViewProps.ts';
import { Charts } from './Charts.tsx';
import { useLook } from './useLook.ts';

/** The whole history crosses each time. */
const GROUP_EVERY_MS = 250;

export function GroupLens() {
  const { conductor } = useApp();
  const branch = useAppState((state) => state.branch);
  const wanted = useAppState((state) => state.group);
  const headAt = useAppState((state) => currentBranch(state)?.headAt ?? 0);
  const until = useAppState((state) => state.scenario?.until ?? 0);
  const answer = useLook({ ask: 'group', branch, group: wanted }, GROUP_EVERY_MS);
  const props = useViewProps(branch);
  if (props === undefined) return null;
  const shown = answer?.group.group?.id;
  return (
    <VIEWS.group.component
      {...props}
      lens={answer?.group ?? null}
      wanted={wanted}
      end={Math.max(1, until, headAt)}
      states={shown === undefined ? null : <Charts node={`group ${shown}`} />}
      onGroup={(group) => conductor.set({ group })}
      onSeek={(at) => conductor.seekTo(at)}
      onShowLog={(partition) => {
        conductor.lens(partition);
        conductor.set({ lens: 'log' });
      }}
    />
  );
}
