/** One record through the run: its biography, with the messages that carried it. */
import type { Micros } from '../../base/time.ts';
import { recordId } from '../../kafka/records.ts';
import { serverName } from '../../scenario/scenario.ts';
import { eventsOfAttempts } from '../biography/attemptEvents.ts';
import { eventsOfProducer, Telling } from '../biography/biography.ts';
import { eventsOfCopies } from '../biography/copyEvents.ts';
import { eventsOfDeliveries } from '../biography/deliveryEvents.ts';
import type { Recording } from '../recording.ts';
import type { MessageRow } from './messageLog.ts';
import { flightsOf, messageOf } from './messages.ts';
import { Path } from './path.ts';
import type { FollowedPath } from './spaceTimeFrames.ts';

/** null: it was not sent up to the furthest point seen. */
export function pathOfRecord(recording: Recording, client: string, record: number): FollowedPath | null {
  const { ledger, facts, history, visitedStep, messages } = recording;
  const sent = ledger.sentOf(client, record);
  if (sent === undefined || sent.step > visitedStep) return null;
  const telling = new Telling({ ledger, facts, history, step: visitedStep, kernel: recording.kernel }, sent);
  eventsOfProducer(telling);
  eventsOfAttempts(telling);
  eventsOfCopies(telling);
  eventsOfDeliveries(telling);
  const path = new Path(recording);
  for (const event of telling.inOrder()) {
    path.fact(event);
    const handled = messages.handledIn(event.step);
    switch (event.type) {
      case 'batch-sent':
        carriersOf(recording, event.step, sent.partition).forEach(({ id, sentAt, endAt }) => {
          path.message(id, sentAt, endAt);
        });
        break;
      case 'replicated':
        if (handled >= 0) path.exchange(messages.row(handled));
        break;
      case 'delivered': {
        const { node } = facts.recorded(event.index)!;
        const row = servedTo(recording, node, serverName(Number(event.fields.broker)), event.step, sent.partition);
        if (row !== undefined) path.exchange(row);
        break;
      }
      case 'appended':
      case 'refused':
      case 'duplicate-answered':
      case 'committed':
      case 'acknowledged':
      case 'retried':
      case 'truncated':
        if (handled >= 0) path.row(messages.row(handled));
        break;
      default:
    }
  }
  return path.told(recordId(client, record));
}

/** Produce requests that left in a step with something for the partition. */
function carriersOf(recording: Recording, step: number, partition: string | null) {
  const { messages, visitedStep } = recording;
  const found: { id: number; sentAt: Micros; endAt: Micros | null }[] = [];
  const isIt = (api: string, kind: string, partitions: readonly string[]) =>
    api === 'Produce' && kind === 'request' && partition !== null && partitions.includes(partition);
  messages.between(step, step, (place) => {
    const row = messages.row(place);
    if (row.sentStep === step && row.endStep <= visitedStep && isIt(row.api, row.kind, row.partitions))
      found.push(messageOf(recording, row));
  });
  for (const flight of flightsOf(recording)) {
    const { sentStep, api, kind, partitions, id } = flight;
    if (sentStep === step && isIt(api, kind, partitions) && !found.some((one) => one.id === id)) found.push(flight);
  }
  return found;
}

/** The answer that brought records to a consumer before poll() returned them. */
function servedTo(
  { messages }: Recording,
  node: string,
  broker: string,
  step: number,
  partition: string | null,
): MessageRow | undefined {
  for (let place = messages.firstEnding(step + 1) - 1; place >= 0; place--) {
    const row = messages.row(place);
    if (row.to !== node || row.from !== broker || row.api !== 'Fetch' || row.records === 0) continue;
    if (partition !== null && row.partitions.includes(partition)) return row;
  }
  return undefined;
}
