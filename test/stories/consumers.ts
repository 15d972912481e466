/** What stories say of consumers: their groups and applications, what they are told, and where they stand. */
import { seconds } from '../../src/base/time.ts';
import { resolvedConfig } from '../../src/kafka/config/config.ts';
import type { ConsumerState } from '../../src/kafka/consumer/state.ts';
import type { CommitHow, ConsumerOrder, ConsumerSetup, ConsumerSubscription, Kafka } from '../../src/kafka/kinds.ts';
import type { KafkaVersion } from '../../src/kafka/versions.ts';
import { parseDuration } from '../../src/scenario/duration.ts';
import type { NodeSetup } from '../../src/sim/world.ts';

type Value = string | number | boolean;

/** `subscribe=orders+payments;group=g;process=100ms;commit=sync;workers=2;poll=50ms;late;session.timeout.ms=6000` */
export function consumerOf(
  name: string,
  text: string,
  bootstrap: readonly string[],
  version: KafkaVersion,
): NodeSetup<Kafka> {
  const words = text.split(';').map((word): [string, string] => {
    const place = word.indexOf('=');
    return place === -1 ? [word, ''] : [word.slice(0, place), word.slice(place + 1)];
  });
  const said = new Map(words);
  const configs: Record<string, Value> = { 'auto.offset.reset': 'earliest', 'client.id': name };
  for (const [key, value] of words) if (key.includes('.')) configs[key] = settingOf(value);
  if (said.has('group')) configs['group.id'] = said.get('group')!;
  const duration = (key: string, otherwise: string): number => parseDuration(said.get(key) ?? otherwise)!;
  const setup: ConsumerSetup = {
    kind: 'consumer',
    clientId: name,
    bootstrap,
    config: resolvedConfig('consumer', configs),
    version,
    subscription: subscriptionOf(said),
    application: {
      pollEvery: duration('poll', '100ms'),
      processEach: duration('process', '0ms'),
      commit: (said.get('commit') ?? 'none') as CommitHow,
      workers: Number(said.get('workers') ?? 0),
    },
    startAt: 0,
    stopAt: null,
  };
  // The first ones start when the topic is there; the others when the story starts them.
  return { id: name, startAt: said.has('late') ? seconds(3600) : seconds(3), setup };
}

function subscriptionOf(said: ReadonlyMap<string, string>): ConsumerSubscription {
  const list = (key: string): string[] => said.get(key)!.split('+');
  if (said.has('pattern')) return { type: 'pattern', pattern: said.get('pattern')! };
  if (said.has('re2j')) return { type: 're2j-pattern', pattern: said.get('re2j')! };
  if (said.has('assign')) return { type: 'assign', partitions: list('assign') };
  return { type: 'topics', topics: list('subscribe') };
}

function settingOf(text: string): Value {
  if (text === 'true' || text === 'false') return text === 'true';
  return /^\d+$/.test(text) ? Number(text) : text;
}

/** `seek orders-0 beginning`, `pause orders-0`, `resume …`, `subscribe orders …`, `unsubscribe`, `process 1s`, `commit sync` */
export function consumerOrder([what = '', ...words]: readonly string[]): ConsumerOrder {
  const [first = '', second = ''] = words;
  switch (what) {
    case 'seek':
      return {
        type: 'seek',
        partition: first,
        to: second === 'beginning' || second === 'end' ? second : Number(second),
      };
    case 'pause':
    case 'resume':
      return { type: `${what}-partitions`, partitions: words };
    case 'subscribe':
      return { type: 'subscribe', topics: words };
    case 'unsubscribe':
      return { type: 'unsubscribe' };
    case 'process':
      return { type: 'process', each: parseDuration(first)! };
    case 'commit':
      return { type: 'commit', how: first as 'sync' | 'async' };
    default:
      throw new Error(`unknown order ${what} of a consumer`);
  }
}

/** `k1 STABLE generation 2 sleeping  orders-0 at 5, committed 3` */
export function describeConsumer(name: string, state: ConsumerState | undefined): string[] {
  if (state === undefined) return [`${name} down`];
  const { classic, async, partitions, application } = state;
  const generation = classic === null ? '' : ` ${classic.memberState} generation ${classic.generation.generationId}`;
  const member = async === null ? generation : ` ${async.membership.state} epoch ${async.membership.memberEpoch}`;
  const leads = classic?.isLeader === true ? ' leader' : '';
  const places = partitions.values.map(({ partition, position, committed, paused }) => {
    const at = position === null ? 'nowhere' : `at ${position.offset}`;
    return `${partition} ${at}${committed === null ? '' : `, committed ${committed}`}${paused ? ', paused' : ''}`;
  });
  return [`${name}${member}${leads} ${application.thread.type}  ${places.join('; ')}`.trimEnd()];
}
