/** One partition's bands. */
import { memo } from 'react';
import { classNames } from '../../ui/classNames.ts';
import { epochClass } from '../encoding.ts';
import type { LeadershipLine, RowSize } from './layout.ts';

interface LineProps {
  readonly line: LeadershipLine;
  readonly size: RowSize;
  readonly width: number;
  readonly left: number;
  /** What lies beyond has not been seen. */
  readonly known: number;
  readonly mark: number | null;
}

export const Line = memo(function Line({ line, size: { row, band }, width, left, known, mark }: LineProps) {
  const bottom = row - 4;
  return (
    <svg className="leadership-line" width={width} height={row} style={{ left }} aria-hidden="true">
      <rect className="leadership-ground" x={0} y={bottom - band} width={Math.max(0, known)} height={band} />
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
      {mark !== null && <path className="band-cursor" d={`M${mark} 0V${row}`} />}
    </svg>
  );
});
