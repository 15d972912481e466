/** What happened, oldest first, as sentences. A click puts the playhead there; the last one before it is marked. */
// biome-ignore-all lint/a11y/useSemanticElements: chips that filter are no form
import { useEffect, useId, useMemo, useRef, useState } from 'react';
import type { FactGroup } from '../../frame/frame.ts';
import { Button, Toggle } from '../../ui/Button.tsx';
import { classNames } from '../../ui/classNames.ts';
import { useSize } from '../../ui/useSize.ts';
import { factSentence } from '../factSentences.ts';
import { formatTime } from '../format.ts';
import type { FactListProps, Language } from '../viewProps.ts';
import { GROUP_WORDS, words } from '../words.ts';
import { currentRow, type FactRow, FOLDED_AT_FIRST, factRows, groupCounts, visibleRows } from './rows.ts';
import './factList.css';

const FACTS = words('Facts', '일어난 일');
const FILTER = words('Kinds of facts', '종류');
const EMPTY = words('Nothing has happened yet.', '아직 일어난 일이 없어요.');

const EARLIER = words('Show earlier ones', '이전 것 더 보기');

const WIDE_ROW = 30;
const NARROW_ROW = 62;

/** A run that plays would open and fold a row with every step. */
const AT_REST_MS = 200;

export function FactListView({ frame, facts, factCount, language, onSeekStep, onSelect, onEarlier }: FactListProps) {
  const [hidden, setHidden] = useState<ReadonlySet<FactGroup>>(() => new Set(FOLDED_AT_FIRST));
  const [box, size] = useSize<HTMLDivElement>({ width: 600, height: 300 });
  const [scrollTop, setScrollTop] = useState(0);
  const [cursor, setCursor] = useState<number | null>(null);
  const list = useRef<HTMLDivElement>(null);
  const id = useId();
  const resting = useResting(frame.step);
  const rows = useMemo(() => factRows(facts, hidden, resting), [facts, hidden, resting]);
  const counts = useMemo(() => groupCounts(facts), [facts]);
  const current = currentRow(rows, frame.step);
  const isWide = size.width >= 620;
  const rowHeight = isWide ? WIDE_ROW : NARROW_ROW;
  const [from, to] = visibleRows(scrollTop, size.height, rowHeight, rows.length);
  const active = cursor ?? current;

  // The current fact stays in sight while the run plays; a person who is walking the list is left alone.
  const wanted = cursor ?? current;
  const followed = useRef('');
  const row = rows[wanted];
  const followedNow = `${cursor} ${row === undefined ? '' : row.type === 'fact' ? row.fact.index : row.first.index}`;
  useEffect(() => {
    const element = box.current;
    // Earlier facts move the current one down the list: that is no reason to run after it.
    if (element === null || wanted < 0 || followed.current === `${followedNow} ${rowHeight}`) return;
    followed.current = `${followedNow} ${rowHeight}`;
    const top = wanted * rowHeight;
    if (top < element.scrollTop) element.scrollTop = top;
    else if (top + rowHeight > element.scrollTop + element.clientHeight) {
      element.scrollTop = top + rowHeight - element.clientHeight;
    }
  }, [wanted, followedNow, rowHeight, box]);

  const open = (row: FactRow | undefined): void => {
    if (row === undefined) return;
    const fact = row.type === 'fact' ? row.fact : row.first;
    setCursor(null);
    if (row.type === 'fact') onSelect({ type: 'fact', index: fact.index });
    onSeekStep(fact.step);
  };

  const onKeyDown = (event: React.KeyboardEvent): void => {
    const page = Math.max(1, Math.floor(size.height / rowHeight) - 1);
    const moves: Readonly<Record<string, number>> = {
      ArrowDown: active + 1,
      ArrowUp: active - 1,
      PageDown: active + page,
      PageUp: active - page,
      Home: 0,
      End: rows.length - 1,
    };
    const next = moves[event.key];
    if (next !== undefined) {
      event.preventDefault();
      setCursor(Math.max(0, Math.min(rows.length - 1, next)));
    } else if (event.key === 'Enter') {
      event.preventDefault();
      open(rows[active]);
    }
  };

  return (
    <div className="facts">
      <div className="facts-head">
        <div className="facts-filter" role="group" aria-label={FILTER[language]}>
          {[...counts].map(([group, count]) => (
            <Toggle
              key={group}
              variant="chip"
              isSelected={!hidden.has(group)}
              onChange={(isShown) => setHidden((last) => toggled(last, group, !isShown))}
            >
              {GROUP_WORDS[group][language]} {count}
            </Toggle>
          ))}
        </div>
        {onEarlier !== undefined && (facts[0]?.index ?? 0) > 0 && (
          <Button variant="quiet" onPress={onEarlier}>
            ▲ {EARLIER[language]} ({facts[0]!.index})
          </Button>
        )}
      </div>
      <div ref={box} className="facts-scroll" onScroll={(event) => setScrollTop(event.currentTarget.scrollTop)}>
        {rows.length === 0 ? (
          <p className="facts-empty">{EMPTY[language]}</p>
        ) : (
          <div
            ref={list}
            role="listbox"
            tabIndex={0}
            aria-label={`${FACTS[language]} (${factCount})`}
            aria-activedescendant={active >= from && active < to ? `${id}-${active}` : undefined}
            className={classNames('facts-list', isWide && 'wide')}
            style={{ height: rows.length * rowHeight }}
            onKeyDown={onKeyDown}
            onBlur={() => setCursor(null)}
          >
            {rows.slice(from, to).map((row, index) => (
              // biome-ignore lint/a11y/useKeyWithClickEvents: the list box answers the keys of its options
              <div
                key={row.type === 'fact' ? row.fact.index : `folded ${row.first.index}`}
                id={`${id}-${from + index}`}
                role="option"
                aria-selected={from + index === current}
                aria-posinset={from + index + 1}
                aria-setsize={rows.length}
                className={classNames(
                  'fact',
                  row.type,
                  row.type === 'fact' && row.fact.group,
                  row.type === 'fact' && row.fact.interesting && 'interesting',
                  from + index === current && 'current',
                  from + index === cursor && 'cursor',
                  from + index > current && 'ahead',
                )}
                style={{ top: (from + index) * rowHeight, height: rowHeight }}
                onClick={() => open(row)}
              >
                <RowText row={row} language={language} />
              </div>
            ))}
          </div>
        )}
      </div>
    </div>
  );
}

/** The step of the playhead, once it has stayed there for a moment. */
function useResting(step: number): number | null {
  const [resting, setResting] = useState(step);
  useEffect(() => {
    const timer = setTimeout(() => setResting(step), AT_REST_MS);
    return () => clearTimeout(timer);
  }, [step]);
  return resting === step ? step : null;
}

function RowText({ row, language }: { readonly row: FactRow; readonly language: Language }) {
  if (row.type === 'folded') {
    return (
      <span className="fact-text">
        {language === 'ko' ? `… 접힌 항목 ${row.count}개` : `… ${row.count} more, folded`}
      </span>
    );
  }
  const sentence = factSentence(row.fact, language);
  return (
    <>
      <span className="fact-time">{formatTime(row.fact.at)}</span>
      <span className="fact-node">{row.fact.node}</span>
      <span className="fact-text" title={sentence}>
        {sentence}
      </span>
    </>
  );
}

function toggled(set: ReadonlySet<FactGroup>, group: FactGroup, isIn: boolean): ReadonlySet<FactGroup> {
  const next = new Set(set);
  if (isIn) next.add(group);
  else next.delete(group);
  return next;
}
