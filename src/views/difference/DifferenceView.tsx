/**
 * Two runs beside each other: what it came to, in words; then fact by fact in two columns, with the place where they part.
 * What both told is one row with its count.
 */
// biome-ignore-all lint/a11y/useSemanticElements: chips that filter are no form
import { useEffect, useId, useMemo, useRef, useState } from 'react';
import type { FactGroup } from '../../frame/frame.ts';
import { Button, Toggle } from '../../ui/Button.tsx';
import { classNames } from '../../ui/classNames.ts';
import { useSize } from '../../ui/useSize.ts';
import { factSentence } from '../factSentences.ts';
import { formatSpan, formatTime } from '../format.ts';
import type { DifferenceProps, Language } from '../viewProps.ts';
import { GROUP_WORDS, words } from '../words.ts';
import { OutcomeTable } from './OutcomeTable.tsx';
import {
  delayOf,
  differingGroups,
  foldedAtFirst,
  partingRow,
  rowAt,
  rowsInSight,
  type ShownRow,
  shownRows,
  timeOf,
} from './rows.ts';
import './difference.css';

const LOADING = words('Comparing…', '비교하는 중…');
const FILTER = words('Kinds of facts that differ', '다른 사실의 종류');
const LIST = words('Where the two differ', '두 실행의 차이');
const SAME = words('No difference up to', '여기까지 차이 없음:');
const PART = words('They part at', '갈라진 곳:');
const PARTED = words('they part here', '여기서 갈라짐');
const MORE = words('more rows are not shown', '개 행은 생략');
const ONLY = words('only in', '한쪽에만:');

const ROOM = 900;
const WIDE_ROW = 40;
const NARROW_ROW = 84;

export function DifferenceView(props: DifferenceProps) {
  const { difference, nameOfOne, nameOfOther, end = null, lead, now, language, onSeek } = props;
  const [chosen, setHidden] = useState<ReadonlySet<FactGroup> | null>(null);
  const folded = useMemo(() => new Set(foldedAtFirst(difference)), [difference]);
  const hidden = chosen ?? folded;
  const [box, size] = useSize<HTMLDivElement>({ width: 800, height: 240 });
  const [scrollTop, setScrollTop] = useState(0);
  const [cursor, setCursor] = useState<number | null>(null);
  const scroller = useRef<HTMLDivElement>(null);
  const list = useRef<HTMLDivElement>(null);
  const id = useId();
  const rows = useMemo(() => (difference === null ? [] : shownRows(difference.rows, hidden)), [difference, hidden]);
  const groups = useMemo(() => (difference === null ? null : differingGroups(difference)), [difference]);
  const parting = partingRow(rows, difference);
  const current = rowAt(rows, now);
  // The list and the outcome beside each other where there is room for both.
  const hasRoom = size.width >= ROOM;
  const isWide = size.width >= 560;
  const rowHeight = isWide ? WIDE_ROW : NARROW_ROW;
  const active = Math.min(rows.length - 1, cursor ?? Math.max(0, current));
  const above = list.current?.offsetTop ?? 0;
  const [from, to] = rowsInSight(scrollTop - above, size.height, rowHeight, rows.length);

  // The row of the playhead stays in sight; a person who is walking the list is left alone.
  const followed = useRef('');
  useEffect(() => {
    const [element, rowsOf] = [scroller.current, list.current];
    const key = `${active} ${rowHeight} ${cursor}`;
    if (element === null || rowsOf === null || active < 0 || followed.current === key) return;
    followed.current = key;
    const top = rowsOf.offsetTop + active * rowHeight;
    if (top < element.scrollTop + 30) element.scrollTop = Math.max(0, top - rowHeight);
    else if (cursor !== null && top + rowHeight > element.scrollTop + element.clientHeight)
      element.scrollTop = top + rowHeight - element.clientHeight;
  }, [active, rowHeight, cursor]);

  if (difference === null || groups === null) {
    return (
      <div ref={box} className="difference">
        <div className="lens-bar">{lead}</div>
        <p className="difference-empty">{LOADING[language]}</p>
      </div>
    );
  }

  const open = (row: ShownRow | undefined): void => {
    if (row === undefined) return;
    setCursor(null);
    onSeek(timeOf(row));
  };
  const onKeyDown = (event: React.KeyboardEvent): void => {
    const page = Math.max(1, Math.floor(size.height / rowHeight) - 2);
    const moves: Readonly<Record<string, number>> = {
      ArrowDown: active + 1,
      ArrowUp: active - 1,
      PageDown: active + page,
      PageUp: active - page,
      Home: 0,
      End: rows.length - 1,
    };
    const next = moves[event.key];
    if (next !== undefined) setCursor(Math.max(0, Math.min(rows.length - 1, next)));
    else if (event.key === 'Enter') open(rows[active]);
    else return;
    event.preventDefault();
  };

  const names = { one: nameOfOne, other: nameOfOther };
  const outcome = <OutcomeTable difference={difference} names={names} end={end} language={language} onSeek={onSeek} />;
  return (
    <div ref={box} className="difference">
      <div className="lens-bar">
        {lead}
        <span data-testid="parting">
          {difference.divergence === null ? (
            `${SAME[language]} ${formatTime(difference.until)}`
          ) : (
            <Button onPress={() => onSeek(difference.divergence!.at)}>
              ≠ {PART[language]} {formatTime(difference.divergence.at, 6)}
            </Button>
          )}
        </span>
        <div className="difference-filter" role="group" aria-label={FILTER[language]}>
          {[...groups].map(([group, count]) => (
            <Toggle
              key={group}
              variant="chip"
              isSelected={!hidden.has(group)}
              onChange={(isShown) => setHidden(toggled(hidden, group, !isShown))}
            >
              {GROUP_WORDS[group][language]} {count}
            </Toggle>
          ))}
        </div>
      </div>
      <div className={classNames('difference-body', hasRoom && 'roomy')}>
        {hasRoom && <div className="difference-outcome">{outcome}</div>}
        <div
          ref={scroller}
          className="difference-list"
          onScroll={({ currentTarget }) => setScrollTop(currentTarget.scrollTop)}
        >
          {!hasRoom && outcome}
          {isWide && (
            <div className="difference-names" aria-hidden="true">
              <span />
              <span>{nameOfOne}</span>
              <span>{nameOfOther}</span>
            </div>
          )}
          <div
            ref={list}
            role="listbox"
            tabIndex={0}
            aria-label={`${LIST[language]} (${rows.length})`}
            aria-activedescendant={active >= from && active < to ? `${id}-${active}` : undefined}
            className={classNames('difference-rows', isWide && 'wide')}
            style={{ height: Math.max(1, rows.length) * rowHeight }}
            onKeyDown={onKeyDown}
            onBlur={() => setCursor(null)}
          >
            {rows.slice(from, to).map((row, index) => (
              // biome-ignore lint/a11y/useKeyWithClickEvents: the list box answers the keys of its options
              <div
                key={keyOf(row)}
                id={`${id}-${from + index}`}
                role="option"
                aria-selected={from + index === current}
                aria-posinset={from + index + 1}
                aria-setsize={rows.length}
                className={classNames(
                  'difference-row',
                  row.type,
                  from + index === parting && 'parting',
                  from + index === cursor && 'cursor',
                  from + index === current && 'current',
                  from + index > current && 'ahead',
                )}
                style={{ top: (from + index) * rowHeight, height: rowHeight }}
                onClick={() => open(row)}
              >
                <RowText
                  row={row}
                  names={names}
                  isParting={from + index === parting}
                  isWide={isWide}
                  language={language}
                />
              </div>
            ))}
          </div>
          {difference.more > 0 && (
            <p className="difference-empty">
              {difference.more} {MORE[language]}
            </p>
          )}
        </div>
      </div>
    </div>
  );
}

interface RowTextProps {
  readonly row: ShownRow;
  readonly names: { readonly one: string; readonly other: string };
  readonly isParting: boolean;
  readonly isWide: boolean;
  readonly language: Language;
}

function RowText({ row, names, isParting, isWide, language }: RowTextProps) {
  const time = (
    <span className="difference-time mono">
      {formatTime(timeOf(row))}
      {isParting && (
        <b title={PARTED[language]}>
          {' '}
          ≠<span className="visually-hidden"> {PARTED[language]} </span>
        </b>
      )}
    </span>
  );
  if (row.type === 'same') {
    const facts = language === 'ko' ? `사실 ${row.count}개가 양쪽에 같음` : `${row.count} facts in both`;
    return (
      <>
        {time}
        <span className="difference-both">= {facts}</span>
      </>
    );
  }
  if (row.type === 'moved') {
    const delay = delayOf(row);
    const span = formatSpan(Math.abs(delay));
    const word =
      language === 'ko'
        ? `${names.other}: ${span} ${delay > 0 ? '늦게' : '일찍'}`
        : `${span} ${delay > 0 ? 'later' : 'earlier'} in ${names.other}`;
    return (
      <>
        {time}
        <span className="difference-both">
          {factSentence(row.one, language)} <b>⇄ {word}</b>
        </span>
      </>
    );
  }
  const sentence = factSentence(row.fact, language);
  const text = (
    <span className={`difference-fact ${row.type}`} title={sentence}>
      <span className={isWide ? 'visually-hidden' : 'difference-only'}>
        {ONLY[language]} {names[row.type]}:{' '}
      </span>
      {sentence}
    </span>
  );
  const blank = <span className="difference-blank" />;
  return (
    <>
      {time}
      {row.type === 'one' ? text : isWide && blank}
      {row.type === 'other' ? text : isWide && blank}
    </>
  );
}

function keyOf(row: ShownRow): string {
  switch (row.type) {
    case 'same':
      return `same ${row.from} ${row.count}`;
    case 'moved':
      return `moved ${row.one.index}`;
    default:
      return `${row.type} ${row.fact.index}`;
  }
}

function toggled(set: ReadonlySet<FactGroup>, group: FactGroup, isIn: boolean): ReadonlySet<FactGroup> {
  const next = new Set(set);
  if (isIn) next.add(group);
  else next.delete(group);
  return next;
}
