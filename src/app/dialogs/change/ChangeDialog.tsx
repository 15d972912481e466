/**
 * Change one thing: search for it among all that can be changed, what was pointed at first; set it; and the run with it
 * stands beside this one.
 */
import { useEffect, useId, useMemo, useRef, useState } from 'react';
import { Heading } from 'react-aria-components';
import type { ChangeableFrame } from '../../../frame/changeableFrame.ts';
import { Button } from '../../../ui/Button.tsx';
import { useApp, useAppState, useTranslate } from '../../appContext.ts';
import { useSay } from '../words.ts';
import { Editor } from './Editor.tsx';
import { found, type Item, itemsOf, keyOf } from './items.ts';
import { INTRO, itemWords, LIST, LOADING, MORE, NOTHING, SEARCH, TITLE } from './words.ts';
import './change.css';

/** A longer list is searched, not read. */
const MOST_SHOWN = 80;

export default function ChangeDialog({ close }: { readonly close: () => void }) {
  const { conductor } = useApp();
  const say = useSay();
  const t = useTranslate();
  const selection = useAppState((state) => state.selection);
  const [frame, setFrame] = useState<ChangeableFrame | null>(null);
  const [chosen, setChosen] = useState<Item | null>(null);
  useEffect(() => {
    let isWanted = true;
    void conductor.changeable(selection).then((answer) => {
      if (isWanted && answer !== undefined) setFrame(answer);
    });
    return () => {
      isWanted = false;
    };
  }, [conductor, selection]);
  const items = useMemo(() => (frame === null ? [] : itemsOf(frame)), [frame]);
  return (
    <>
      <Heading slot="title" className="dialog-title">
        {say(TITLE)}
      </Heading>
      <p className="dim">{say(INTRO)}</p>
      {frame === null ? (
        <p className="dim dialog-hint">{say(LOADING)}</p>
      ) : chosen === null ? (
        <>
          <Choice items={items} onChoose={setChosen} />
          <div className="dialog-end">
            <Button onPress={close}>{t('view.close')}</Button>
          </div>
        </>
      ) : (
        <Editor key={keyOf(chosen)} item={chosen} frame={frame} back={() => setChosen(null)} close={close} />
      )}
    </>
  );
}

/** A field that keeps the focus, and the list under it that its arrows walk. */
function Choice({ items, onChoose }: { readonly items: readonly Item[]; readonly onChoose: (item: Item) => void }) {
  const say = useSay();
  const [query, setQuery] = useState('');
  const [cursor, setCursor] = useState(0);
  const id = useId();
  const list = useRef<HTMLDivElement>(null);
  const field = useRef<HTMLInputElement>(null);
  const all = useMemo(
    () =>
      found(items, query, (item) => {
        const { of, what, is } = itemWords(item, say);
        return `${of} ${what} ${is}`;
      }),
    [items, query, say],
  );
  const shown = all.slice(0, MOST_SHOWN);
  const active = Math.min(cursor, shown.length - 1);
  useEffect(() => field.current?.focus(), []);
  useEffect(() => {
    list.current?.children[active]?.scrollIntoView({ block: 'nearest' });
  }, [active]);
  const onKeyDown = (event: React.KeyboardEvent): void => {
    const moves: Readonly<Record<string, number>> = {
      ArrowDown: active + 1,
      ArrowUp: active - 1,
      PageDown: active + 8,
      PageUp: active - 8,
    };
    const next = moves[event.key];
    if (next !== undefined) setCursor(Math.max(0, Math.min(shown.length - 1, next)));
    else if (event.key === 'Enter' && shown[active] !== undefined) onChoose(shown[active]);
    else return;
    event.preventDefault();
  };
  return (
    <>
      <input
        ref={field}
        type="search"
        role="combobox"
        className="palette-input change-search"
        aria-label={say(SEARCH)}
        aria-expanded="true"
        aria-controls={id}
        aria-autocomplete="list"
        aria-activedescendant={active >= 0 ? `${id}-${active}` : undefined}
        placeholder={say(SEARCH)}
        value={query}
        onChange={({ currentTarget }) => {
          setQuery(currentTarget.value);
          setCursor(0);
        }}
        onKeyDown={onKeyDown}
      />
      <div ref={list} id={id} role="listbox" aria-label={say(LIST)} className="change-list" data-testid="changes">
        {shown.map((item, place) => {
          const { of, what, is } = itemWords(item, say);
          return (
            // biome-ignore lint/a11y/useKeyWithClickEvents: the field answers the keys of its list
            // biome-ignore lint/a11y/useFocusableInteractive: the field keeps the focus
            <div
              key={keyOf(item)}
              id={`${id}-${place}`}
              role="option"
              aria-selected={place === active}
              className={place === active ? 'change-item active' : 'change-item'}
              onClick={() => onChoose(item)}
            >
              <span className="change-of">{of}</span>
              <span className="change-what">{what}</span>
              <span className="change-is mono">{is}</span>
            </div>
          );
        })}
      </div>
      <p className="dim dialog-hint" role="status">
        {all.length === 0
          ? say(NOTHING)
          : all.length > shown.length
            ? say(MORE, { count: all.length - shown.length })
            : ''}
      </p>
    </>
  );
}
