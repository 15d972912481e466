/** The selected thing: its state as a tree, and why it is so, as a chain of causes that can be walked. */
import { Fragment, type ReactNode, useId } from 'react';
import type { CauseFrame, DetailRow } from '../../frame/frame.ts';
import { classNames } from '../../ui/classNames.ts';
import { factSentence } from '../factSentences.ts';
import { formatSpan, formatTime } from '../format.ts';
import type { InspectorProps, Language } from '../viewProps.ts';
import { words } from '../words.ts';
import { koreanLabel, koreanValue } from './rowWords.ts';
import { targetTitle } from './title.ts';
import './inspector.css';

const NOTHING = words(
  'Point at anything: a node, a replica, a record, a message, a fact. Its state and the reason for it stand here.',
  '노드, 레플리카, 레코드, 메시지, 일어난 일 중 아무것이나 가리켜 보세요. 그 상태와 이유가 여기에 나옵니다.',
);
const STATE = words('State', '상태');
const WHY = words('Why', '왜');
const WHY_HINT = words(
  'Newest first. Each step was caused by the one under it; choose one to go there.',
  '최근 것부터. 각 단계는 바로 아래 단계 때문에 일어났습니다. 고르면 그때로 갑니다.',
);
const LOADING = words('Looking it up …', '찾는 중 …');
const GONE = words('It is not there at this moment of the run.', '실행의 이 순간에는 없습니다.');
const NO_CAUSE = words('Nothing before it: the run started this way.', '앞선 원인이 없습니다. 처음부터 그랬습니다.');
const EVENTS = words('Event by event', '이벤트 하나하나');
const HERE = words('here', '지금 여기');

export function InspectorView(props: InspectorProps) {
  const { frame, selection, detail, why, explained, ofName = plain, language } = props;
  const id = useId();
  if (selection === null) return <p className="inspector-empty prose">{NOTHING[language]}</p>;
  return (
    <div className="inspector">
      <h3 className="inspector-title">{detail?.title ?? targetTitle(selection, frame, language)}</h3>
      <section aria-labelledby={`${id}-state`}>
        <h4 id={`${id}-state`} className="inspector-head">
          {STATE[language]}
        </h4>
        {detail === null ? (
          // Both are asked for together: with causes and without a state, there is nothing of that name.
          <p className="inspector-note">{(why === null ? LOADING : GONE)[language]}</p>
        ) : (
          <Rows rows={detail.rows} depth={0} ofName={ofName} language={language} />
        )}
      </section>
      <section aria-labelledby={`${id}-why`}>
        <h4 id={`${id}-why`} className="inspector-head">
          {WHY[language]}
        </h4>
        {explained ?? <Events {...props} />}
      </section>
      {explained !== undefined && why !== null && why.length > 0 && (
        <details className="inspector-events">
          <summary>{EVENTS[language]}</summary>
          <Events {...props} />
        </details>
      )}
    </div>
  );
}

/** The chain as the simulation has it: one event caused by another. */
function Events({ frame, why, explained, language, onSelect, onSeekStep }: InspectorProps) {
  if (why === null) return <p className="inspector-note">{LOADING[language]}</p>;
  if (why.length === 0) return <p className="inspector-note">{NO_CAUSE[language]}</p>;
  return (
    <>
      <p className="inspector-note">{WHY_HINT[language]}</p>
      <ol className={explained === undefined ? 'causes' : 'causes-raw'}>
        {why.map((cause, place) => (
          <Cause
            key={cause.step}
            cause={cause}
            later={why[place - 1]}
            isHere={cause.step === frame.step}
            language={language}
            onGo={() => {
              onSelect({ type: 'step', step: cause.step });
              onSeekStep(cause.step);
            }}
          />
        ))}
      </ol>
    </>
  );
}

type OfName = NonNullable<InspectorProps['ofName']>;

const plain: OfName = (name, shown = name) => shown;

/** `replica.lag.time.max.ms` */
const SETTING = /^[a-z]+(\.[a-z]+)+$/;

interface RowsProps {
  readonly rows: readonly DetailRow[];
  readonly depth: number;
  readonly ofName: OfName;
  readonly language: Language;
}

function Rows({ rows, depth, ofName, language }: RowsProps) {
  return (
    <dl className={classNames('rows', depth > 0 && 'inner')}>
      {rows.map((row, place) => {
        const own = { row, depth, ofName, language, isFolded: depth >= 1 };
        // biome-ignore lint/suspicious/noArrayIndexKey: rows have no identity but their place
        return <Row key={`${place} ${row.label}`} {...own} />;
      })}
    </dl>
  );
}

interface RowProps {
  readonly row: DetailRow;
  readonly isFolded: boolean;
  readonly depth: number;
  readonly ofName: OfName;
  readonly language: Language;
}

function Row({ row, isFolded, depth, ofName, language }: RowProps) {
  const { label, note, children = [] } = row;
  const inner = children.length > 0 && <Rows rows={children} depth={depth + 1} ofName={ofName} language={language} />;
  // What is further in are fields of a class, but for the setting count: those keep their own words.
  const isSaid = language === 'ko' && (depth === 0 || label === 'config' || label === 'disk');
  const said = isSaid ? koreanLabel(label) : undefined;
  const value = isSaid ? koreanValue(row) : row.value;
  return (
    <div className={classNames('row', row.children !== undefined && 'parent')}>
      {/* What is further in are fields of a class, many of them: only settings are worth a word there. */}
      <dt lang={said === undefined ? 'en' : 'ko'}>
        {depth === 0 || SETTING.test(label) ? ofName(label, said) : (said ?? breakable(label))}
      </dt>
      {inner && isFolded ? (
        <dd className="row-children">
          <details>
            <summary>
              <code>{value === '' ? children.length : value}</code>
            </summary>
            {inner}
          </details>
        </dd>
      ) : (
        <>
          <dd>
            <code>{value}</code>
            {note !== undefined && (
              <span className="row-note" lang="en">
                {SETTING.test(note) ? ofName(note) : note}
              </span>
            )}
          </dd>
          {inner && <dd className="row-children">{inner}</dd>}
        </>
      )}
    </div>
  );
}

/** Names of fields are broken between their words. */
function breakable(name: string): ReactNode {
  const words = name.split(/(?=[A-Z])/);
  return words.map((word, place) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: the words of one name stay where they are
    <Fragment key={place}>
      {place > 0 && <wbr />}
      {word}
    </Fragment>
  ));
}

interface CauseProps {
  readonly cause: CauseFrame;
  /** What it led to, for the time between. */
  readonly later: CauseFrame | undefined;
  readonly isHere: boolean;
  readonly language: Language;
  readonly onGo: () => void;
}

function Cause({ cause, later, isHere, language, onGo }: CauseProps) {
  return (
    <li className={classNames('cause', cause.kind)}>
      {later !== undefined && <span className="cause-gap">↑ {formatSpan(later.at - cause.at)}</span>}
      <button type="button" className="cause-go" aria-current={isHere ? 'step' : undefined} onClick={onGo}>
        <span className="cause-when">
          {formatTime(cause.at, 6)} · {cause.node}
          {isHere && ` · ${HERE[language]}`}
        </span>
        <code>{cause.text}</code>
      </button>
      {cause.facts.length > 0 && (
        <ul className="cause-facts">
          {cause.facts.map((fact) => (
            <li key={fact.index}>{factSentence(fact, language)}</li>
          ))}
        </ul>
      )}
    </li>
  );
}
