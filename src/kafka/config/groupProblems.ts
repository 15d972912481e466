/**
 * What settings of groups say against each other: those of a server, which every group has and which bound what one group
 * may set for itself; and those of one group (the config resource GROUP). Kafka's words, Kafka's order.
 *
 * Kafka: org.apache.kafka.coordinator.group.{GroupCoordinatorConfig, GroupConfig},
 * org.apache.kafka.coordinator.group.modern.share.ShareGroupConfig (KIP-848, KIP-932, KIP-1071, KIP-1263).
 */
import type { ConfigProblem } from '../client/settings.ts';
import { type ConfigOverrides, definitionOf, parseConfigValue } from './config.ts';
import { configException } from './configException.ts';
import { CONFIG_DEFINITIONS } from './definitions.ts';

type Numbers = (name: string) => number;

const KINDS = ['consumer', 'share', 'streams'] as const;
const HEARTBEAT = 'heartbeat.interval.ms';
const SESSION = 'session.timeout.ms';
const ASSIGNMENT = 'assignment.interval.ms';

/** `greater`: the message names the first and says that it must be greater than or equal to the second. */
function atLeast(of: Numbers, larger: string, smaller: string): readonly ConfigProblem[] {
  if (of(larger) >= of(smaller)) return [];
  return [{ name: larger, message: `${larger} must be greater than or equal to ${smaller}` }];
}

function atMost(of: Numbers, smaller: string, larger: string): readonly ConfigProblem[] {
  if (of(smaller) <= of(larger)) return [];
  return [{ name: smaller, message: `${smaller} must be less than or equal to ${larger}` }];
}

/** GroupCoordinatorConfig and ShareGroupConfig, of a server that starts. `config`: every setting. */
export function groupBoundProblems(config: ConfigOverrides): readonly ConfigProblem[] {
  const of: Numbers = (name) => config[name] as number;
  const between = (kind: string, what: string): ConfigProblem[] => {
    const [min, max] = [`group.${kind}.min.${what}`, `group.${kind}.max.${what}`];
    const own = `group.${kind}.${what}`;
    return [...atLeast(of, max, min), ...atLeast(of, own, min), ...atMost(of, own, max)];
  };
  return [
    ...KINDS.flatMap((kind) => {
      const [heartbeat, session] = [`group.${kind}.${HEARTBEAT}`, `group.${kind}.${SESSION}`];
      const isTooSlow = of(heartbeat) >= of(session);
      return [
        ...between(kind, HEARTBEAT),
        ...between(kind, SESSION),
        ...(isTooSlow ? [{ name: heartbeat, message: `${heartbeat} must be less than ${session}` }] : []),
        ...between(kind, ASSIGNMENT),
      ];
    }),
    ...atMost(of, 'group.streams.num.standby.replicas', 'group.streams.max.standby.replicas'),
    ...atLeast(of, 'group.share.max.delivery.count.limit', 'group.share.delivery.count.limit'),
    ...atLeast(of, 'group.share.delivery.count.limit', 'group.share.min.delivery.count.limit'),
    ...atLeast(of, 'group.share.max.partition.max.record.locks', 'group.share.partition.max.record.locks'),
    ...atLeast(of, 'group.share.partition.max.record.locks', 'group.share.min.partition.max.record.locks'),
    ...atLeast(of, 'group.share.record.lock.duration.ms', 'group.share.min.record.lock.duration.ms'),
    ...atLeast(of, 'group.share.max.record.lock.duration.ms', 'group.share.record.lock.duration.ms'),
    ...atLeast(of, 'group.share.max.share.sessions', 'group.share.max.size'),
  ];
}

/** GroupConfig.validate: all settings of one group, with what the server has for those it does not set. */
export function groupConfigProblem(server: ConfigOverrides, own: ReadonlyMap<string, string>): string | undefined {
  for (const name of own.keys()) {
    if (definitionOf('group', name) === undefined) return `Unknown group config name: ${name}`;
  }
  for (const { name } of CONFIG_DEFINITIONS.group) {
    const text = own.get(name);
    const problem = text === undefined ? undefined : configException('group', name, text);
    if (problem !== undefined) return problem;
  }
  return outOfBounds(server, own);
}

/** `[min, max]` of a setting of a group, by the names of the server's settings. */
function boundsOf(name: string): readonly [min: string | undefined, max: string] {
  const [kind = '', ...rest] = name.split('.');
  const what = rest.join('.');
  if (what === 'num.standby.replicas') return [undefined, `group.${kind}.max.standby.replicas`];
  return [`group.${kind}.min.${what}`, `group.${kind}.max.${what}`];
}

/** In the order in which Kafka looks. */
const BOUNDED = [
  `consumer.${HEARTBEAT}`,
  `consumer.${SESSION}`,
  `consumer.${ASSIGNMENT}`,
  `share.${HEARTBEAT}`,
  `share.${SESSION}`,
  'share.record.lock.duration.ms',
  'share.delivery.count.limit',
  'share.partition.max.record.locks',
  `share.${ASSIGNMENT}`,
  `streams.${HEARTBEAT}`,
  `streams.${SESSION}`,
  'streams.num.standby.replicas',
  `streams.${ASSIGNMENT}`,
];

function outOfBounds(server: ConfigOverrides, own: ReadonlyMap<string, string>): string | undefined {
  const inForce = (name: string): number => {
    const text = own.get(name);
    const parsed = text === undefined ? undefined : parseConfigValue('group', name, text);
    return (parsed?.ok ? parsed.value : server[`group.${name}`]) as number;
  };
  const ofServer: Numbers = (name) => server[name] as number;
  for (const name of BOUNDED) {
    // What the server has is looked at again only where a group had it before this setting existed.
    if (name.endsWith(ASSIGNMENT) && !own.has(name)) continue;
    const [min, max] = boundsOf(name);
    const value = inForce(name);
    if (min !== undefined && value < ofServer(min)) return `${name} must be greater than or equal to ${min}`;
    if (value > ofServer(max)) return `${name} must be less than or equal to ${max}`;
  }
  for (const kind of KINDS) {
    const [heartbeat, session] = [`${kind}.${HEARTBEAT}`, `${kind}.${SESSION}`];
    if (inForce(session) <= inForce(heartbeat)) return `${session} must be greater than ${heartbeat}`;
  }
  return undefined;
}

/** GroupConfig.evaluate: what a group was allowed once is kept within what this server allows now. */
export function withinBounds(server: ConfigOverrides, name: string, value: number): number {
  const [min, max] = boundsOf(name);
  const least = (min === undefined ? undefined : server[min]) as number | null | undefined;
  const most = server[max] as number | null | undefined;
  return Math.min(Math.max(value, least ?? value), most ?? value);
}
