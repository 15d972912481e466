/** One message: a group moved to its place, with a path that never changes in it. */
import { memo } from 'react';
import { type Glyph, glyphOf } from '../../src/views/encoding.ts';
import type { MessagePlace } from '../../src/views/stage/messages.ts';
import type { StageColors } from '../../src/views/stage/palette.ts';

interface Props {
  readonly place: MessagePlace;
  readonly size: number;
  readonly colors: StageColors;
}

export function SvgMessage({ place: { message, x, y, dx, dy }, size: base, colors }: Props) {
  const glyph = glyphOf(message.api);
  const size = glyph === 'point' ? base * 0.55 : message.records > 0 ? base * 1.25 : base;
  const turn = glyph === 'triangle' ? ` rotate(${(Math.atan2(dy, dx) * 180) / Math.PI})` : '';
  return (
    <g transform={`translate(${x} ${y})${turn}`}>
      <Shape
        glyph={glyph}
        size={size}
        isRequest={message.kind === 'request'}
        hasLoad={message.kind === 'response' && message.records > 0}
        isError={message.error}
        colors={colors}
      />
    </g>
  );
}

interface ShapeProps {
  readonly glyph: Glyph;
  readonly size: number;
  readonly isRequest: boolean;
  readonly hasLoad: boolean;
  readonly isError: boolean;
  readonly colors: StageColors;
}

const Shape = memo(function Shape({ glyph, size, isRequest, hasLoad, isError, colors }: ShapeProps) {
  const arm = size + 2;
  return (
    <>
      <path
        d={outline(glyph, size)}
        fill={isRequest ? colors.ink : colors.surface}
        stroke={isRequest ? colors.surface : colors.ink}
        strokeWidth={isRequest ? 1 : 1.75}
      />
      {hasLoad && <circle r={1.8} fill={colors.ink} />}
      {isError && (
        <path
          d={`M${-arm} ${-arm}L${arm} ${arm}M${arm} ${-arm}L${-arm} ${arm}`}
          stroke={colors.alarm}
          strokeWidth={2}
        />
      )}
    </>
  );
});

function outline(glyph: Glyph, size: number): string {
  const long = size * 1.3;
  const half = glyph === 'box' ? size * 0.7 : size;
  switch (glyph) {
    case 'triangle':
      return `M${long} 0L${-size} ${size}L${-size} ${-size}Z`;
    case 'diamond':
      return `M0 ${-long}L${long} 0L0 ${long}L${-long} 0Z`;
    case 'square':
    case 'box':
      return `M${-half} ${-half}H${half}V${half}H${-half}Z`;
    default:
      return `M${-size} 0A${size} ${size} 0 1 1 ${size} 0A${size} ${size} 0 1 1 ${-size} 0Z`;
  }
}
