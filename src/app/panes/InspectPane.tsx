/** The inspector: the state of the selected thing and why it is so. */
import { Suspense } from 'react';
import { InspectorView } from '../../views/index.ts';
import { useApp, useAppState } from '../appContext.ts';
import { useViewProps } from './useViewProps.ts';

export function InspectPane() {
  const { conductor } = useApp();
  const detail = useAppState((state) => state.detail);
  const why = useAppState((state) => state.why);
  const props = useViewProps(useAppState((state) => state.branch));
  if (props === undefined) return null;
  return (
    <Suspense fallback={null}>
      <InspectorView {...props} detail={detail} why={why} onSeekStep={(step) => conductor.seekStep(step)} />
    </Suspense>
  );
}
