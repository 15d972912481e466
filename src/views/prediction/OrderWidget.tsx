/** Things to be put in the order in which they happen: by buttons, or by arrow keys on them. */
import { ChevronDown, ChevronUp } from 'lucide-react';
import { type KeyboardEvent, useEffect, useRef, useState } from 'react';
import { chosenIds, movedBy } from './answer.ts';
import { filled } from './fill.ts';
import type { PredictionProps, QuestionOf } from './props.ts';
import { AS_LISTED, EARLIER, LATER, MOVED, ORDER_HINT } from './words.ts';

export function OrderWidget({ question, value, language, say, onChange }: PredictionProps<QuestionOf<'order'>>) {
  // As it is listed it is no answer yet: it may happen to be right.
  const order = value === null ? question.options.map(({ id }) => id) : chosenIds(value);
  const [said, setSaid] = useState('');
  const list = useRef<HTMLOListElement>(null);
  /** The button that was pressed moves with its line; at the end of the list the other one takes the focus. */
  const moved = useRef<{ readonly id: number; readonly by: 1 | -1 } | null>(null);
  const key = order.join(' ');
  // biome-ignore lint/correctness/useExhaustiveDependencies: after each new order
  useEffect(() => {
    if (moved.current === null) return;
    const { id, by } = moved.current;
    moved.current = null;
    const line = list.current?.querySelector(`[data-option="${id}"]`);
    const wanted = line?.querySelector<HTMLButtonElement>(`[data-by="${by}"]:not(:disabled)`);
    (wanted ?? line?.querySelector<HTMLButtonElement>('button:not(:disabled)'))?.focus();
  }, [key]);
  const move = (id: number, by: 1 | -1): void => {
    const options = movedBy(order, id, by);
    if (options === order) return;
    moved.current = { id, by };
    const what = question.options.find((option) => option.id === id)?.say[language] ?? '';
    setSaid(filled(MOVED, language, { what, place: options.indexOf(id) + 1, count: options.length }));
    onChange({ kind: 'order', options });
  };
  const onKeyDown = (event: KeyboardEvent, id: number): void => {
    if (event.key !== 'ArrowUp' && event.key !== 'ArrowDown') return;
    event.preventDefault();
    move(id, event.key === 'ArrowUp' ? -1 : 1);
  };
  return (
    <div className="order">
      <p className="choice-hint">{ORDER_HINT[language]}</p>
      <ol ref={list} className="order-list">
        {order.map((id, place) => {
          const option = question.options.find((one) => one.id === id);
          if (option === undefined) return null;
          const what = option.say[language];
          return (
            <li key={id} data-option={id} className="order-line">
              <span className="order-place mono" aria-hidden>
                {place + 1}
              </span>
              <span className="order-text">{say(option.say)}</span>
              {([-1, 1] as const).map((by) => (
                <button
                  key={by}
                  type="button"
                  data-by={by}
                  className="order-move"
                  disabled={by === -1 ? place === 0 : place === order.length - 1}
                  aria-label={filled(by === -1 ? EARLIER : LATER, language, { what })}
                  onClick={() => move(id, by)}
                  onKeyDown={(event) => onKeyDown(event, id)}
                >
                  {by === -1 ? <ChevronUp size={16} aria-hidden /> : <ChevronDown size={16} aria-hidden />}
                </button>
              ))}
            </li>
          );
        })}
      </ol>
      {value === null && (
        <button type="button" className="order-as-listed" onClick={() => onChange({ kind: 'order', options: order })}>
          {AS_LISTED[language]}
        </button>
      )}
      <span className="visually-hidden" role="status">
        {said}
      </span>
    </div>
  );
}
