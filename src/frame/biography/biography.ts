/**
 * The life of one record, from send() to every consumer, told from facts and logs alone: where it waited, each attempt
 * and its fate, its copies on every broker, who was handed it, and what its producer was told against what is true.
 */
import { firstAtLeast } from '../../base/sorted.ts';
import type { KafkaFact } from '../../kafka/facts.ts';
import type { Kafka } from '../../kafka/kinds.ts';
import { recordId } from '../../kafka/records.ts';
import type { RecordedFact } from '../../record/history.ts';
import type { Recording } from '../recording.ts';
import type { Sent } from '../recordLedger.ts';
import { eventsOfAttempts } from './attemptEvents.ts';
import type { BiographyEvent, BiographyEventType, BiographyFrame } from './biographyFrames.ts';
import { copiesOf } from './copies.ts';
import { eventsOfCopies } from './copyEvents.ts';
import { eventsOfDeliveries } from './deliveryEvents.ts';
import { valueSent } from './findRecords.ts';
import { recordRef } from './runLedger.ts';
import { verdictOf } from './verdict.ts';

/** null: no such record was sent up to the playhead. */
export function biographyOf(recording: Recording, client: string, record: number): BiographyFrame | null {
  const sent = recording.ledger.sentOf(client, record);
  if (sent === undefined || sent.step > recording.step) return null;
  const copies = copiesOf(recording, sent);
  const ref = recordRef(recording, sent);
  const telling = new Telling(recording, sent);
  const error = eventsOfProducer(telling);
  eventsOfAttempts(telling);
  eventsOfCopies(telling);
  eventsOfDeliveries(telling);
  return {
    record: ref,
    value: valueSent(recording, sent),
    verdict: verdictOf(ref.fate, sent.offset, copies),
    error,
    copies: copies.copies,
    events: telling.inOrder(),
  };
}

/** What of a run the telling reads, up to its step. */
export type Told = Pick<Recording, 'facts' | 'history' | 'kernel' | 'ledger' | 'step'>;

/** Collects what happened to one record, up to the playhead. */
export class Telling {
  readonly recording: Told;
  readonly sent: Sent;
  /** `p1#12` */
  readonly id: string;
  readonly #events: BiographyEvent[] = [];

  constructor(recording: Told, sent: Sent) {
    this.recording = recording;
    this.sent = sent;
    this.id = recordId(sent.client, sent.record);
  }

  /** Facts of these types, oldest first, from a place of the list on, up to the playhead. */
  each<T extends KafkaFact['type']>(
    types: readonly T[],
    look: (fact: Extract<KafkaFact, { type: T }>, recorded: RecordedFact<Kafka>, index: number) => void,
    from = 0,
  ): void {
    const { facts, step } = this.recording;
    const end = facts.countUpTo(step);
    const places = types.length === 1 ? facts.placesOf(types[0]!) : merged(types.map((type) => facts.placesOf(type)));
    for (let place = firstAtLeast(places, from); place < places.length; place++) {
      const index = places[place]!;
      if (index >= end) return;
      const recorded = facts.recorded(index)!;
      look(recorded.fact as Extract<KafkaFact, { type: T }>, recorded, index);
    }
  }

  tell(
    type: BiographyEventType,
    { step, at }: Pick<RecordedFact<Kafka>, 'step' | 'at'>,
    index: number,
    fields: Readonly<Record<string, string | number>>,
  ): void {
    const texts: Record<string, string> = {};
    for (const [name, value] of Object.entries(fields)) texts[name] = String(value);
    this.#events.push({ type, step, at, index, fields: texts });
  }

  inOrder(): readonly BiographyEvent[] {
    // What was told first of what happened at one instant stays first.
    return this.#events
      .map((event, place) => ({ event, place }))
      .sort((a, b) => a.event.at - b.event.at || a.event.index - b.event.index || a.place - b.place)
      .map(({ event }) => event);
  }
}

/** send(), and what it was told in the end. Answers the error, as it was told. */
export function eventsOfProducer(telling: Telling): string | null {
  const { client, record, step } = telling.sent;
  let error: string | null = null;
  const first = telling.recording.facts.countUpTo(step - 1);
  telling.each(
    ['RecordSent', 'RecordAcknowledged', 'RecordFailed', 'RecordUnknown'],
    (fact, recorded, index) => {
      if (fact.type === 'RecordSent' && fact.client === client && fact.resendOf === record) {
        telling.tell('resent', recorded, index, { record: fact.record });
      }
      if (fact.client !== client || fact.record !== record) return;
      switch (fact.type) {
        case 'RecordSent': {
          const { waitedForMetadata: metadata = 0, waitedForMemory: memory = 0 } = fact;
          if (metadata + memory > 0) telling.tell('waited-in-send', recorded, index, { metadata, memory });
          const { partition, batch, resendOf } = fact;
          telling.tell('sent', recorded, index, { partition, batch, resendOf: resendOf ?? '' });
          return;
        }
        case 'RecordAcknowledged':
          telling.tell('acknowledged', recorded, index, { offset: fact.offset, acks: fact.acks });
          return;
        case 'RecordFailed':
        case 'RecordUnknown': {
          error = `${fact.error}: ${fact.message}`;
          const isInSend = fact.type === 'RecordFailed' && recorded.step === step;
          const type = fact.type === 'RecordUnknown' ? 'unknown' : isInSend ? 'failed-in-send' : 'failed';
          telling.tell(type, recorded, index, { error: fact.error, message: fact.message });
          return;
        }
      }
    },
    first,
  );
  return error;
}

function merged(lists: readonly (readonly number[])[]): readonly number[] {
  return lists.flat().sort((a, b) => a - b);
}
