/** A server's disk as Kafka's files: the tree on one side, what stands in the chosen file on the other, flushed or not. */
// biome-ignore-all lint/a11y/useSemanticElements: groups of options are no form
import { useEffect, useId, useMemo, useRef, useState } from 'react';
import { Button } from '../../ui/Button.tsx';
import { classNames } from '../../ui/classNames.ts';
import type { FilesProps, Language } from '../viewProps.ts';
import { words } from '../words.ts';
import { countOf, type FileLine, type FileRow, fileRows, type LineState, linesOf } from './lines.ts';
import './files.css';

const FILES = words('Files', '파일');
const EMPTY = words('This node keeps nothing on a disk yet.', '이 노드의 디스크에는 아직 아무것도 없습니다.');
const FLUSHED = words('flushed', 'flush됨');
const DIRTY = words('not flushed', 'flush 안 됨');
const NOTHING = words('The file is empty.', '빈 파일입니다.');
const LINE_STATES: Readonly<Record<LineState, ReturnType<typeof words>>> = {
  flushed: words('on the platter', '디스크에 있음'),
  cached: words('in the page cache only: a loss of power takes it', '페이지 캐시에만 있음: 전원이 끊기면 사라짐'),
  platter: words(
    'on the platter still: a loss of power brings it back',
    '디스크에는 남아 있음: 전원이 끊기면 되살아남',
  ),
};
const SIGNS: Readonly<Record<LineState, string>> = { flushed: ' ', cached: '◌', platter: '↺' };
/** The newest lines stand at the end. */
const MOST_LINES = 300;

export function FilesView({ disk, lead, language }: FilesProps) {
  const [chosen, setChosen] = useState<string | null>(null);
  const id = useId();
  const rows = useMemo(() => (disk === null ? [] : fileRows(disk)), [disk]);
  const shown = rows.find(({ key }) => key === chosen) ?? rows.find(({ file }) => !file.flushed) ?? rows[0];
  if (shown === undefined) {
    return (
      <div className="files">
        <div className="lens-bar">{lead}</div>
        <p className="files-empty">{EMPTY[language]}</p>
      </div>
    );
  }
  const place = rows.indexOf(shown);
  const onKeyDown = (event: React.KeyboardEvent): void => {
    const moves: Readonly<Record<string, number>> = {
      ArrowDown: place + 1,
      ArrowUp: place - 1,
      Home: 0,
      End: rows.length - 1,
    };
    const next = moves[event.key];
    if (next === undefined || event.altKey || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    const row = rows[Math.max(0, Math.min(rows.length - 1, next))]!;
    setChosen(row.key);
    document.getElementById(`${id}-${row.key}`)?.scrollIntoView({ block: 'nearest' });
  };
  return (
    <div className="files">
      <div className="lens-bar">
        {lead}
        <span className="files-count">{countWords(rows, language)}</span>
      </div>
      <div className="files-body">
        <div
          role="listbox"
          tabIndex={0}
          className="files-tree"
          aria-label={FILES[language]}
          aria-activedescendant={`${id}-${shown.key}`}
          onKeyDown={onKeyDown}
        >
          {directoriesOf(rows).map(([directory, files]) => (
            <div key={directory} role="group" aria-label={directory}>
              <div className="files-directory" role="presentation" lang="en">
                {directory}/
              </div>
              {files.map(({ key, file }) => (
                // biome-ignore lint/a11y/useKeyWithClickEvents: the list box answers the keys of its options
                <div
                  key={key}
                  id={`${id}-${key}`}
                  role="option"
                  aria-selected={key === shown.key}
                  className={classNames('files-file', !file.flushed && 'dirty')}
                  onClick={() => setChosen(key)}
                >
                  <span lang="en">{file.name}</span>
                  <span className="files-mark" aria-hidden="true">
                    {file.flushed ? '●' : '◌'}
                  </span>
                  <span className="visually-hidden">, {(file.flushed ? FLUSHED : DIRTY)[language]}</span>
                </div>
              ))}
            </div>
          ))}
        </div>
        <Content key={shown.key} row={shown} language={language} />
      </div>
    </div>
  );
}

function Content({ row, language }: { readonly row: FileRow; readonly language: Language }) {
  const [isWhole, setWhole] = useState(false);
  const lines = useMemo(() => linesOf(row.file), [row.file]);
  const states = new Set(lines.map(({ state }) => state));
  const scroller = useRef<HTMLPreElement>(null);
  // What was written last stands at the end.
  useEffect(() => {
    const element = scroller.current;
    if (element !== null) element.scrollTop = element.scrollHeight;
  }, []);
  const hidden = isWhole ? 0 : Math.max(0, lines.length - MOST_LINES);
  return (
    <section className="files-content" aria-label={row.key}>
      <h3 className="mono" lang="en">
        {row.key}
      </h3>
      <ul className="files-legend">
        {(['cached', 'platter'] as const)
          .filter((state) => states.has(state))
          .map((state) => (
            <li key={state} className={`files-line ${state}`}>
              {SIGNS[state]} {LINE_STATES[state][language]}
            </li>
          ))}
        {states.size === 1 && states.has('flushed') && <li>● {LINE_STATES.flushed[language]}</li>}
      </ul>
      {lines.length === 0 && <p className="files-empty">{NOTHING[language]}</p>}
      {hidden > 0 && (
        <Button variant="quiet" onPress={() => setWhole(true)}>
          {language === 'ko' ? `▲ 앞의 ${hidden}줄 더 보기` : `▲ Show ${hidden} earlier lines`}
        </Button>
      )}
      {lines.length > 0 && (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by key
        <pre ref={scroller} className="files-text" tabIndex={0}>
          {lines.slice(hidden).map((line, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: a line is its place
            <Line key={index + hidden} line={line} language={language} />
          ))}
        </pre>
      )}
    </section>
  );
}

function Line({ line: { text, state }, language }: { readonly line: FileLine; readonly language: Language }) {
  return (
    <span className={`files-line ${state}`} lang="en">
      <span className="files-sign" aria-hidden="true">
        {SIGNS[state]}
      </span>
      {state !== 'flushed' && (
        <span className="visually-hidden" lang={language}>
          {LINE_STATES[state][language]}:{' '}
        </span>
      )}
      {text}
    </span>
  );
}

function directoriesOf(rows: readonly FileRow[]): readonly (readonly [string, readonly FileRow[]])[] {
  const directories = new Map<string, FileRow[]>();
  for (const row of rows) directories.set(row.directory, [...(directories.get(row.directory) ?? []), row]);
  return [...directories];
}

function countWords(rows: readonly FileRow[], language: Language): string {
  const { files, dirty } = countOf(rows);
  if (language === 'ko') return `파일 ${files}개, 그중 ${dirty}개는 일부가 페이지 캐시에만 있음`;
  return `${files} ${files === 1 ? 'file' : 'files'}, ${dirty} of them in part only in the page cache`;
}
