/** Metrics over the whole run, of the nodes and over the window that were chosen last. */
import { useState } from 'react';
import { VIEWS } from '../../../views/index.ts';
import type { MetricsChoice } from '../../../views/viewProps.ts';
import { useApp, useAppState } from '../../appContext.ts';
import { currentBranch } from '../../store.ts';
import { useViewProps } from '../useViewProps.ts';
import { useLook } from './useLook.ts';

/** A few thousand points cross each time. */
const METRICS_EVERY_MS = 300;

/** Kept while other lenses are in sight. */
let lastChoice: MetricsChoice = { family: 'broker', node: null, window: 'last-second' };

export function MetricsLens() {
  const { conductor } = useApp();
  const branch = useAppState((state) => state.branch);
  const headAt = useAppState((state) => currentBranch(state)?.headAt ?? 0);
  const until = useAppState((state) => state.scenario?.until ?? 0);
  const [choice, setChoice] = useState(lastChoice);
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
      onChoose={(next) => {
        lastChoice = next;
        setChoice(next);
      }}
      end={end}
      onSeek={(at) => conductor.seekTo(at)}
    />
  );
}
