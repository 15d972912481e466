/** Under the lines: what each process was at, what it led, and what was folded. Above them: what happened, as marks. */
import { memo } from 'react';
import type { FactGroup } from '../../frame/frame.ts';
import { classNames } from '../../ui/classNames.ts';
import { epochClass } from '../encoding.ts';
import { hatch } from '../timeAxis.ts';
import { type FactMark, FOLDED, type LaneLayout, type Picture } from './layout.ts';

interface LanesProps {
  readonly picture: Picture;
  readonly isVertical: boolean;
}

/** A box along time and across a lane, whichever way time runs. */
function box(isVertical: boolean, t: number, size: number, l: number, height: number) {
  return isVertical
    ? { x: l, y: t, width: height, height: Math.max(0, size) }
    : { x: t, y: l, width: Math.max(0, size), height };
}

const BAND = { elected: [-5, 10], leads: [-5, 10], controller: [-10, 4], ensemble: [-10, 4], group: [6, 4] } as const;

export const Lanes = memo(function Lanes({ picture, isVertical }: LanesProps) {
  return (
    <g className="st-lanes">
      {picture.lanes.map((lane) => (
        <LaneRow key={lane.lane.id} lane={lane} isVertical={isVertical} />
      ))}
    </g>
  );
});

function LaneRow({ lane, isVertical }: { readonly lane: LaneLayout; readonly isVertical: boolean }) {
  const { l, life, bands, deaths, starts, folded } = lane;
  return (
    <g>
      {life.map(({ t, size, status }) =>
        status === 'up' || status === 'paused' ? (
          <rect
            key={`${status} ${t}`}
            className={`st-life ${status}`}
            {...(status === 'up' ? box(isVertical, t, size, l - 0.75, 1.5) : box(isVertical, t, size, l - 7, 14))}
          />
        ) : null,
      )}
      {bands.map(({ what, epoch, t, size, of }) => {
        const [offset, height] = BAND[what];
        return (
          <rect
            key={`${what} ${of} ${epoch} ${t}`}
            className={classNames(
              'st-band',
              what,
              what === 'controller' || what === 'ensemble' ? '' : epochClass(epoch),
            )}
            {...box(isVertical, t, size, l + offset, height)}
          />
        );
      })}
      {life.map(({ t, size, status }) =>
        status === 'paused' ? (
          <path
            key={t}
            className="st-hatch"
            transform={isVertical ? 'matrix(0 1 1 0 0 0)' : undefined}
            d={hatch(t, size, l - 7, 14)}
          />
        ) : null,
      )}
      {folded.map(({ t, size, count }) => (
        <rect
          key={t}
          className="st-folded"
          fillOpacity={Math.min(0.75, 0.2 + count / 60)}
          {...box(isVertical, t, size, l + FOLDED, 2.5)}
        />
      ))}
      {deaths.map((t) => (
        <path key={t} className="st-death" d={cross(isVertical ? l : t, isVertical ? t : l)} />
      ))}
      {starts.map((t) => (
        <path
          key={t}
          className="st-start"
          d={
            isVertical
              ? `M${l - 6} ${t}h12M${l - 4} ${t + 2}l4 6l4 -6z`
              : `M${t} ${l - 6}v12M${t + 2} ${l - 4}l6 4l-6 4z`
          }
        />
      ))}
      {bands.map(
        ({ what, label, labelAt, epoch, of, t }) =>
          label !== '' && (
            <text
              key={`${what} ${of} ${epoch} ${t}`}
              className="st-epoch"
              x={isVertical ? l + 9 : labelAt}
              y={isVertical ? labelAt + 9 : l + 4}
            >
              {label}
            </text>
          ),
      )}
      {!isVertical &&
        folded.map(
          ({ t, size, count }) =>
            size > 20 &&
            count > 0 && (
              <text key={t} className="st-count" x={t + size / 2} y={l + 9} textAnchor="middle">
                {count}
              </text>
            ),
        )}
    </g>
  );
}

function cross(x: number, y: number): string {
  return `M${x - 6} ${y - 6}l12 12m0 -12l-12 12`;
}

/** What a mark looks like, without its colour: a fault is a cross, what is decided a diamond, the rest a dot. */
function shapeOf(group: FactGroup, x: number, y: number): string {
  switch (group) {
    case 'fault':
    case 'client':
      return `M${x - 4} ${y - 4}l8 8m0 -8l-8 8`;
    case 'election':
    case 'quorum':
    case 'isr':
    case 'group':
      return `M${x} ${y - 5}l5 5l-5 5l-5 -5z`;
    case 'watermark':
      return `M${x - 4} ${y - 3}h8v6h-8z`;
    default:
      return `M${x - 3} ${y}a3 3 0 1 0 6 0a3 3 0 1 0 -6 0z`;
  }
}

interface MarksProps {
  readonly picture: Picture;
  readonly isVertical: boolean;
  readonly isFollowing: boolean;
  /** Place of the selected fact in the list; null: none. */
  readonly selected: number | null;
}

export const Marks = memo(function Marks({ picture, isVertical, isFollowing, selected }: MarksProps) {
  const drawn = (mark: FactMark) => {
    const { fact, t, l } = mark;
    const dim = isFollowing && !mark.isOnPath;
    const name = classNames('st-fact', fact.group, dim && 'dim', fact.index === selected && 'selected');
    if (l === undefined) {
      const d = isVertical ? `M0 ${t}H${picture.across}` : `M${t} 0V${picture.across}`;
      return <path key={fact.index} className={classNames('st-all', dim && 'dim')} d={d} />;
    }
    return <path key={fact.index} className={name} d={shapeOf(fact.group, isVertical ? l : t, isVertical ? t : l)} />;
  };
  return <g>{picture.marks.map(drawn)}</g>;
});
