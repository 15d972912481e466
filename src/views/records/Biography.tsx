/** The life of one record: what its producer was told against what is true, its copies, and everything that happened to it. */

import type { BiographyFrame, CopyFrame } from '../../frame/biography/biographyFrames.ts';
import { Badge } from '../../ui/Badge.tsx';
import { Toggle } from '../../ui/Button.tsx';
import { classNames } from '../../ui/classNames.ts';
import { formatTime } from '../format.ts';
import { readFlag, useKept } from '../lens/kept.ts';
import type { Language } from '../viewProps.ts';
import { Why } from '../why/Why.tsx';
import { FATE_WORDS, words } from '../words.ts';
import { biographyText, COPY_STATES, eventSentence, isAlarming, VERDICTS, verdictSentence } from './sentences.ts';

const TOLD = words('The producer was told', '프로듀서가 들은 말');
const LOGS = words('The logs say', '로그에 있는 것');
const NOTHING = words('nothing: no log holds it', '없음: 어느 로그에도 없어요');
const LIFE = words('Its life', '일어난 일');
const AS_TEXT = words('As plain text', '글로 보기');
const LEADER = words('leader', '리더');
const DEAD = words('not running', '실행 중 아님');
const COUNTS = words('counts', '유효');
const HERE = words('now', '지금');
const KEY = words('key', '키');
const VALUE = words('value', '값');

interface BiographyProps {
  readonly biography: BiographyFrame;
  readonly step: number;
  readonly language: Language;
  onSeekStep(step: number): void;
}

export function Biography({ biography, step, language, onSeekStep }: BiographyProps) {
  const [isText, setText] = useKept('records.text', false, readFlag);
  const { record, value, verdict, error, copies, events } = biography;
  const newest = events.filter((event) => event.step <= step).at(-1);
  return (
    <section className="biography" aria-label={`${record.client}#${record.record}`} data-testid="biography">
      <header className="biography-head">
        <h3>
          <code>
            {record.client}#{record.record}
          </code>
          {record.partition !== null && <span className="biography-partition">{record.partition}</span>}
        </h3>
        <Badge tone={isAlarming(verdict) ? 'alarm' : verdict === 'kept' ? 'good' : 'plain'}>
          {isAlarming(verdict) ? '✗ ' : verdict === 'kept' ? '✓ ' : ''}
          {VERDICTS[verdict][language]}
        </Badge>
        <Why
          subject={{ type: 'sent-record', client: record.client, record: record.record }}
          title={`${record.client}#${record.record} · ${FATE_WORDS[record.fate][language]}`}
          language={language}
        />
        <Toggle variant="quiet" isSelected={isText} onChange={setText}>
          {AS_TEXT[language]}
        </Toggle>
      </header>
      {isText ? (
        <textarea
          className="biography-text"
          readOnly
          aria-label={AS_TEXT[language]}
          value={biographyText(biography, language)}
        />
      ) : (
        <>
          <p className="biography-verdict">{verdictSentence(verdict, language)}</p>
          <dl className="biography-facts">
            <div>
              <dt>{KEY[language]}</dt>
              <dd>
                <code>{record.key ?? 'null'}</code>
              </dd>
            </div>
            <div>
              <dt>{VALUE[language]}</dt>
              <dd>
                <code>{value ?? '?'}</code>
              </dd>
            </div>
            <div>
              <dt>{TOLD[language]}</dt>
              <dd>
                {FATE_WORDS[record.fate][language]}
                {error !== null && <code> {error}</code>}
              </dd>
            </div>
            <div>
              <dt>{LOGS[language]}</dt>
              <dd>
                {copies.length === 0
                  ? NOTHING[language]
                  : copies.map((copy) => <Copy key={`${copy.offset} ${copy.epoch}`} copy={copy} language={language} />)}
              </dd>
            </div>
          </dl>
          <h4>{LIFE[language]}</h4>
          <ol className="biography-events">
            {events.map((event) => (
              <li key={`${event.index} ${event.type} ${event.fields.offset ?? ''}`} className={`event-${event.type}`}>
                <button
                  type="button"
                  aria-current={event === newest ? 'step' : undefined}
                  onClick={() => onSeekStep(event.step)}
                >
                  <span className="event-time">
                    {formatTime(event.at, 6)}
                    {event === newest && ` · ${HERE[language]}`}
                  </span>
                  <span className="event-text">{eventSentence(event, language)}</span>
                </button>
              </li>
            ))}
          </ol>
        </>
      )}
    </section>
  );
}

/** A strip of replicas: in words and in a mark, never in colour alone. */
function Copy({ copy, language }: { readonly copy: CopyFrame; readonly language: Language }) {
  return (
    <span className={classNames('record-copy', copy.counts && 'counts')}>
      <span className="copy-place">
        {copy.offset} <span className="copy-epoch">e{copy.epoch}</span>
        {copy.counts && ` ✓ ${COUNTS[language]}`}
      </span>
      {copy.replicas.map(({ broker, leader, alive, state }) => {
        const has = state === 'held' || state === 'committed';
        return (
          <span key={broker} className={classNames('copy-replica', has && 'has', !alive && 'dead')}>
            <b>b{broker}</b> {has ? '■' : '□'} {COPY_STATES[state][language]}
            {leader && ` · ${LEADER[language]}`}
            {!alive && ` · ${DEAD[language]}`}
          </span>
        );
      })}
    </span>
  );
}
