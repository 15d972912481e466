/** A console on the simulated cluster: what tools printed so far, the ones that run, and the line that is typed next. */
import { Copy, Eraser } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import { formatMicros } from '../../base/time.ts';
import type { ConsoleFrame, ConsoleToolFrame } from '../../frame/consoleFrame.ts';
import { Button, IconButton, Toggle } from '../../ui/Button.tsx';
import { classNames } from '../../ui/classNames.ts';
import { formatSpan } from '../format.ts';
import type { Language, ViewProps } from '../viewProps.ts';
import { CommandLine, type CommandLineProps } from './CommandLine.tsx';
import { type ConsoleRow, examplesFor, transcriptText } from './rows.ts';
import { WORDS } from './words.ts';
import './console.css';

export interface ConsoleProps extends ViewProps, Pick<CommandLineProps, 'typed' | 'isBusy' | 'asked' | 'onComplete'> {
  readonly console: ConsoleFrame | null;
  readonly rows: readonly ConsoleRow[];
  readonly reader: string | null;
  readonly isCleared: boolean;
  /** What is typed here changes what was seen already. */
  readonly isPast: boolean;
  /** For those who listen. */
  readonly said: string;
  onEnter(line: string): void;
  onReader(reader: string | null): void;
  onEnd(tool: string, how: 'interrupt' | 'end-of-input'): void;
  onWait(): void;
  onClear(): void;
  onShowAll(): void;
  onCopy(text: string): void;
  onLeave(): void;
}

export function ConsoleView(props: ConsoleProps) {
  const { console, rows, reader, isCleared, isBusy, isPast, said, language, now } = props;
  const [examplesShown, setExamplesShown] = useState(false);
  const [offered, setOffered] = useState({ line: '', number: 0 });
  const running = console?.tools.filter(({ status }) => status === null) ?? [];
  const isEmpty = rows.length === 0;
  const target = running.find(({ id }) => id === reader) ?? running.at(-1);
  return (
    <div className="console">
      <div className="console-bar">
        {running.length > 0 && <Running {...props} running={running} />}
        <span className="console-tools">
          {isCleared && (
            <Button variant="quiet" onPress={props.onShowAll}>
              {WORDS.showAll[language]}
            </Button>
          )}
          {!isEmpty && (
            <>
              <Toggle variant="quiet" isSelected={examplesShown} onChange={setExamplesShown}>
                {WORDS.examples[language]}
              </Toggle>
              <IconButton
                label={WORDS.copy[language]}
                icon={<Copy size={16} aria-hidden />}
                onPress={() => props.onCopy(transcriptText(rows))}
              />
              <IconButton
                label={WORDS.clear[language]}
                shortcut="Ctrl L"
                icon={<Eraser size={16} aria-hidden />}
                onPress={props.onClear}
              />
            </>
          )}
        </span>
      </div>
      {console !== null && (isEmpty || examplesShown) && (
        <Examples
          console={console}
          language={language}
          onChoose={(line) => setOffered(({ number }) => ({ line, number: number + 1 }))}
        />
      )}
      {!isEmpty && <Output rows={rows} language={language} />}
      {isEmpty && <div className="console-rest" />}
      {(isPast || isBusy) && <p className="console-note">{isBusy ? WORDS.busy[language] : WORDS.past[language]}</p>}
      <CommandLine
        language={language}
        time={formatMicros(Math.floor(now))}
        typed={props.typed}
        reader={reader}
        isBusy={isBusy}
        offered={offered}
        asked={props.asked}
        onEnter={props.onEnter}
        onComplete={props.onComplete}
        onEnd={(how) => {
          if (target === undefined || (how === 'end-of-input' && !target.reads)) return false;
          props.onEnd(target.id, how);
          return true;
        }}
        onClear={props.onClear}
        onLeave={props.onLeave}
      />
      <div className="visually-hidden" role="status" data-testid="console-said">
        {said}
      </div>
    </div>
  );
}

function Running(props: ConsoleProps & { readonly running: readonly ConsoleToolFrame[] }) {
  const { running, reader, language, isBusy, onReader, onEnd, onWait } = props;
  const readers = running.filter(({ reads }) => reads);
  return (
    <>
      <ul className="console-running" aria-label={WORDS.running[language]}>
        {running.map(({ id, line, reads }) => (
          <li key={id}>
            <span className="mono" lang="en" title={line}>
              {id}
            </span>
            <span className="console-running-line" lang="en">
              {line}
            </span>
            {reads && (
              <Key
                label={WORDS.endLabel[language].replace('{tool}', id)}
                text="Ctrl D"
                isDisabled={isBusy}
                onPress={() => onEnd(id, 'end-of-input')}
              />
            )}
            <Key
              label={WORDS.interruptLabel[language].replace('{tool}', id)}
              text="Ctrl C"
              isDisabled={isBusy}
              onPress={() => onEnd(id, 'interrupt')}
            />
          </li>
        ))}
      </ul>
      <Key label={WORDS.waitLabel[language]} text={WORDS.wait[language]} isDisabled={isBusy} onPress={onWait} />
      {readers.length > 0 && (
        <label className="lens-choice">
          {WORDS.target[language]}
          <select value={reader ?? ''} onChange={({ currentTarget: { value } }) => onReader(value || null)}>
            <option value="">{WORDS.newCommand[language]}</option>
            {readers.map(({ id }) => (
              <option key={id} value={id}>
                {WORDS.inputFor[language].replace('{tool}', id)}
              </option>
            ))}
          </select>
        </label>
      )}
    </>
  );
}

interface KeyProps {
  readonly label: string;
  readonly text: string;
  readonly isDisabled: boolean;
  readonly onPress: () => void;
}

/** A button that wears the key that does the same. */
function Key({ label, text, isDisabled, onPress }: KeyProps) {
  return (
    <IconButton
      label={label}
      className="console-key"
      isDisabled={isDisabled}
      icon={<span className="key">{text}</span>}
      onPress={onPress}
    />
  );
}

function Examples({
  console,
  language,
  onChoose,
}: {
  readonly console: ConsoleFrame;
  readonly language: Language;
  readonly onChoose: (line: string) => void;
}) {
  return (
    <section className="console-examples" aria-label={WORDS.examples[language]}>
      <p className="dim">{WORDS.exampleHint[language]}</p>
      <ul lang="en">
        {examplesFor(console).map((line) => (
          <li key={line}>
            <button type="button" className="console-example" onClick={() => onChoose(line)}>
              {line}
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}

function Output({ rows, language }: { readonly rows: readonly ConsoleRow[]; readonly language: Language }) {
  const scroller = useRef<HTMLElement>(null);
  const isAtEnd = useRef(true);
  const last = rows.at(-1)?.key;
  // What comes is in sight, unless somebody has scrolled back to read.
  useEffect(() => {
    const element = scroller.current;
    if (element !== null && isAtEnd.current && last !== undefined) element.scrollTop = element.scrollHeight;
  }, [last]);
  // Nor does what opens beside it take the end out of sight.
  useEffect(() => {
    const element = scroller.current;
    if (element === null) return;
    const observer = new ResizeObserver(() => {
      if (isAtEnd.current) element.scrollTop = element.scrollHeight;
    });
    observer.observe(element);
    return () => observer.disconnect();
  }, []);
  return (
    <section
      ref={scroller}
      className="console-text"
      aria-label={WORDS.output[language]}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by key
      tabIndex={0}
      onScroll={({ currentTarget: { scrollTop, scrollHeight, clientHeight } }) => {
        isAtEnd.current = scrollHeight - scrollTop - clientHeight < 24;
      }}
      data-testid="console-output"
    >
      {rows.map((row) => (
        <Row key={row.key} row={row} language={language} />
      ))}
    </section>
  );
}

function Row({ row, language }: { readonly row: ConsoleRow; readonly language: Language }) {
  switch (row.kind) {
    case 'prompt':
      return (
        <div className="console-row prompt">
          <span className="console-at">{formatMicros(row.at)} $ </span>
          <span lang="en">{row.text}</span>
          {row.byScript && <span className="console-aside">{WORDS.script[language]}</span>}
        </div>
      );
    case 'act':
      return (
        <div className="console-row act">
          <span className="console-at">{formatMicros(row.at)} # </span>
          <span lang="en">{row.text}</span>
          <span className="console-aside">{WORDS.act[language]}</span>
        </div>
      );
    case 'in':
    case 'out':
    case 'err':
      return (
        <div className={`console-row ${row.kind}`} lang="en">
          {row.isNamed && <span className="console-tool">{row.tool}</span>}
          {row.kind === 'err' && <span className="console-stream">{WORDS.stderr[language]}</span>}
          {row.kind === 'in' && <span className="console-at">&gt;</span>}
          <span className="console-printed">{row.text}</span>
        </div>
      );
    case 'said':
      return <div className="console-row said">{row.text}</div>;
    case 'leftOut':
      return <div className="console-row said">{WORDS.leftOut[language].replace('{count}', String(row.count))}</div>;
    case 'exit': {
      const span = WORDS.took[language].replace('{span}', formatSpan(row.took));
      const status = row.status === 0 ? '' : `${WORDS.status[language].replace('{status}', String(row.status))}, `;
      return (
        <div className={classNames('console-row exit', row.status !== 0 && 'failed')}>
          {row.status === 0 ? '✓' : '✗'} {row.tool} · {status}
          {span}
        </div>
      );
    }
  }
}
