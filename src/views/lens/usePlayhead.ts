/** A line that follows the playhead across a stretch of time without React. */
import { type RefObject, useEffect, useRef } from 'react';
import { type TimeWindow, timeScale } from '../timeAxis.ts';
import type { Clock } from '../viewProps.ts';

export function usePlayhead(
  clock: Clock,
  window: TimeWindow,
  left: number,
  isShown: boolean,
): RefObject<HTMLDivElement | null> {
  const head = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (!isShown) return;
    const scale = timeScale(window);
    const move = (at: number): void => {
      if (head.current === null) return;
      head.current.style.transform = `translateX(${left + scale.x(at)}px)`;
      head.current.style.visibility = at < window.from || at > window.to ? 'hidden' : 'visible';
    };
    move(clock.now());
    return clock.subscribe(move);
  }, [clock, window, left, isShown]);
  return head;
}
