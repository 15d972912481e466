/**
 * A producer from the inside: records come in on the left, wait in a queue for each partition, and travel to the brokers on
 * the right. What ends up acknowledged, failed or unknown is listed below; the same stands in a table.
 */

import type { AccumulatorFrame, ProducerLensFrame } from '../../frame/producers/producerFrame.ts';
import { Toggle } from '../../ui/Button.tsx';
import { classNames } from '../../ui/classNames.ts';
import { formatSpan, formatTime } from '../format.ts';
import type { Language, ProducerProps } from '../viewProps.ts';
import { words } from '../words.ts';
import { Batch } from './Batch.tsx';
import { BatchTable } from './BatchTable.tsx';
import { MOST_BATCHES, slotsOf } from './layout.ts';
import { blockedSentence, idempotenceSentence, OUTCOME_SIGNS, outcomeSentence } from './sentences.ts';
import './producer.css';
import { readFlag, useKept } from '../lens/kept.ts';

const EMPTY = words('Select a producer to look into it.', '프로듀서를 선택하면 안을 볼 수 있어요.');
const DEAD = words(
  'The process does not run any more: what was in its memory is gone.',
  '프로세스가 끝나 메모리에 있던 것은 사라졌어요.',
);
const AS_TABLE = words('As a table', '표로 보기');
const SEND = words('send()', 'send()');
const QUEUES = words('Accumulator', 'Accumulator');
const IN_FLIGHT = words('In flight', '전송 중');
const OUTCOMES = words('The newest outcomes', '최근 결과');
const NO_OUTCOME = words('None yet', '아직 없음');
const NO_BLOCKED = words('No call of send() waits.', '기다리는 send() 호출 없음');
const NO_QUEUE = words('It knows no partition yet.', '아직 아는 파티션이 없어요.');
const NO_BROKER = words('It knows no broker yet.', '아직 아는 브로커가 없어요.');
const NEXT = words('next', '다음');
const WAITS = words('for', '경과');

export function ProducerView(props: ProducerProps) {
  const { lens, lead, now, language, onSeekStep } = props;
  const [isTable, setTable] = useKept('producer.table', false, readFlag);
  if (lens === null)
    return (
      <div className="producer-view">
        <div className="lens-bar">{lead}</div>
        <p className="producer-empty">{EMPTY[language]}</p>
      </div>
    );
  const { accumulator, settings } = lens;
  return (
    <div className="producer-view">
      <div className="lens-bar">
        {lead}
        <p className="producer-settings" lang="en">
          acks={settings.acks} linger.ms={settings.linger / 1000} batch.size={settings.batchSize}
          {settings.compression === 'none' ? '' : ` compression.type=${settings.compression}`} max.in.flight=
          {settings.maxInFlight}
        </p>
        <p className={classNames('producer-idempotence', lens.idempotence.enabled && 'on')}>
          {idempotenceSentence(lens, language)}
        </p>
        <Toggle variant="quiet" isSelected={isTable} onChange={setTable}>
          {AS_TABLE[language]}
        </Toggle>
      </div>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by key */}
      <section className="producer-scroll" tabIndex={0} aria-label={lens.node}>
        {accumulator === null ? (
          <p className="producer-empty">{DEAD[language]}</p>
        ) : isTable ? (
          <BatchTable accumulator={accumulator} now={now} language={language} />
        ) : (
          <Picture lens={lens} accumulator={accumulator} now={now} language={language} />
        )}
        <Outcomes lens={lens} language={language} onSeekStep={onSeekStep} />
      </section>
    </div>
  );
}

interface PictureProps {
  readonly lens: ProducerLensFrame;
  readonly accumulator: AccumulatorFrame;
  readonly now: number;
  readonly language: Language;
}

function Picture({ lens, accumulator, now, language }: PictureProps) {
  const { settings } = lens;
  const { bufferUsed, blocked, queues, brokers } = accumulator;
  const used = Math.min(1, bufferUsed / Math.max(1, settings.bufferMemory));
  return (
    <div className="producer-picture">
      <section className="producer-send" aria-label={SEND[language]}>
        <h3 lang="en">{SEND[language]}</h3>
        <div className="producer-memory">
          <span lang="en">buffer.memory</span>
          <span className="meter" aria-hidden="true">
            <i className={classNames('meter-fill', used > 0.9 && 'full')} style={{ inlineSize: `${used * 100}%` }} />
          </span>
          <span className="mono">
            {bufferUsed} / {settings.bufferMemory} B
          </span>
        </div>
        {blocked.length === 0 ? (
          <p className="dim">{NO_BLOCKED[language]}</p>
        ) : (
          <ul className="producer-blocked">
            {blocked.map((one) => (
              <li key={`${one.since} ${one.topic}`}>{blockedSentence(one, now, language)}</li>
            ))}
          </ul>
        )}
      </section>
      <section className="producer-queues" aria-label={QUEUES[language]}>
        <h3 lang="en">{QUEUES[language]}</h3>
        {queues.length === 0 && <p className="dim">{NO_QUEUE[language]}</p>}
        {queues.map(({ partition, leader, nextSequence, batches }) => (
          <div key={partition} className="producer-queue">
            <span className="producer-label">
              <code>{partition}</code>
              <small>
                → {leader ?? '?'}
                {nextSequence !== null && ` · ${NEXT[language]} seq ${nextSequence}`}
              </small>
            </span>
            <ul className="producer-batches">
              {batches.length > MOST_BATCHES && <li className="dim">+{batches.length - MOST_BATCHES}</li>}
              {/* Who goes first stands at the right, next to the wire. */}
              {batches
                .slice(0, MOST_BATCHES)
                .reverse()
                .map((batch) => (
                  <Batch
                    key={`${batch.number} ${batch.first}`}
                    batch={batch}
                    settings={settings}
                    now={now}
                    language={language}
                  />
                ))}
            </ul>
          </div>
        ))}
      </section>
      <section className="producer-wire" aria-label={IN_FLIGHT[language]}>
        <h3>{IN_FLIGHT[language]}</h3>
        {brokers.length === 0 && <p className="dim">{NO_BROKER[language]}</p>}
        {brokers.map((broker) => (
          <div key={broker.node} className="producer-queue">
            <span className="producer-label">
              <code>{broker.node}</code>
              <small lang="en">
                {broker.connection === 'READY'
                  ? `${broker.requests.length}/${settings.maxInFlight}`
                  : broker.connection}
              </small>
            </span>
            <ul className="producer-batches">
              {slotsOf(broker, settings.maxInFlight).map((slot) =>
                slot.type === 'free' ? (
                  <li key={slot.place} className="producer-slot" aria-hidden="true" />
                ) : (
                  <li key={slot.request.correlationId} className="producer-request">
                    <small className="mono">
                      {slot.request.correlationId} · {formatSpan(Math.max(0, now - slot.request.sentAt))}{' '}
                      {WAITS[language]}
                    </small>
                    <ul>
                      {slot.request.batches.map((batch) => (
                        <Batch
                          key={`${batch.number} ${batch.first}`}
                          batch={batch}
                          settings={settings}
                          now={now}
                          language={language}
                        />
                      ))}
                    </ul>
                  </li>
                ),
              )}
            </ul>
          </div>
        ))}
      </section>
    </div>
  );
}

function Outcomes({
  lens,
  language,
  onSeekStep,
}: Pick<ProducerProps, 'language' | 'onSeekStep'> & { lens: ProducerLensFrame }) {
  return (
    <section className="producer-outcomes" aria-label={OUTCOMES[language]}>
      <h3>{OUTCOMES[language]}</h3>
      {lens.outcomes.length === 0 && <p className="dim">{NO_OUTCOME[language]}</p>}
      <ol>
        {lens.outcomes.map((outcome) => (
          <li key={outcome.index} className={outcome.type}>
            <button type="button" onClick={() => onSeekStep(outcome.step)}>
              <span className="sign" aria-hidden="true">
                {OUTCOME_SIGNS[outcome.type]}
              </span>
              <span className="mono">{formatTime(outcome.at)}</span> {outcomeSentence(outcome, language)}
            </button>
          </li>
        ))}
      </ol>
    </section>
  );
}
