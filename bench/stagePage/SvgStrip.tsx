/** One replica's log: a rectangle for each record, the tide line and the edge. What did not change is not drawn again. */
import { memo } from 'react';
import { hueOf } from '../../src/views/encoding.ts';
import type { StageColors } from '../../src/views/stage/palette.ts';
import { offsetX, type StripFrame } from '../../src/views/stage/strips.ts';

export function SvgStrip({ strip, colors }: { readonly strip: StripFrame; readonly colors: StageColors }) {
  const { box, replica, from, isDead } = strip;
  const gap = box.cellWidth >= 7 ? 1 : 0.5;
  const edge = offsetX(strip, replica.logEndOffset) + 2;
  const reach = Math.min(6, box.height / 2);
  const middle = box.y + box.height / 2;
  const over = box.height >= 14 ? 4 : box.height >= 10 ? 2 : 1;
  return (
    <g opacity={isDead || replica.role === 'offline' ? 0.4 : 1}>
      <Bar
        x={box.cellsX}
        y={box.y + box.height - 1}
        width={box.cellWidth * box.cellCount}
        height={1}
        fill={colors.line}
      />
      {replica.tail.map((cell, index) => {
        const place = cell.offset - from;
        if (place < 0 || place >= box.cellCount) return null;
        const x = box.cellsX + place * box.cellWidth;
        const hue = hueOf(cell.epoch);
        const isCommitted = cell.offset < replica.highWatermark;
        const before = replica.tail[index - 1];
        const isNewEpoch = before !== undefined && before.epoch !== cell.epoch;
        return (
          <Cell
            key={cell.offset}
            x={x}
            y={box.y}
            width={box.cellWidth - gap}
            height={box.height}
            fill={(isCommitted ? colors.hues[hue] : colors.tints[hue]) ?? ''}
            stroke={!isCommitted && box.height >= 8 ? colors.edges[hue] : undefined}
            rule={isNewEpoch ? colors.ink : undefined}
          />
        );
      })}
      {!replica.inIsr && (
        <rect
          x={box.cellsX - 0.5}
          y={box.y - 0.5}
          width={Math.max(offsetX(strip, replica.logEndOffset) - box.cellsX, box.cellWidth * 2)}
          height={box.height + 1}
          fill="none"
          stroke={colors['ink-3']}
          strokeDasharray="3 2"
        />
      )}
      <path
        d={`M${edge} ${middle - reach}L${edge + reach} ${middle}L${edge} ${middle + reach}`}
        fill="none"
        stroke={colors['ink-2']}
        strokeWidth={box.height >= 10 ? 2 : 1.25}
      />
      <Bar
        x={Math.round(offsetX(strip, replica.highWatermark)) - 1.5}
        y={box.y - over}
        width={2}
        height={box.height + 2 * over}
        fill={colors.ink}
      />
    </g>
  );
}

interface BarProps {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  readonly fill: string;
}

const Bar = memo(function Bar(props: BarProps) {
  return <rect {...props} />;
});

type CellProps = BarProps & { readonly stroke: string | undefined; readonly rule: string | undefined };

const Cell = memo(function Cell({ rule, ...cell }: CellProps) {
  return (
    <>
      <rect {...cell} />
      {rule !== undefined && <rect x={cell.x - 2} y={cell.y - 3} width={2.5} height={cell.height + 6} fill={rule} />}
    </>
  );
});
