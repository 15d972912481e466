/** One partition's bands. */
import { memo, useMemo } from 'react';
import type { Micros } from '../../base/time.ts';
import type { LeadershipRow } from '../../frame/lookFrames.ts';
import { classNames } from '../../ui/classNames.ts';
import { epochClass } from '../encoding.ts';
import type { StripPlace } from '../lens/TimeStrip.tsx';
import { layoutRow, type RowSize } from './layout.ts';

interface LineProps {
  readonly row: LeadershipRow;
  /** Known up to here. */
  readonly until: Micros;
  readonly size: RowSize;
  readonly place: StripPlace;
}

export const Line = memo(function Line({ row: partition, until, size, place }: LineProps) {
  const { row, band } = size;
  const { window, left, known, mark } = place;
  const { width } = window;
  const line = useMemo(() => layoutRow(partition, until, window, size), [partition, until, window, size]);
  const bottom = row - 4;
  return (
    <svg className="strip-line" width={width} height={row} style={{ left }} aria-hidden="true">
      <rect className="strip-ground" x={0} y={bottom - band} width={Math.max(0, known)} height={band} />
      {line.bands.map(({ span, x, width: wide, height, isBelowMinimum }) => (
        <g key={span.from} className={classNames('band', epochClass(span.leaderEpoch), isBelowMinimum && 'below')}>
          <rect x={x} y={bottom - height} width={wide} height={height} />
          {span.began !== 'isr' && span.began !== 'elr' && (
            <path className="band-start" d={`M${x} ${bottom - band}V${bottom}`} />
          )}
        </g>
      ))}
      {line.gaps.map(({ x, width: wide, isElected }) => (
        <g key={`${x} ${isElected}`} className={isElected ? 'gap elected' : 'gap'}>
          <rect x={x} y={bottom - band} width={wide} height={band} />
          {!isElected && <path d={`M${x} ${bottom - band / 2}h${wide}`} />}
        </g>
      ))}
      <path className="band-minimum" d={`M0 ${bottom - line.minimum}H${Math.max(0, known)}`} />
      {line.bands.map(
        ({ span, x, label }) =>
          label !== '' && (
            <text key={span.from} className="band-label" x={x + 5} y={bottom - 6}>
              {label}
            </text>
          ),
      )}
      {line.unclean.map(({ x, span }) => (
        <g key={span.from} className="unclean">
          <path d={`M${x} ${bottom - band - 2}l6 10h-12z`} />
          <path className="unclean-stroke" d={`M${x} ${bottom - band + 1}v4`} />
        </g>
      ))}
      {mark !== null && <path className="strip-cursor" d={`M${mark} 0V${row}`} />}
    </svg>
  );
}, sameLine);

function sameLine(a: LineProps, b: LineProps): boolean {
  const isSamePlace =
    a.place.window === b.place.window &&
    a.place.left === b.place.left &&
    a.place.known === b.place.known &&
    a.place.mark === b.place.mark;
  return isSamePlace && a.row === b.row && a.until === b.until && a.size === b.size;
}
