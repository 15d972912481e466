/** What every view gets: a frame, the playhead, the selection and the callbacks. Undefined until the branch has a frame. */
import { useMemo } from 'react';
import type { ViewProps } from '../../views/viewProps.ts';
import { useApp, useAppState } from '../appContext.ts';
import { useReducedMotion } from './useWidth.ts';

export function useViewProps(branch: number): ViewProps | undefined {
  const { conductor } = useApp();
  const frame = useAppState((state) => state.views[branch]?.frame);
  const selection = useAppState((state) => state.selection);
  const { language, motion } = useAppState((state) => state.settings);
  const reducedMotion = useReducedMotion(motion);
  return useMemo(() => {
    if (frame === undefined) return undefined;
    return {
      frame,
      now: frame.at,
      clock: conductor.clock,
      selection,
      language,
      reducedMotion,
      onSelect: (target) => conductor.select(target),
      onMenu: (target, anchor) => conductor.set({ menu: { target, anchor } }),
    };
  }, [frame, selection, language, reducedMotion, conductor]);
}
