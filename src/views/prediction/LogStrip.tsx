/** The strip of a partition's cells with marks on it: one that can be moved, or what was thought beside what is. */
import { type CSSProperties, useEffect, useRef } from 'react';
import { classNames } from '../../ui/classNames.ts';
import type { Language } from '../viewProps.ts';
import { filled } from './fill.ts';
import { isGap, offsetAt, placeOfMark, type Strip } from './strip.ts';
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
  const { cells, rows } = strip;
  const box = useRef<HTMLDivElement>(null);
  const shown = placeOfMark(strip, marks.at(-1)?.value ?? rows[0]?.highWatermark ?? strip.from);
  // The mark stays in sight where the strip is wider than its box.
  useEffect(() => {
    const element = box.current;
    const cell = element?.querySelector<HTMLElement>('.answer-strip-offset')?.offsetWidth ?? 0;
    if (element === null || cell === 0) return;
    const place = shown * cell;
    if (place < element.scrollLeft || place > element.scrollLeft + element.clientWidth - 4 * cell) {
      element.scrollLeft = place - element.clientWidth / 2;
    }
  }, [shown]);
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
      <div className="answer-strip-scroll" ref={box} aria-hidden>
        <div
          className={classNames('answer-strip', onPick !== undefined && 'pickable')}
          style={{ '--strip-cells': cells.length } as CSSProperties}
          onPointerDown={(event) => {
            const line = event.currentTarget.querySelector('.answer-strip-offsets')?.getBoundingClientRect();
            if (onPick === undefined || line === undefined || cells.length === 0) return;
            onPick(offsetAt(strip, Math.round(((event.clientX - line.left) / line.width) * cells.length)));
          }}
        >
          <div className="answer-strip-row answer-strip-offsets">
            {cells.map((cell) => (
              <span key={cell.from} className="answer-strip-offset">
                {isGap(cell) ? '…' : cell.from}
              </span>
            ))}
          </div>
          {rows.map((row) => (
            <div key={row.node} className="answer-strip-row">
              <span className="answer-strip-node">
                {row.node}
                {row.isLeader && ' L'}
              </span>
              {cells.map((cell) => (
                <span
                  key={cell.from}
                  className={classNames(
                    'answer-strip-cell',
                    isGap(cell) && 'gap',
                    cell.from >= row.from && cell.from < row.to && 'written',
                    cell.from < row.highWatermark && 'below',
                  )}
                />
              ))}
            </div>
          ))}
          {marks.map(({ value, label, kind }) => (
            <span
              key={kind}
              className={classNames('answer-strip-mark', kind)}
              style={{ '--strip-place': placeOfMark(strip, value) } as CSSProperties}
            >
              <span className="answer-strip-mark-label">{label}</span>
            </span>
          ))}
        </div>
      </div>
    </>
  );
}
