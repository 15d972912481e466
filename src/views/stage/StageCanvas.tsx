/** The layer of many small marks: record cells, drawn with each frame, and messages, which follow the clock without React. */
import { type RefObject, useEffect, useMemo, useRef } from 'react';
import type { Frame } from '../../frame/frame.ts';
import { fitCanvas } from '../../ui/canvas.ts';
import { useColors } from '../../ui/useColors.ts';
import type { Clock } from '../viewProps.ts';
import type { StageLayout } from './layout.ts';
import { type MessagePlace, placeMessages } from './messages.ts';
import { paintMessages } from './paintMessages.ts';
import { paintStrips } from './paintStrips.ts';
import { STAGE_TOKENS, stageColors } from './palette.ts';
import { stripFrames } from './strips.ts';

interface StageCanvasProps {
  readonly layout: StageLayout;
  readonly frame: Frame;
  readonly clock: Clock;
  readonly selected: number | null;
  readonly isReduced: boolean;
  /** Where the messages stood when last drawn, for hit testing. */
  readonly places: RefObject<readonly MessagePlace[]>;
  /** Follows the selected message. */
  readonly proxy: RefObject<HTMLElement | null>;
}

export function StageCanvas({ layout, frame, clock, selected, isReduced, places, proxy }: StageCanvasProps) {
  const logs = useRef<HTMLCanvasElement>(null);
  const traffic = useRef<HTMLCanvasElement>(null);
  const tokens = useColors(STAGE_TOKENS);
  const colors = useMemo(() => (tokens === null ? null : stageColors(tokens)), [tokens]);

  // Logs change with frames only.
  useEffect(() => {
    if (logs.current === null || colors === null) return;
    const context = fitCanvas(logs.current, layout.width, layout.height);
    if (context === null) return;
    context.clearRect(0, 0, layout.width, layout.height);
    paintStrips(context, stripFrames(layout, frame), colors);
  }, [layout, frame, colors]);

  // Messages move with the clock.
  useEffect(() => {
    const element = traffic.current;
    if (element === null || colors === null) return;
    const style = { size: layout.density === 'dense' ? 3.5 : layout.isStacked ? 4 : 5, selected };
    const draw = (now: number): void => {
      const context = fitCanvas(element, layout.width, layout.height);
      if (context === null) return;
      context.clearRect(0, 0, layout.width, layout.height);
      const placed = placeMessages(layout, frame.messages, now, { isReduced });
      places.current = placed;
      paintMessages(context, placed, colors, style);
      const chosen = selected === null ? undefined : placed.find(({ message }) => message.id === selected);
      if (chosen !== undefined && proxy.current !== null) {
        proxy.current.style.transform = `translate(${chosen.x - 14}px, ${chosen.y - 14}px)`;
      }
    };
    draw(clock.now());
    return clock.subscribe(draw);
  }, [layout, frame, clock, colors, selected, isReduced, places, proxy]);

  return (
    <>
      <canvas ref={logs} className="stage-canvas" />
      <canvas ref={traffic} className="stage-canvas" />
    </>
  );
}
