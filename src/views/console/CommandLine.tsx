/** The line that is typed: history on the arrows, completion on Tab where there is something to complete, Escape leaves. */
import { useEffect, useId, useLayoutEffect, useRef, useState } from 'react';
import { Button } from '../../ui/Button.tsx';
import type { Language } from '../viewProps.ts';
import { completed, withWord } from './rows.ts';
import { WORDS } from './words.ts';

export interface Completion {
  readonly from: number;
  readonly candidates: readonly string[];
}

export interface CommandLineProps {
  readonly language: Language;
  /** `12.500s` */
  readonly time: string;
  readonly typed: readonly string[];
  /** The tool that the line is for. */
  readonly reader: string | null;
  readonly isBusy: boolean;
  /** A line put here from outside, each time under a new number. */
  readonly offered: { readonly line: string; readonly number: number };
  /** Takes the focus when it changes. */
  readonly asked: number;
  onEnter(line: string): void;
  onComplete(line: string, cursor: number): Promise<Completion | undefined>;
  /** Ctrl C and Ctrl D; false: there is no tool for it. */
  onEnd(how: 'interrupt' | 'end-of-input'): boolean;
  onClear(): void;
  onLeave(): void;
}

const MOST_CANDIDATES = 60;

export function CommandLine(props: CommandLineProps) {
  const { language, time, typed, reader, isBusy, offered, asked, onEnter, onComplete, onEnd, onClear, onLeave } = props;
  const [line, setLine] = useState('');
  const [place, setPlace] = useState<number | null>(null);
  const [completion, setCompletion] = useState<(Completion & { readonly chosen: number }) | null>(null);
  const input = useRef<HTMLInputElement>(null);
  /** What is known of the line as it stands: Tab must decide at once whether it completes or leaves. */
  const known = useRef<{ line: string; cursor: number; answer: Completion | undefined } | null>(null);
  /** Where the cursor shall stand when React has put a new line there: before the next key is typed. */
  const cursorAt = useRef<number | null>(null);
  const id = useId();

  useLayoutEffect(() => {
    const cursor = cursorAt.current;
    cursorAt.current = null;
    if (cursor !== null) input.current?.setSelectionRange(cursor, cursor);
  });
  useEffect(() => {
    if (offered.number === 0) return;
    setLine(offered.line);
    setCompletion(null);
    input.current?.focus();
  }, [offered]);
  useEffect(() => {
    if (asked > 0) input.current?.focus();
  }, [asked]);

  const show = (next: string, cursor: number): void => {
    if (input.current?.value === next) input.current.setSelectionRange(cursor, cursor);
    else cursorAt.current = cursor;
    setLine(next);
  };
  const lookUp = async (text: string, cursor: number): Promise<Completion | undefined> => {
    const answer = text.trim() === '' || reader !== null ? undefined : await onComplete(text, cursor);
    const element = input.current;
    if (element?.value === text && element.selectionStart === cursor) known.current = { line: text, cursor, answer };
    return answer;
  };
  const complete = (text: string, cursor: number, answer: Completion): void => {
    const done = completed(text, cursor, answer.from, answer.candidates);
    const isMore = done.line !== text;
    if (isMore) show(done.line, done.cursor);
    if (answer.candidates.length === 1) setCompletion(null);
    else setCompletion({ ...answer, chosen: -1 });
    if (isMore) void lookUp(done.line, done.cursor);
  };
  const choose = (index: number): void => {
    if (completion === null) return;
    const word = completion.candidates[index]!;
    const cursor = input.current?.selectionStart ?? line.length;
    const done = withWord(line, cursor, completion.from, word);
    show(done.line, done.cursor);
    setCompletion({ ...completion, chosen: index });
  };

  const onTab = (event: React.KeyboardEvent): void => {
    const { value, selectionStart } = input.current!;
    const cursor = selectionStart ?? value.length;
    if (completion !== null && completion.candidates.length > 1) {
      event.preventDefault();
      choose((completion.chosen + 1) % Math.min(completion.candidates.length, MOST_CANDIDATES));
      return;
    }
    if (value.trim() === '' || reader !== null) return;
    const now = known.current;
    if (now?.line === value && now.cursor === cursor) {
      if (now.answer === undefined || now.answer.candidates.length === 0) return;
      event.preventDefault();
      complete(value, cursor, now.answer);
      return;
    }
    // Not known yet: the answer comes in a moment; if it is nothing, the next Tab leaves.
    event.preventDefault();
    void lookUp(value, cursor).then((answer) => {
      if (answer !== undefined && answer.candidates.length > 0 && input.current?.value === value)
        complete(value, cursor, answer);
    });
  };

  const recall = (by: 1 | -1): void => {
    const from = place ?? typed.length;
    const next = Math.max(0, Math.min(typed.length, from + by));
    const text = typed[next] ?? '';
    setPlace(next === typed.length ? null : next);
    setCompletion(null);
    show(text, text.length);
  };

  const onKeyDown = (event: React.KeyboardEvent<HTMLInputElement>): void => {
    if (event.nativeEvent.isComposing) return;
    const { key, ctrlKey, metaKey, altKey, shiftKey } = event;
    const isPlain = !ctrlKey && !metaKey && !altKey && !shiftKey;
    if (isPlain && key === 'Tab') onTab(event);
    if (isPlain && (key === 'ArrowUp' || key === 'ArrowDown')) {
      event.preventDefault();
      recall(key === 'ArrowUp' ? -1 : 1);
    }
    if (isPlain && key === 'Escape') {
      event.preventDefault();
      if (completion === null) onLeave();
      else setCompletion(null);
      return;
    }
    if (!ctrlKey || metaKey || altKey || shiftKey) return;
    const element = event.currentTarget;
    const isMarked = element.selectionStart !== element.selectionEnd;
    if (key === 'c' && !isMarked && onEnd('interrupt')) event.preventDefault();
    if (key === 'd' && line === '' && onEnd('end-of-input')) event.preventDefault();
    if (key === 'l') {
      event.preventDefault();
      onClear();
    }
  };

  const enter = (): void => {
    if (isBusy) return;
    onEnter(line);
    setLine('');
    setPlace(null);
    setCompletion(null);
  };

  return (
    <>
      {completion !== null && completion.candidates.length > 1 && (
        <div className="console-candidates" role="group" aria-label={WORDS.candidates[language]} lang="en">
          {completion.candidates.slice(0, MOST_CANDIDATES).map((candidate, index) => (
            <button
              key={candidate}
              type="button"
              tabIndex={-1}
              className={index === completion.chosen ? 'console-candidate chosen' : 'console-candidate'}
              onClick={() => {
                choose(index);
                setCompletion(null);
                input.current?.focus();
              }}
            >
              {candidate}
            </button>
          ))}
          {completion.candidates.length > MOST_CANDIDATES && <span>…</span>}
        </div>
      )}
      <form
        className="console-line"
        onSubmit={(event) => {
          event.preventDefault();
          enter();
        }}
      >
        <span className="console-prompt" aria-hidden="true">
          {reader === null ? `${time} $` : `${reader} >`}
        </span>
        <input
          ref={input}
          type="text"
          className="console-input"
          aria-label={`${WORDS.line[language]}, ${reader === null ? time : WORDS.inputFor[language].replace('{tool}', reader)}`}
          aria-describedby={`${id}-hint`}
          value={line}
          placeholder={
            reader === null ? WORDS.placeholder[language] : WORDS.placeholderInput[language].replace('{tool}', reader)
          }
          maxLength={4_000}
          autoComplete="off"
          autoCapitalize="off"
          autoCorrect="off"
          spellCheck={false}
          enterKeyHint="go"
          onChange={({ currentTarget: { value, selectionStart } }) => {
            setLine(value);
            setPlace(null);
            setCompletion(null);
            void lookUp(value, selectionStart ?? value.length);
          }}
          onKeyDown={onKeyDown}
        />
        <span id={`${id}-hint`} className="visually-hidden">
          {WORDS.lineHint[language]}
        </span>
        <Button variant="plain" className="console-enter" isDisabled={isBusy} onPress={enter}>
          {WORDS[reader === null ? 'run' : 'send'][language]}
        </Button>
      </form>
      <span className="visually-hidden" role="status">
        {completion !== null && completion.candidates.length > 1
          ? completion.chosen < 0
            ? WORDS.candidateCount[language].replace('{count}', String(completion.candidates.length))
            : completion.candidates[completion.chosen]
          : ''}
      </span>
    </>
  );
}
