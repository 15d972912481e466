/** The scrubber: density of what happened, faults and interesting facts as marks, the playhead, branches as lanes. */
// biome-ignore-all lint/a11y/useSemanticElements: lanes that switch are no form
import { memo, useEffect, useMemo, useRef } from 'react';
import { classNames } from '../../ui/classNames.ts';
import { useSize } from '../../ui/useSize.ts';
import { formatTime } from '../format.ts';
import type { Language, TimelineProps } from '../viewProps.ts';
import { branchName, words } from '../words.ts';
import { layoutTimeline, seekByKey, type TimelineLane, type TimelineLayout } from './layout.ts';
import './timeline.css';

const PLAYHEAD = words('Playhead', '재생 위치');
const BRANCHES = words('Branches', '분기');
const DIVERGES = words('first difference', '처음 달라진 곳');

const TRACK = 46;
const LANE = 24;

export function TimelineView(props: TimelineProps) {
  const { now, clock, end, headAt, marks, branches, branch, divergence, language, onSeek, onScrub, onBranch } = props;
  const [box, size] = useSize<HTMLDivElement>({ width: 1000, height: 60 });
  const layout = useMemo(
    () => layoutTimeline({ end, marks, branches }, size.width),
    [end, marks, branches, size.width],
  );
  const head = useRef<HTMLDivElement>(null);

  // The playhead follows the clock without React.
  useEffect(() => {
    const move = (at: number): void => {
      if (head.current !== null) head.current.style.transform = `translateX(${layout.x(at)}px)`;
    };
    move(clock.now());
    return clock.subscribe(move);
  }, [clock, layout]);
  useEffect(() => {
    if (head.current !== null) head.current.style.transform = `translateX(${layout.x(now)}px)`;
  }, [now, layout]);

  const seekTo = (event: React.PointerEvent<HTMLElement>): void => {
    onSeek(layout.at(event.clientX - event.currentTarget.getBoundingClientRect().x));
  };

  return (
    <div ref={box} className="timeline">
      <div
        role="slider"
        tabIndex={0}
        className="timeline-track"
        aria-label={PLAYHEAD[language]}
        aria-valuemin={0}
        aria-valuemax={end}
        aria-valuenow={Math.round(now)}
        aria-valuetext={valueText(props)}
        onKeyDown={(event) => {
          if (event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
          const at = seekByKey(event.key, now, end);
          if (at === undefined) return;
          event.preventDefault();
          onSeek(at);
        }}
        onPointerDown={(event) => {
          if (event.button !== 0) return;
          event.currentTarget.setPointerCapture(event.pointerId);
          onScrub(true);
          seekTo(event);
        }}
        onPointerMove={(event) => {
          if (event.currentTarget.hasPointerCapture(event.pointerId)) seekTo(event);
        }}
        onPointerUp={() => onScrub(false)}
        onPointerCancel={() => onScrub(false)}
      >
        <Track
          layout={layout}
          width={size.width}
          recordedX={layout.x(headAt)}
          divergenceX={divergence === null ? null : layout.x(divergence.at)}
        />
        <div ref={head} className="timeline-head" />
      </div>
      {branches.length > 1 && (
        <div
          className="timeline-lanes"
          role="group"
          aria-label={BRANCHES[language]}
          style={{ height: layout.lanes.length * LANE }}
        >
          <svg width={size.width} height={layout.lanes.length * LANE} aria-hidden="true">
            {layout.lanes.map((lane) => (
              <Lane key={lane.branch.id} lane={lane} isCurrent={lane.branch.id === branch} />
            ))}
          </svg>
          {layout.lanes.map(({ branch: one, row, x1, divergenceX }) => (
            <button
              key={one.id}
              type="button"
              className={classNames('lane-name', one.id === branch && 'current')}
              aria-pressed={one.id === branch}
              style={{ left: Math.min(x1 + 14, size.width - 140), top: row * LANE }}
              title={one.commands.map(({ text }) => text).join('\n')}
              onClick={() => onBranch(one.id)}
            >
              {branchName(one, language)}
              {divergenceX !== null && one.divergence !== null && (
                <span className="visually-hidden">
                  , {DIVERGES[language]} {formatTime(one.divergence.at)}
                </span>
              )}
            </button>
          ))}
        </div>
      )}
    </div>
  );
}

function valueText({ step, head, now, lastFact, language }: TimelineProps): string {
  const place = sentenceOf(step, head, language);
  return [place, formatTime(now), lastFact].filter((part) => part !== null && part !== '').join(', ');
}

function sentenceOf(step: number, head: number, language: Language): string {
  return language === 'ko' ? `이벤트 ${head}개 중 ${step}번째` : `event ${step} of ${head}`;
}

interface TrackProps {
  readonly layout: TimelineLayout;
  readonly width: number;
  readonly recordedX: number;
  readonly divergenceX: number | null;
}

const Track = memo(function Track({ layout, width, recordedX, divergenceX }: TrackProps) {
  const base = 30;
  return (
    <svg width={width} height={TRACK} aria-hidden="true">
      <rect className="track-all" x={0} y={base} width={width} height={3} />
      <rect
        className="track-recorded"
        x={layout.x(0)}
        y={base}
        width={Math.max(0, recordedX - layout.x(0))}
        height={3}
      />
      <path
        className="density"
        d={layout.density
          .map((height, bar) =>
            height === 0 ? '' : `M${bar * 6} ${base}v${(-height * 14).toFixed(1)}h5v${(height * 14).toFixed(1)}z`,
          )
          .join('')}
      />
      {layout.marks.map(({ mark, x }) => (
        <path key={mark.index} className={classNames('mark', mark.group)} d={markPath(mark.group, x, base - 6)} />
      ))}
      {layout.faults.map(({ mark, x }) => (
        <g key={mark.index} className="fault">
          <path d={`M${x} 12V${base + 3}`} />
          <path d={`M${x - 4} 4l8 8m0 -8l-8 8`} />
        </g>
      ))}
      {divergenceX !== null && (
        <text className="diverge" x={divergenceX} y={14} textAnchor="middle">
          ≠
        </text>
      )}
      {layout.ticks.map(({ x, text }) => (
        <g key={x} className="tick">
          <path d={`M${x} ${base + 3}v4`} />
          <text x={x} y={TRACK - 1} textAnchor={x < 20 ? 'start' : x > width - 20 ? 'end' : 'middle'}>
            {text}
          </text>
        </g>
      ))}
    </svg>
  );
});

/** Elections are diamonds, ISR changes squares, failures of clients crosses; the rest are ticks. */
function markPath(group: string, x: number, y: number): string {
  switch (group) {
    case 'election':
    case 'quorum':
      return `M${x} ${y - 5}l5 5l-5 5l-5 -5z`;
    case 'isr':
    case 'broker':
      return `M${x - 3.5} ${y - 3.5}h7v7h-7z`;
    case 'client':
      return `M${x - 3.5} ${y - 3.5}l7 7m0 -7l-7 7`;
    default:
      return `M${x} ${y - 4}v10`;
  }
}

function Lane({ lane, isCurrent }: { readonly lane: TimelineLane; readonly isCurrent: boolean }) {
  const y = lane.row * LANE + LANE / 2;
  const fork = lane.parentRow === null ? '' : `M${lane.x1} ${lane.parentRow * LANE + LANE / 2}V${y}`;
  return (
    <g className={classNames('lane', isCurrent && 'current')}>
      <path d={`${fork}M${lane.x1} ${y}H${Math.max(lane.x2, lane.x1 + 4)}`} />
      <circle cx={lane.x1} cy={lane.parentRow === null ? y : lane.parentRow * LANE + LANE / 2} r={3} />
      {lane.divergenceX !== null && (
        <text x={lane.divergenceX} y={y + 4.5} textAnchor="middle" className="diverge">
          ≠
        </text>
      )}
    </g>
  );
}
