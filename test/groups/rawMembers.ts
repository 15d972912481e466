/**
 * Members that do nothing by themselves: each sends the request it is told to send, and keeps what it is answered. With
 * them a group's coordinator can be asked anything in any order, which no real consumer would.
 */
import type { Kafka, KafkaEnv, KafkaEvent, KafkaOut, KafkaState } from '../../src/kafka/kinds.ts';
import type { KafkaMessage, KafkaRequest } from '../../src/kafka/messages.ts';
import { kafkaProtocol } from '../../src/kafka/protocol.ts';
import { DEFAULT_KAFKA_VERSION } from '../../src/kafka/versions.ts';
import type { Command } from '../../src/sim/command.ts';
import type { Protocol } from '../../src/sim/protocol.ts';
import type { NodeSetup } from '../../src/sim/world.ts';

interface RawState {
  readonly kind: 'raw';
  readonly answers: readonly KafkaMessage[];
}

interface RawOrder {
  readonly type: 'raw';
  readonly to: string;
  /** One connection each. */
  readonly lane: string;
  readonly request: KafkaRequest;
}

function isRaw(state: KafkaState | undefined, event: KafkaEvent): boolean {
  const kind: string = event.type === 'booted' ? event.setup.kind : (state?.kind ?? '');
  return kind === 'raw';
}

function handle(state: KafkaState | undefined, event: KafkaEvent, env: KafkaEnv, out: KafkaOut): KafkaState {
  if (!isRaw(state, event)) return kafkaProtocol.handle(state, event, env, out);
  return handleRaw(state as RawState | undefined, event, out) as unknown as KafkaState;
}

function handleRaw(state: RawState | undefined, event: KafkaEvent, out: KafkaOut): RawState {
  const known = state ?? { kind: 'raw', answers: [] };
  if (event.type === 'told') {
    const { to, lane, request } = event.order as unknown as RawOrder;
    out.send(to, lane, request);
  }
  return event.type === 'arrived' ? { kind: 'raw', answers: [...known.answers, event.message] } : known;
}

export const protocolWithRawMembers: Protocol<Kafka> = {
  ...kafkaProtocol,
  handle,
  describeOrder: (order) => {
    const raw = order as unknown as RawOrder;
    return raw.type === 'raw' ? kafkaProtocol.describeMessage(raw.request) : kafkaProtocol.describeOrder(order);
  },
};

export function rawMember(id: string): NodeSetup<Kafka> {
  const setup = { kind: 'raw', clientId: id, bootstrap: [], config: {}, version: DEFAULT_KAFKA_VERSION };
  return { id, startAt: 0, setup: setup as unknown as Kafka['setup'] };
}

export function sendRaw(node: string, to: string, lane: string, request: KafkaRequest): Command<Kafka> {
  const order: RawOrder = { type: 'raw', to, lane, request };
  return { type: 'tell', node, order: order as unknown as Kafka['order'] };
}

export function answersOf(state: unknown): readonly KafkaMessage[] {
  return (state as RawState | undefined)?.answers ?? [];
}
