/** The picture: lanes and marks in SVG, the lines on a canvas between them, names and times beside it. */
// biome-ignore-all lint/a11y/useSemanticElements: a picture with a cursor; the same stands in a table
import { type ReactNode, type RefObject, useEffect, useId, useMemo, useRef } from 'react';
import { fitCanvas } from '../../ui/canvas.ts';
import { useColors } from '../../ui/useColors.ts';
import { STAGE_TOKENS, stageColors } from '../stage/palette.ts';
import { timeScale } from '../timeAxis.ts';
import type { Language } from '../viewProps.ts';
import { Lanes, Marks } from './Lanes.tsx';
import type { Item, LaneLayout, Picture } from './layout.ts';
import { paint } from './paint.ts';
import { itemSentence } from './sentences.ts';
import { ticksOf } from './timeWindow.ts';
import type { Brush, Pointed } from './usePointer.ts';
import { W } from './words.ts';

export interface PictureProps {
  readonly picture: Picture;
  readonly isVertical: boolean;
  readonly isFollowing: boolean;
  /** Room for names at the left, or of times where time runs downwards. */
  readonly left: number;
  readonly selectedMessage: number | null;
  readonly selectedFact: number | null;
  readonly selectedNode: string | null;
  readonly pointed: Pointed;
  readonly brush: Brush | null;
  readonly cursor: { readonly item: Item | null; readonly place: number; readonly count: number };
  readonly divergence: number | null;
  readonly summary: string;
  readonly language: Language;
  readonly area: RefObject<HTMLDivElement | null>;
  readonly head: RefObject<HTMLDivElement | null>;
  readonly handlers: Readonly<Record<string, unknown>>;
  nameOf(lane: LaneLayout): ReactNode;
  onKeyDown(event: React.KeyboardEvent): void;
  onContextMenu(event: React.MouseEvent): void;
  onFocus(): void;
}

const HEADER = 26;
const AXIS = 20;

export function PictureView(props: PictureProps) {
  const { picture, isVertical, isFollowing, left, selectedMessage, pointed, brush, cursor, language } = props;
  const { window, across, known } = picture;
  const canvas = useRef<HTMLCanvasElement>(null);
  const tokens = useColors(STAGE_TOKENS);
  const colors = useMemo(() => (tokens === null ? null : stageColors(tokens)), [tokens]);
  const id = useId();
  const pointedMessage = pointed !== null && 'line' in pointed ? pointed.line.message.id : null;
  const [width, height] = isVertical ? [across, window.width] : [window.width, across];
  useEffect(() => {
    const element = canvas.current;
    if (element === null || colors === null) return;
    const context = fitCanvas(element, width, height);
    const style = { isVertical, isFollowing, selected: selectedMessage, pointed: pointedMessage };
    if (context !== null) paint(context, picture, colors, style);
  }, [picture, colors, isVertical, isFollowing, selectedMessage, pointedMessage, width, height]);

  const { item } = cursor;
  const scale = timeScale(window);
  const lane = picture.lanes.find((one) => one.lane.id === item?.lane);
  const spot =
    item === null || lane === undefined || item.at < window.from || item.at > window.to
      ? null
      : { t: scale.x(item.at), l: lane.l };
  const divergence = props.divergence === null ? null : scale.x(props.divergence);
  const isParting =
    props.divergence !== null &&
    props.divergence >= window.from &&
    props.divergence <= window.to &&
    divergence !== null;
  const along = (t: number): string => (isVertical ? `M0 ${t}H${across}` : `M${t} 0V${across}`);
  const strip = (t: number, size: number) =>
    isVertical ? { x: 0, y: t, width: across, height: size } : { x: t, y: 0, width: size, height: across };
  const top = isVertical ? HEADER : AXIS;
  return (
    <div className="st-board" style={{ width: left + width, height: top + height }}>
      {isVertical ? (
        <LaneNames {...props} top={top} />
      ) : (
        <svg className="st-axis" width={left + width} height={AXIS} aria-hidden="true">
          {ticksOf(window, 100).map(({ t, text }) => (
            <g key={text}>
              <path d={`M${left + t} 15v5`} />
              <text x={left + t} y={12} textAnchor={t > window.width - 30 ? 'end' : t < 30 ? 'start' : 'middle'}>
                {text}
              </text>
            </g>
          ))}
        </svg>
      )}
      <div className="st-row" style={{ height }}>
        {isVertical ? (
          <svg className="st-side" width={left} height={height} aria-hidden="true">
            {ticksOf(window, 56).map(({ t, text }) => (
              <g key={text}>
                <path d={`M${left - 5} ${t}h5`} />
                <text x={left - 7} y={Math.max(9, t + 3)} textAnchor="end">
                  {text.replace(' s', '')}
                </text>
              </g>
            ))}
          </svg>
        ) : (
          <LaneNames {...props} top={0} />
        )}
        <div
          ref={props.area}
          role="listbox"
          tabIndex={0}
          aria-label={`${props.summary} ${W.keys[language]}`}
          aria-activedescendant={item === null ? undefined : `${id}-item`}
          className={isVertical ? 'st-area vertical' : 'st-area'}
          style={{ width, height }}
          onKeyDown={props.onKeyDown}
          onContextMenu={props.onContextMenu}
          onFocus={props.onFocus}
          {...props.handlers}
        >
          <svg className="st-under" width={width} height={height} aria-hidden="true">
            <rect className="st-unseen" {...strip(known, Math.max(0, window.width - known))} />
            <Lanes picture={picture} isVertical={isVertical} />
            {isParting && (
              <path className="st-parting" d={along(divergence)}>
                <title>{W.divergence[language]}</title>
              </path>
            )}
          </svg>
          <canvas ref={canvas} className="st-lines" aria-hidden="true" />
          <svg className="st-over" width={width} height={height} aria-hidden="true">
            <Marks picture={picture} isVertical={isVertical} isFollowing={isFollowing} selected={props.selectedFact} />
            {brush !== null && <rect className="st-brush" {...strip(brush.from, brush.to - brush.from)} />}
            {isParting && (
              <text
                className="st-parting-text"
                x={isVertical ? 4 : divergence + 4}
                y={isVertical ? divergence - 4 : 10}
              >
                ≠
              </text>
            )}
            {spot !== null && (
              <circle className="st-cursor" r={9} cx={isVertical ? spot.l : spot.t} cy={isVertical ? spot.t : spot.l} />
            )}
          </svg>
          {item !== null && (
            <div
              id={`${id}-item`}
              role="option"
              tabIndex={-1}
              aria-selected={true}
              aria-posinset={cursor.place + 1}
              aria-setsize={cursor.count}
              className="visually-hidden"
            >
              {`${item.lane}: ${itemSentence(item, language)}`}
            </div>
          )}
          {item === null && (
            <div role="option" tabIndex={-1} aria-selected={false} className="visually-hidden">
              {props.summary}
            </div>
          )}
          <div ref={props.head} className={isVertical ? 'st-head vertical' : 'st-head'} aria-hidden="true" />
        </div>
      </div>
    </div>
  );
}

function LaneNames({ picture, isVertical, left, nameOf, top }: PictureProps & { readonly top: number }) {
  const { pitch } = picture;
  return (
    <div
      className={isVertical ? 'st-names vertical' : 'st-names'}
      style={isVertical ? { height: top, paddingLeft: left } : { width: left }}
    >
      {picture.lanes.map((lane) => (
        <div key={lane.lane.id} className="st-name" style={isVertical ? { width: pitch } : { height: pitch }}>
          {nameOf(lane)}
        </div>
      ))}
    </div>
  );
}
