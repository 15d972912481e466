/** One row of the group over time: a partition's owners with its lag, or what a member was at. */
import { classNames } from '../../ui/classNames.ts';
import { epochClass } from '../encoding.ts';
import type { StripPlace } from '../lens/TimeStrip.tsx';
import { hatch } from '../timeAxis.ts';
import type { Language } from '../viewProps.ts';
import { lagPath, type MemberLine, type PartitionLine, type RowSize } from './layout.ts';
import { PHASE_WORDS } from './sentences.ts';

interface LineProps {
  readonly size: RowSize;
  readonly place: StripPlace;
}

const TOP = 2;

export function PartitionRowLine(props: LineProps & { readonly line: PartitionLine }) {
  const { line, size, place } = props;
  const { left, known, mark } = place;
  const { width } = place.window;
  const { row, band } = size;
  const bottom = row - 2;
  const lagRoom = bottom - TOP - band - 3;
  return (
    <svg className="strip-line" width={width} height={row} style={{ left }} aria-hidden="true">
      <rect className="strip-ground" x={0} y={TOP} width={Math.max(0, known)} height={band} />
      {line.bands.map(({ span, x, width: wide, lane, isShared, label }) => {
        const high = isShared ? band / 2 : band;
        const y = TOP + lane * (band / 2);
        return (
          <g key={`${span.from} ${span.member}`} className={classNames('owner', epochClass(span.member))}>
            <rect x={x} y={y} width={wide} height={high} />
            <path className="owner-start" d={`M${x} ${y}v${high}`} />
            {label !== '' && (!isShared || band > 20) && (
              <text x={x + 5} y={y + high / 2 + 4}>
                {label}
              </text>
            )}
          </g>
        );
      })}
      {line.gaps.map(({ gap, x, width: wide, label }) => (
        <g key={gap.from} className={classNames('nobody', gap.cause)}>
          <rect x={x} y={TOP} width={wide} height={band} />
          <path d={hatch(x, wide, TOP, band)} />
          {label !== '' && (
            <text x={x + wide / 2} y={TOP + band / 2 + 4} textAnchor="middle">
              {label}
            </text>
          )}
        </g>
      ))}
      <path className="group-lag" d={lagPath(line.lag, bottom, lagRoom, known)} />
      {mark !== null && <path className="strip-cursor" d={`M${mark} 0V${row}`} />}
    </svg>
  );
}

export function MemberRowLine(props: LineProps & { readonly line: MemberLine; readonly language: Language }) {
  const { line, size, place, language } = props;
  const { left, known, mark } = place;
  const { width } = place.window;
  const { row, band } = size;
  return (
    <svg className="strip-line" width={width} height={row} style={{ left }} aria-hidden="true">
      <rect className="strip-ground" x={0} y={TOP} width={Math.max(0, known)} height={band} />
      {line.phases.map(({ x, width: wide, phase, from }) => {
        const word = PHASE_WORDS[phase][language];
        const letters = language === 'ko' ? 12 : 6.6;
        return (
          <g key={`${from} ${phase}`} className={classNames('phase', phase)}>
            <rect x={x} y={TOP} width={wide} height={band} />
            {(phase === 'kicked' || phase === 'dead') && <path d={hatch(x, wide, TOP, band)} />}
            {wide >= word.length * letters + 10 && (
              <text x={x + 5} y={TOP + band / 2 + 4}>
                {word}
              </text>
            )}
          </g>
        );
      })}
      {line.busy.map(({ x, width: wide }) => (
        <rect
          key={x}
          className="group-busy"
          x={x}
          y={TOP + band + 3}
          width={wide}
          height={Math.min(8, row - band - 8)}
        />
      ))}
      {mark !== null && <path className="strip-cursor" d={`M${mark} 0V${row}`} />}
    </svg>
  );
}
