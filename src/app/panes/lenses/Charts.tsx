/** The state charts of one thing: a server, a member, a group under `group NAME`. */
import type { ReactNode } from 'react';
import { VIEWS } from '../../../views/index.ts';
import { useApp, useAppState } from '../../appContext.ts';
import { useViewProps } from '../useViewProps.ts';
import { useLook } from './useLook.ts';

export function Charts({ node, lead }: { readonly node: string | null; readonly lead?: ReactNode }) {
  const { conductor } = useApp();
  const branch = useAppState((state) => state.branch);
  const answer = useLook(node === null ? null : { ask: 'charts', branch, node });
  const props = useViewProps(branch);
  if (props === undefined) return null;
  const charts = answer?.charts.filter((chart) => chart.node === node) ?? [];
  return (
    <VIEWS.stateChart.component
      {...props}
      charts={charts.length === 0 ? null : charts}
      lead={lead}
      onSeekStep={(step) => conductor.seekStep(step)}
    />
  );
}
