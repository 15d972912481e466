/** One batch: how full, why it waits and how long still, its sequence numbers, its attempts. */
import type { BatchFrame, ProducerSettingsFrame } from '../../frame/producers/producerFrame.ts';
import { classNames } from '../../ui/classNames.ts';
import { formatSpan } from '../format.ts';
import type { Language } from '../viewProps.ts';
import { barsOf } from './layout.ts';
import { batchSentence, recordsOf, sequencesOf, WAIT_WORDS } from './sentences.ts';

interface BatchProps {
  readonly batch: BatchFrame;
  readonly settings: ProducerSettingsFrame;
  readonly now: number;
  readonly language: Language;
}

export function Batch({ batch, settings, now, language }: BatchProps) {
  const { fill, wait, delivery } = barsOf(batch, settings, now);
  const sentence = batchSentence(batch, now, language);
  const left = batch.waitsUntil === null ? null : formatSpan(Math.max(0, batch.waitsUntil - now));
  return (
    <li className={classNames('batch', batch.wait, batch.attempts > 0 && 'again')} title={sentence}>
      <span className="visually-hidden">{sentence}</span>
      <span className="batch-fill" aria-hidden="true" style={{ blockSize: `${Math.max(4, fill * 100)}%` }} />
      <span className="batch-text" aria-hidden="true">
        <b>
          {recordsOf(batch)}
          {batch.attempts > 0 && <em> ↻{batch.attempts}</em>}
        </b>
        <span>
          {batch.bytes} B{batch.isFull && batch.bytes >= batch.capacity * 0.9 ? ' ■' : ''}
        </span>
        {batch.baseSequence >= 0 && <span>seq {sequencesOf(batch)}</span>}
        {batch.wait !== 'in-flight' && (
          <span className="batch-wait">
            {left === null ? WAIT_WORDS[batch.wait][language] : `${WAIT_WORDS[batch.wait][language]} ${left}`}
          </span>
        )}
      </span>
      {wait !== null && (
        <span className="batch-clock" aria-hidden="true">
          <i className="batch-clock-hand" style={{ inlineSize: `${wait * 100}%` }} />
        </span>
      )}
      {delivery > 0.02 && (
        <span className="batch-clock delivery" aria-hidden="true">
          <i className="batch-clock-hand" style={{ inlineSize: `${delivery * 100}%` }} />
        </span>
      )}
    </li>
  );
}
