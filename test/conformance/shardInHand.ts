// A shard of a group coordinator under a test's hand: operations one after the other, every record replayed and taken for
// committed at once, timers fired when the clock passes them; as the test context of Kafka's own suite has it.

import { assert } from '../../src/base/assert.ts';
import { deepFreeze } from '../../src/base/freeze.ts';
import { emptyTable, tableOf } from '../../src/base/table.ts';
import { resolvedConfig } from '../../src/kafka/config/config.ts';
import type { KafkaFact } from '../../src/kafka/facts.ts';
import type { CoordinatorResult } from '../../src/kafka/group/coordinatorResult.ts';
import { appendCompleted, timerFired } from '../../src/kafka/group/groupMetadataManager.ts';
import { onTopicsChanged } from '../../src/kafka/group/modern/metadataRefresh.ts';
import type { CoordinatorRecord } from '../../src/kafka/group/records.ts';
import { replayRecord } from '../../src/kafka/group/replayRecord.ts';
import type { RequestContext, ShardContext } from '../../src/kafka/group/shardContext.ts';
import type { GroupState, TimerOperation } from '../../src/kafka/group/state.ts';
import type { GroupResponse } from '../../src/kafka/messages/group.ts';
import { emptyImage, type MetadataImage } from '../../src/kafka/metadata/image.ts';

export type Topics = readonly (readonly [name: string, topicId: string, partitions: number])[];

export interface Done {
  readonly error?: string;
  readonly message?: string;
  readonly records: readonly CoordinatorRecord[];
  readonly response: GroupResponse | null;
}

export class ShardInHand {
  readonly facts: KafkaFact[] = [];
  readonly answered = new Map<number, GroupResponse>();
  readonly timers = new Map<string, { readonly at: number; readonly operation: TimerOperation }>();
  nowMs = 1_000_000;
  /** The next member id that is drawn: of a client's or instance's name and a Java UUID, or of a Uuid of Kafka's. */
  generated = '';
  readonly #context: ShardContext;
  readonly #racks: readonly string[];

  constructor(config: Readonly<Record<string, string | number | boolean>>, racks: readonly string[]) {
    this.#racks = racks;
    const { timers, answered, facts } = this;
    const self = this;
    this.#context = {
      shard: { groups: emptyTable(), offsets: emptyTable() },
      get now() {
        return self.nowMs * 1_000;
      },
      broker: 1,
      config: resolvedConfig('server', config),
      image: emptyImage(),
      draw: (name) => self.#draw(name),
      schedule: (key, delayMs, operation) => void timers.set(key, { at: self.nowMs + delayMs, operation }),
      cancel: (key) => void timers.delete(key),
      isScheduled: (key) => timers.has(key),
      complete: ({ correlationId }, response) => void answered.set(correlationId, response),
      fact: (fact) => void facts.push(fact),
    };
  }

  /** Eight words of 16 bits (randomMemberUuid), or sixteen bytes (randomUuid). */
  #draw(name: string): number {
    const [, unit, place] = /(word|byte) (\d+)$/.exec(name)!;
    if (unit === 'byte') return Buffer.from(this.generated, 'base64url')[Number(place)]!;
    const digits = this.generated.slice(-36).replaceAll('-', '');
    return Number.parseInt(digits.slice(Number(place) * 4, Number(place) * 4 + 4), 16);
  }

  setTopics(topics: Topics, version: number): void {
    const before = this.#context.image;
    const image = this.#imageOf(topics, version);
    (this.#context as { image: MetadataImage }).image = image;
    const all = [...before.topics.values, ...image.topics.values];
    const names = new Set(all.map(({ name }) => name).filter((name) => countOf(before, name) !== countOf(image, name)));
    const hasNew = image.topics.keys.some((name) => !before.topics.keys.includes(name));
    this.#context.shard = onTopicsChanged(this.#context.shard, { names, newTopicsVersion: hasNew ? version : null });
  }

  #imageOf(topics: Topics, version: number): MetadataImage {
    const image = {
      ...emptyImage(),
      offset: version,
      brokers: tableOf([0, 1, 2].map((id) => [`${id}`, { id, rack: this.#racks[id] ?? null }] as const)),
      topicNames: tableOf(topics.map(([name, topicId]) => [topicId, name] as const)),
      topics: tableOf(
        topics.map(([name, topicId, count]) => {
          const partitions = Array.from({ length: count }, (_, p) => ({ replicas: [p % 3, (p + 1) % 3] }));
          return [name, { name, topicId, partitions }] as const;
        }),
      ),
    };
    return image as unknown as MetadataImage;
  }

  get image(): MetadataImage {
    return this.#context.image;
  }

  group(groupId: string): GroupState | undefined {
    const { groups } = this.#context.shard;
    return groups.values.find((group) => group.groupId === groupId);
  }

  run(operation: (context: ShardContext) => CoordinatorResult): Done {
    const result = operation(this.#context);
    if ('error' in result) return { ...result, records: [], response: null };
    this.#append(result);
    return { records: result.records, response: result.response };
  }

  #append(result: Exclude<CoordinatorResult, { readonly error: string }>): void {
    const context = this.#context;
    if (result.replayRecords !== false) {
      for (const record of result.records) context.shard = replayRecord(context.shard, record, 0, this.nowMs);
    }
    deepFreeze(context.shard);
    this.facts.push(...(result.facts ?? []));
    if (result.appendFuture !== undefined) appendCompleted(context, result.appendFuture, 'NONE');
  }

  /** What is to be done in the background: at once. */
  background(): readonly CoordinatorRecord[] {
    return this.#due((operation) => operation.type === 'consumer-regex-refresh').flatMap(({ records }) => records);
  }

  sleep(ms: number): { readonly key: string; readonly records: readonly CoordinatorRecord[] }[] {
    this.nowMs += ms;
    return this.#due(() => true);
  }

  #due(isIt: (operation: TimerOperation) => boolean): { key: string; records: readonly CoordinatorRecord[] }[] {
    const fired: { key: string; records: readonly CoordinatorRecord[] }[] = [];
    for (;;) {
      const due = [...this.timers].filter(([, { at, operation }]) => at <= this.nowMs && isIt(operation));
      const [first] = due.sort(([a, x], [b, y]) => x.at - y.at || (a < b ? -1 : 1));
      if (first === undefined) return fired;
      const [key, { operation }] = first;
      this.timers.delete(key);
      const done = this.run((context) => timerFired(context, operation));
      assert(done.error === undefined, `timer ${key}: ${done.message}`);
      fired.push({ key, records: done.records });
    }
  }
}

function countOf(image: MetadataImage, topic: string): number {
  return image.topics.values.find(({ name }) => name === topic)?.partitions.length ?? -1;
}

export function from(correlationId: number): RequestContext {
  return { clientId: 'client', clientHost: 'localhost/127.0.0.1', waiter: { connection: 1, correlationId } };
}
