/** What servers and clients have written into their logs, as it stands in the files; a line is also a place to go to. */
import { useEffect, useId, useRef, useState } from 'react';
import { LOG_LEVELS, type LogLevel, type ServerLogLine } from '../../frame/serverLog/serverLogFrames.ts';
import { Button } from '../../ui/Button.tsx';
import { classNames } from '../../ui/classNames.ts';
import type { ServerLogProps } from '../viewProps.ts';
import { countWords, LOG_WORDS, leftOutWords } from './words.ts';
import './serverLog.css';

/** As near to the end as counts as being there. */
const AT_THE_END_PX = 40;

export function ServerLogView({ log, ask, language, onAsk, onSeekStep, onCopy, onDownload }: ServerLogProps) {
  const id = useId();
  const box = useRef<HTMLElement>(null);
  const follows = useRef(true);
  const [isCopied, setCopied] = useState(false);
  const lines = log?.lines ?? [];
  const last = lines.at(-1)?.step;
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new last line is what moves the end
  useEffect(() => {
    const element = box.current;
    if (element !== null && follows.current) element.scrollTop = element.scrollHeight;
  }, [last, lines.length]);
  const text = (): string => lines.map((line) => line.text).join('\n');
  const writers = log?.writers ?? [];
  return (
    <div className="server-log">
      <div className="lens-bar">
        <label className="lens-choice">
          {LOG_WORDS.server[language]}
          <select
            value={ask.node ?? ''}
            onChange={({ currentTarget: { value } }) => onAsk({ node: value === '' ? null : value })}
          >
            <option value="">{LOG_WORDS.all[language]}</option>
            {writers.map(({ node, warnings, errors }) => (
              <option key={node} value={node}>
                {node}
                {warnings > 0 ? ` · WARN ${warnings}` : ''}
                {errors > 0 ? ` · ERROR ${errors}` : ''}
              </option>
            ))}
            {ask.node !== null && !writers.some(({ node }) => node === ask.node) && (
              <option value={ask.node}>{ask.node}</option>
            )}
          </select>
        </label>
        <label className="lens-choice">
          {LOG_WORDS.level[language]}
          <select value={ask.level} onChange={({ currentTarget: { value } }) => onAsk({ level: value as LogLevel })}>
            {LOG_LEVELS.map((level) => (
              <option key={level}>{level}</option>
            ))}
          </select>
        </label>
        <label className="lens-choice server-log-logger-choice">
          {LOG_WORDS.logger[language]}
          <input
            list={`${id}-loggers`}
            value={ask.logger}
            onChange={({ currentTarget: { value } }) => onAsk({ logger: value })}
          />
          <datalist id={`${id}-loggers`}>
            {log?.loggers.map((logger) => (
              <option key={logger} value={logger} />
            ))}
          </datalist>
        </label>
        <label className="lens-choice">
          {LOG_WORDS.search[language]}
          <input value={ask.search} onChange={({ currentTarget: { value } }) => onAsk({ search: value })} />
        </label>
        <span className="server-log-count">{countWords(lines.length)[language]}</span>
        <Button
          variant="quiet"
          isDisabled={lines.length === 0}
          onPress={() => {
            setCopied(true);
            onCopy(text());
          }}
        >
          {LOG_WORDS[isCopied ? 'copied' : 'copy'][language]}
        </Button>
        <Button variant="quiet" isDisabled={lines.length === 0} onPress={() => onDownload(text())}>
          {LOG_WORDS.download[language]}
        </Button>
      </div>
      {(log?.leftOut ?? 0) > 0 && <p className="server-log-note">{leftOutWords(log!.leftOut)[language]}</p>}
      <section
        ref={box}
        className="server-log-box"
        aria-label={LOG_WORDS.caption[language]}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls is reached by key
        tabIndex={0}
        onScroll={({ currentTarget: { scrollTop, clientHeight, scrollHeight } }) => {
          follows.current = scrollTop + clientHeight > scrollHeight - AT_THE_END_PX;
        }}
      >
        {lines.length === 0 ? (
          <p className="server-log-note">{LOG_WORDS.empty[language]}</p>
        ) : (
          <table className="server-log-table">
            <caption className="visually-hidden">{LOG_WORDS.caption[language]}</caption>
            <thead>
              <tr>
                <th scope="col">{LOG_WORDS.time[language]}</th>
                <th scope="col">{LOG_WORDS.node[language]}</th>
                <th scope="col">{LOG_WORDS.level[language]}</th>
                <th scope="col">{LOG_WORDS.message[language]}</th>
              </tr>
            </thead>
            <tbody>
              {lines.map((line, place) => (
                <Line
                  // biome-ignore lint/suspicious/noArrayIndexKey: lines have no other name, and are only added
                  key={`${line.step} ${line.node} ${place}`}
                  line={line}
                  jump={LOG_WORDS.jump[language]}
                  onSeekStep={onSeekStep}
                />
              ))}
            </tbody>
          </table>
        )}
      </section>
    </div>
  );
}

interface LineProps {
  readonly line: ServerLogLine;
  readonly jump: string;
  onSeekStep(step: number): void;
}

function Line({ line: { text, node, level, message, logger, step, file }, jump, onSeekStep }: LineProps) {
  const clock = text.slice(1, text.indexOf(']'));
  return (
    <tr className={classNames('server-log-line', level.toLowerCase())}>
      <td>
        <button type="button" title={jump} className="server-log-time" onClick={() => onSeekStep(step)}>
          {clock.slice(11)}
        </button>
      </td>
      <td>{node}</td>
      <td>
        <span className={classNames('server-log-level', level.toLowerCase())}>{level}</span>
      </td>
      <td lang="en" title={file}>
        {message} <span className="server-log-logger">({logger})</span>
      </td>
    </tr>
  );
}
