/** Metrics over the whole run, of the nodes and over the window that were chosen last. */
import { VIEWS } from '../../../views/index.ts';
import { isRecord, type Read, readOneOf, readTextOrNull, useKept } from '../../../views/lens/kept.ts';
import type { MetricsChoice } from '../../../views/viewProps.ts';
import { useApp, useAppState } from '../../appContext.ts';
import { currentBranch } from '../../store.ts';
import { useViewProps } from '../useViewProps.ts';
import { useLook } from './useLook.ts';

/** A few thousand points cross each time. */
const METRICS_EVERY_MS = 300;

const USUAL: MetricsChoice = { family: 'broker', node: null, window: 'last-second' };
const readFamily = readOneOf(['producer', 'consumer', 'broker', 'group-coordinator', 'controller']);
const readWindow = readOneOf(['jmx', 'last-second']);

const readChoice: Read<MetricsChoice> = (value) => {
  if (!isRecord(value)) return undefined;
  const [family, node, window] = [readFamily(value.family), readTextOrNull(value.node), readWindow(value.window)];
  return family === undefined || node === undefined || window === undefined ? undefined : { family, node, window };
};

export function MetricsLens() {
  const { conductor } = useApp();
  const branch = useAppState((state) => state.branch);
  const headAt = useAppState((state) => currentBranch(state)?.headAt ?? 0);
  const until = useAppState((state) => state.scenario?.until ?? 0);
  const [choice, setChoice] = useKept('metrics.choice', USUAL, readChoice);
  const end = Math.max(1, until, headAt);
  const answer = useLook({ ask: 'metrics', branch, ...choice, names: [], from: 0, to: end }, METRICS_EVERY_MS);
  const props = useViewProps(branch);
  if (props === undefined) return null;
  const metrics = answer?.metrics.family === choice.family ? answer.metrics : null;
  return (
    <VIEWS.metrics.component
      {...props}
      metrics={metrics}
      choice={choice}
      onChoose={setChoice}
      end={end}
      onSeek={(at) => conductor.seekTo(at)}
    />
  );
}
