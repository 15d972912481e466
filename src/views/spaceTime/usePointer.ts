/** The pointer on the picture: what it points at, dragging to move, dragging to choose a stretch, the wheel to zoom. */
import { type PointerEvent as ReactPointerEvent, type RefObject, useEffect, useRef, useState } from 'react';
import { type FactMark, foldedAt, type Line, lineAt, markAt, type Picture } from './layout.ts';

export type Pointed =
  | { readonly line: Line }
  | { readonly mark: FactMark }
  | { readonly folded: NonNullable<ReturnType<typeof foldedAt>> }
  | null;

/** Along time, in pixels. */
export interface Brush {
  readonly from: number;
  readonly to: number;
}

interface PointerOptions {
  readonly picture: Picture | null;
  readonly isVertical: boolean;
  readonly isBrushing: boolean;
  onPan(pixels: number): void;
  onBrush(brush: Brush): void;
  onZoom(t: number, factor: number): void;
  onPress(pointed: Pointed, t: number): void;
}

/** A press that moved no further is no drag. */
const STILL = 4;

export function usePointer(area: RefObject<HTMLElement | null>, options: PointerOptions) {
  const { picture, isVertical, isBrushing, onPan, onBrush, onZoom, onPress } = options;
  const [pointed, setPointed] = useState<Pointed>(null);
  const [brush, setBrush] = useState<Brush | null>(null);
  const drag = useRef<{ start: number; last: number; isBrush: boolean; hasMoved: boolean } | null>(null);

  const placeOf = (event: { clientX: number; clientY: number }, element: Element): readonly [t: number, l: number] => {
    const { x, y } = element.getBoundingClientRect();
    return isVertical ? [event.clientY - y, event.clientX - x] : [event.clientX - x, event.clientY - y];
  };
  const at = (t: number, l: number): Pointed => {
    if (picture === null) return null;
    const mark = markAt(picture, t, l);
    if (mark !== undefined) return { mark };
    const line = lineAt(picture, t, l);
    if (line !== undefined) return { line };
    const folded = foldedAt(picture, t, l);
    return folded === undefined ? null : { folded };
  };

  // React listens to wheels passively.
  const zoom = useRef(onZoom);
  zoom.current = onZoom;
  const isThere = picture !== null;
  useEffect(() => {
    const element = area.current;
    if (element === null || !isThere) return;
    const onWheel = (event: WheelEvent): void => {
      if (!event.ctrlKey && !event.metaKey) return;
      event.preventDefault();
      const { x, y } = element.getBoundingClientRect();
      zoom.current(isVertical ? event.clientY - y : event.clientX - x, event.deltaY > 0 ? 1.25 : 0.8);
    };
    element.addEventListener('wheel', onWheel, { passive: false });
    return () => element.removeEventListener('wheel', onWheel);
  }, [area, isVertical, isThere]);

  return {
    pointed,
    brush,
    handlers: {
      onPointerDown: (event: ReactPointerEvent): void => {
        if (event.button !== 0) return;
        const [t] = placeOf(event, event.currentTarget);
        drag.current = { start: t, last: t, isBrush: isBrushing || event.shiftKey, hasMoved: false };
        event.currentTarget.setPointerCapture(event.pointerId);
      },
      onPointerMove: (event: ReactPointerEvent): void => {
        const [t, l] = placeOf(event, event.currentTarget);
        const held = drag.current;
        if (held === null) {
          setPointed(at(t, l));
          return;
        }
        if (Math.abs(t - held.start) > STILL) held.hasMoved = true;
        if (!held.hasMoved) return;
        if (held.isBrush) setBrush({ from: Math.min(held.start, t), to: Math.max(held.start, t) });
        else if (event.pointerType !== 'touch' || !isVertical) onPan(held.last - t);
        held.last = t;
      },
      onPointerUp: (event: ReactPointerEvent): void => {
        const held = drag.current;
        drag.current = null;
        if (held === null) return;
        const [t, l] = placeOf(event, event.currentTarget);
        if (!held.hasMoved) onPress(at(t, l), t);
        else if (held.isBrush) onBrush({ from: Math.min(held.start, t), to: Math.max(held.start, t) });
        setBrush(null);
      },
      onPointerCancel: (): void => {
        drag.current = null;
        setBrush(null);
      },
      onPointerLeave: (): void => setPointed(null),
    },
  };
}
