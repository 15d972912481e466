/** The playhead across the lanes, moved without React, whichever way time runs. */
import { type RefObject, useEffect, useRef } from 'react';
import { type TimeWindow, timeScale } from '../timeAxis.ts';
import type { Clock } from '../viewProps.ts';

export function useHead(
  clock: Clock,
  window: TimeWindow,
  isVertical: boolean,
  isShown: boolean,
): RefObject<HTMLDivElement | null> {
  const head = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (!isShown) return;
    const { x } = timeScale(window);
    const move = (at: number): void => {
      if (head.current === null) return;
      head.current.style.transform = isVertical ? `translateY(${x(at)}px)` : `translateX(${x(at)}px)`;
      head.current.style.visibility = at < window.from || at > window.to ? 'hidden' : 'visible';
    };
    move(clock.now());
    return clock.subscribe(move);
  }, [clock, window, isVertical, isShown]);
  return head;
}
