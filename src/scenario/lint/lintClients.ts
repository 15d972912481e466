/** Topics that nobody uses, producers that never send, consumers that never poll, writes that no replica count allows. */
import { formatDuration } from '../duration.ts';
import { LINT_SAYS, MENDS } from '../says/lint.ts';
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
      const says = LINT_SAYS.unusedTopic(name);
      found.push({ code: 'unused-topic', path: ['topics', place, 'name'], says, mend: MENDS.giveProducer() });
    }
    const needed = Number(config?.['min.insync.replicas'] ?? 1);
    const replicas =
      assignment === undefined
        ? Math.min(topic['replication-factor'] ?? brokers, brokers)
        : Math.max(0, ...assignment.map((list) => list.length));
    const hasFactor = assignment !== undefined || topic['replication-factor'] !== undefined;
    if (writesAll && hasFactor && needed > replicas) {
      found.push({
        code: 'never-writable',
        path: ['topics', place, 'config', 'min.insync.replicas'],
        says: LINT_SAYS.neverWritable(needed, replicas),
        mend: MENDS.atMost(replicas),
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
      const says = LINT_SAYS.neverSends(name);
      return [{ code: 'idle-producer', path: [...path, 'name'], says, mend: MENDS.giveSend() }];
    }
    if (send.length === 0) return [];
    return send.flatMap(({ start: own }, nth): Found[] => {
      const begins = own ?? start;
      if (begins < until) return [];
      const says = LINT_SAYS.sendsTooLate(name, formatDuration(begins), formatDuration(until));
      return [{ code: 'after-the-end', path: [...path, 'send', nth], says, mend: MENDS.earlierStart() }];
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
      const says =
        start >= until
          ? LINT_SAYS.startsAtTheEnd(name, formatDuration(start))
          : LINT_SAYS.stopsBefore(name, formatDuration(stop!), formatDuration(start));
      return [
        {
          code: 'never-polls',
          path: [
            ...path,
            start >= until && consumer.start !== undefined ? 'start' : stop === undefined ? 'name' : 'stop',
          ],
          says,
          mend: MENDS.otherStart(),
        },
      ];
    }
    const every = consumer['poll-every'] ?? 0;
    if (start + every >= until) {
      const says = LINT_SAYS.pollsOnce(name);
      return [{ code: 'never-polls', path: [...path, 'poll-every'], says, mend: MENDS.shorterPoll() }];
    }
    const topics = [...(subscribe ?? []), ...(assign ?? [])];
    const isRead = (topic: string) => written.has(topic) || written.has(topic.replace(/-\d+$/, ''));
    if (hasOthers || topics.length === 0 || topics.some(isRead)) return [];
    return [
      {
        code: 'nothing-to-read',
        path: [...path, subscribe === undefined ? 'assign' : 'subscribe'],
        says: LINT_SAYS.nothingToRead(name, topics.slice(0, 3)),
        mend: MENDS.sendThere(),
      },
    ];
  });
}
