/** The strip of a partition's cells with marks on it: one that can be moved, or what was thought beside what is. */
import { type CSSProperties, useEffect, useRef } from 'react';
import { classNames } from '../../ui/classNames.ts';
import type { Language } from '../viewProps.ts';
import { filled } from './fill.ts';
import type { Strip } from './strip.ts';
import { LEADER, LOG_EMPTY, LOG_OF } from './words.ts';

export interface StripMark {
  readonly value: number;
  readonly label: string;
  readonly kind: 'yours' | 'truth';
}

interface LogStripProps {
  readonly strip: Strip;
  readonly marks: readonly StripMark[];
  readonly language: Language;
  /** Absent: it is only shown. */
  readonly onPick?: (value: number) => void;
}

/** Drawn for the eye; the same in words stands in a list beside it. */
export function LogStrip({ strip, marks, language, onPick }: LogStripProps) {
  const { from, to, rows } = strip;
  const offsets = Array.from({ length: to - from }, (_, place) => from + place);
  const box = useRef<HTMLDivElement>(null);
  const shown = marks.at(-1)?.value ?? rows[0]?.highWatermark ?? from;
  // The mark stays in sight where the strip is wider than its box.
  useEffect(() => {
    const element = box.current;
    const cell = element?.querySelector<HTMLElement>('.strip-offset')?.offsetWidth ?? 0;
    if (element === null || cell === 0) return;
    const place = (shown - from) * cell;
    if (place < element.scrollLeft || place > element.scrollLeft + element.clientWidth - 4 * cell) {
      element.scrollLeft = place - element.clientWidth / 2;
    }
  }, [shown, from]);
  return (
    <>
      <ul className="visually-hidden">
        {rows.map((row) => (
          <li key={row.node}>
            {filled(row.to > row.from ? LOG_OF : LOG_EMPTY, language, { ...row, to: row.to - 1 })}
            {row.isLeader && `, ${LEADER[language]}`}
          </li>
        ))}
      </ul>
      <div className="strip-scroll" ref={box} aria-hidden>
        <div
          className={classNames('strip', onPick !== undefined && 'pickable')}
          style={{ '--strip-cells': offsets.length } as CSSProperties}
          onPointerDown={(event) => {
            const cells = event.currentTarget.querySelector('.strip-offsets')?.getBoundingClientRect();
            if (onPick === undefined || cells === undefined || offsets.length === 0) return;
            const place = Math.round(((event.clientX - cells.left) / cells.width) * offsets.length);
            onPick(from + Math.min(offsets.length, Math.max(0, place)));
          }}
        >
          <div className="strip-row strip-offsets">
            {offsets.map((offset) => (
              <span key={offset} className="strip-offset">
                {offset}
              </span>
            ))}
          </div>
          {rows.map((row) => (
            <div key={row.node} className="strip-row">
              <span className="strip-node">
                {row.node}
                {row.isLeader && ' L'}
              </span>
              {offsets.map((offset) => (
                <span
                  key={offset}
                  className={classNames(
                    'strip-cell',
                    offset >= row.from && offset < row.to && 'written',
                    offset < row.highWatermark && 'below',
                  )}
                />
              ))}
            </div>
          ))}
          {marks.map(({ value, label, kind }) => (
            <span
              key={kind}
              className={classNames('strip-mark', kind)}
              style={{ '--strip-place': value - from } as CSSProperties}
            >
              <span className="strip-mark-label">{label}</span>
            </span>
          ))}
        </div>
      </div>
    </>
  );
}
