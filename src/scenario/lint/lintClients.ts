/** Topics that nobody uses, producers that never send, consumers that never poll, writes that no replica count allows. */
import { formatDuration } from '../duration.ts';
import { brokersOf, type Scenario } from '../scenario.ts';
import type { Found } from './finding.ts';

/** Where a client begins when its file does not say. */
const USUAL_START = 3_000_000;

export function lintClients(scenario: Scenario): Found[] {
  return [...lintTopics(scenario), ...lintProducers(scenario), ...lintConsumers(scenario)];
}

function lintTopics(scenario: Scenario): Found[] {
  const { topics = [], ...rest } = scenario;
  const said = wordsIn(rest);
  const brokers = brokersOf(scenario).length;
  const writesAll = (scenario.producers ?? []).some(
    ({ config }) => String(config?.acks ?? 'all') !== '0' && String(config?.acks ?? 'all') !== '1',
  );
  return topics.flatMap((topic, place): Found[] => {
    const found: Found[] = [];
    const { name, config, assignment } = topic;
    if (!said.has(name) && !hasPattern(scenario)) {
      const message = `nobody writes to ${name} or reads it, and nothing else in the file speaks of it`;
      found.push({
        code: 'unused-topic',
        path: ['topics', place, 'name'],
        message,
        mend: 'leave it out, or give it a producer',
      });
    }
    const needed = Number(config?.['min.insync.replicas'] ?? 1);
    const replicas =
      assignment === undefined
        ? Math.min(topic['replication-factor'] ?? brokers, brokers)
        : Math.max(0, ...assignment.map((list) => list.length));
    const hasFactor = assignment !== undefined || topic['replication-factor'] !== undefined;
    if (writesAll && hasFactor && needed > replicas) {
      const message = `min.insync.replicas is ${needed}, and there are ${replicas} replicas: no write with acks=all is ever accepted`;
      found.push({
        code: 'never-writable',
        path: ['topics', place, 'config', 'min.insync.replicas'],
        message,
        mend: `at most ${replicas}, or more replicas`,
      });
    }
    return found;
  });
}

function hasPattern({ consumers = [] }: Scenario): boolean {
  return consumers.some((consumer) => consumer['subscribe-pattern'] !== undefined);
}

/** All names of topics that a part of the file may speak of: `orders`, and of `orders-0` both. */
function wordsIn(part: unknown): Set<string> {
  const words = new Set<string>();
  const visit = (value: unknown): void => {
    if (typeof value === 'string') {
      for (const [word] of value.matchAll(/[A-Za-z0-9._-]+/g)) {
        words.add(word);
        words.add(word.replace(/-\d+$/, ''));
        words.add(word.replace(/\.+$/, ''));
      }
    } else if (typeof value === 'object' && value !== null) {
      for (const [key, inner] of Object.entries(value)) {
        visit(key);
        visit(inner);
      }
    }
  };
  visit(part);
  return words;
}

function lintProducers(scenario: Scenario): Found[] {
  const { producers = [], timeline = [], until, drill } = scenario;
  const told = new Set(timeline.flatMap(({ produce }) => produce?.producer ?? []));
  for (const cause of drill?.causes ?? []) {
    for (const { produce } of cause.timeline ?? []) if (produce !== undefined) told.add(produce.producer);
    for (const { name, send } of cause.producers ?? []) if (send !== undefined) told.add(name);
  }
  return producers.flatMap(({ name, send = [], start = USUAL_START }, place): Found[] => {
    const path = ['producers', place];
    if (send.length === 0 && !told.has(name)) {
      const message = `${name} never sends: it has no \`send\`, and no line of the timeline tells it to produce`;
      return [{ code: 'idle-producer', path: [...path, 'name'], message, mend: 'a `send` with topic and every' }];
    }
    if (send.length === 0) return [];
    return send.flatMap(({ start: own }, nth): Found[] => {
      const begins = own ?? start;
      if (begins < until) return [];
      const message = `${name} begins to send at ${formatDuration(begins)}; the run ends at ${formatDuration(until)}`;
      return [
        {
          code: 'after-the-end',
          path: [...path, 'send', nth],
          message,
          mend: 'an earlier `start`, or a later `until`',
        },
      ];
    });
  });
}

function lintConsumers(scenario: Scenario): Found[] {
  const { consumers = [], until } = scenario;
  const written = new Set([
    ...(scenario.producers ?? []).flatMap(({ send = [] }) => send.map(({ topic }) => topic)),
    ...(scenario.timeline ?? []).flatMap(({ produce }) => produce?.topic ?? []),
  ]);
  const hasOthers =
    (scenario.timeline ?? []).some(({ console }) => console !== undefined) || scenario.drill !== undefined;
  return consumers.flatMap((consumer, place): Found[] => {
    const { name, start = USUAL_START, stop, subscribe, assign } = consumer;
    const path = ['consumers', place];
    if (start >= until || (stop !== undefined && stop <= start)) {
      const why =
        start >= until
          ? `it starts at ${formatDuration(start)}, when the run is over`
          : `it stops at ${formatDuration(stop!)}, before it starts at ${formatDuration(start)}`;
      return [
        {
          code: 'never-polls',
          path: [
            ...path,
            start >= until && consumer.start !== undefined ? 'start' : stop === undefined ? 'name' : 'stop',
          ],
          message: `${name} never polls: ${why}`,
          mend: 'another `start` or `stop`, or a later `until`',
        },
      ];
    }
    const every = consumer['poll-every'] ?? 0;
    if (start + every >= until) {
      const message = `${name} polls once: the next time would be after the end`;
      return [{ code: 'never-polls', path: [...path, 'poll-every'], message, mend: 'a shorter `poll-every`' }];
    }
    const topics = [...(subscribe ?? []), ...(assign ?? [])];
    const isRead = (topic: string) => written.has(topic) || written.has(topic.replace(/-\d+$/, ''));
    if (hasOthers || topics.length === 0 || topics.some(isRead)) return [];
    const message = `${name} reads ${topics.slice(0, 3).join(', ')}, and nobody writes there`;
    return [
      {
        code: 'nothing-to-read',
        path: [...path, subscribe === undefined ? 'assign' : 'subscribe'],
        message,
        mend: 'a producer that sends there',
      },
    ];
  });
}
