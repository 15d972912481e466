/** The lines of a scenario's timeline as commands of the engine, once it is known which nodes they mean. */

import { unreachable } from '../base/assert.ts';
import { type Micros, seconds } from '../base/time.ts';
import { describeOrder } from '../kafka/describeOrder.ts';
import type { Kafka, KafkaOrder } from '../kafka/kinds.ts';
import type { CreatableTopic } from '../kafka/messages.ts';
import type { Command, LinkRule } from '../sim/command.ts';
import { ADMINISTRATIVE, describeAdministration, orderOf } from './administration.ts';
import { configResource, describeConfigChange } from './configResource.ts';
import { consumerOf, consumerOrder, OF_CONSUMERS } from './consumerActions.ts';
import { ADMIN, serverId } from './scenario.ts';
import { ACTIONS, type ConfigSection, type TimelineLine, type TopicSection } from './schema.ts';
import { parseSelector, type Selector } from './selectors.ts';

export type Action = (typeof ACTIONS)[number];

export interface DelayedCommand {
  readonly delay: Micros;
  readonly command: Command<Kafka>;
}

/** The nodes a description means now; a text says why there is none. */
export type Resolve = (selector: Selector) => readonly string[] | string;

const RESTART_AFTER = seconds(1);

export function actionOf(line: TimelineLine): Action | undefined {
  return ACTIONS.find((action) => line[action] !== undefined);
}

/** Everything a line names, as it was written, with its path inside the line. */
export function targetPlaces(line: TimelineLine): readonly TargetPlace[] {
  const action = actionOf(line);
  switch (action) {
    case undefined:
    case 'produce':
    case 'flush':
    case 'close':
    case 'seek':
    case 'pause-partitions':
    case 'resume-partitions':
    case 'subscribe':
    case 'unsubscribe':
    case 'process':
    case 'commit':
    case 'create-topic':
    case 'elect-leaders':
    case 'alter-config':
    case 'reassign':
    case 'cancel-reassignment':
    case 'list-reassignments':
    case 'create-partitions':
    case 'delete-records':
    case 'console':
      return [];
    case 'kill':
    case 'restart':
    case 'pause':
    case 'power-loss': {
      const written = line[action]!;
      return isGroup(written) ? placesOf(written.node, [action, 'node']) : placesOf(written, [action]);
    }
    case 'start':
    case 'resume':
    case 'wipe':
    case 'controlled-shutdown':
    case 'add-voter':
    case 'remove-voter':
    case 'unregister-broker':
      return placesOf(line[action]!, [action]);
    case 'slow-disk':
    case 'reconfigure':
      return placesOf(line[action]!.node, [action, 'node']);
    case 'heal':
      return line.heal === 'all' ? [] : linkPlaces(line.heal!, action);
    case 'cut':
    case 'break-connections':
    case 'slow-link':
      return linkPlaces(line[action]!, action);
    default:
      return unreachable(action);
  }
}

interface TargetPlace {
  readonly target: string;
  readonly path: readonly (string | number)[];
}

function linkPlaces(link: LinkSection, action: Action): TargetPlace[] {
  return [...placesOf(link.from, [action, 'from']), ...placesOf(link.to, [action, 'to'])];
}

function placesOf(written: string | readonly string[], path: TargetPlace['path']): TargetPlace[] {
  if (typeof written === 'string') return [{ target: written, path }];
  return written.map((target, place) => ({ target, path: [...path, place] }));
}

export function targetsOf(line: TimelineLine): readonly string[] {
  return targetPlaces(line).map(({ target }) => target);
}

/** True for a line whose commands depend on what happened before it. */
export function dependsOnTheRun(line: TimelineLine): boolean {
  return targetsOf(line).some((target) => !['node', 'others'].includes(parseSelector(target)?.type ?? 'node'));
}

/** The commands of a line, or why there are none. */
export function commandsOf(
  line: TimelineLine,
  resolve: Resolve,
  nodes: readonly string[],
): readonly DelayedCommand[] | string {
  const action = actionOf(line)!;
  const found = new Map<string, readonly string[]>();
  for (const target of targetsOf(line)) {
    const resolved = resolve(parseSelector(target)!);
    if (typeof resolved === 'string') return resolved;
    found.set(target, resolved);
  }
  const named = (written: string | readonly string[]) => [
    ...new Set(many(written).flatMap((target) => found.get(target)!)),
  ];
  const each = (written: string | readonly string[], type: 'start' | 'resume' | 'wipe') =>
    named(written).map((node) => ({ delay: 0, command: { type, node } }));
  switch (action) {
    case 'kill':
    case 'power-loss':
    case 'restart':
    case 'pause': {
      const { nodes: targets, length } = forAWhile(line[action]!);
      const type = action === 'restart' ? 'kill' : action;
      const undo = action === 'pause' ? 'resume' : 'start';
      const back = length ?? (action === 'restart' ? RESTART_AFTER : undefined);
      const done = named(targets);
      const commands: DelayedCommand[] = done.map((node) => ({ delay: 0, command: { type, node } }));
      if (back !== undefined)
        commands.push(...done.map((node) => ({ delay: back, command: { type: undo, node } as const })));
      return commands;
    }
    case 'start':
    case 'resume':
    case 'wipe':
      return each(line[action]!, action);
    case 'controlled-shutdown':
      return named(line[action]!).map((node) => tell(node, { type: 'controlled-shutdown' }));
    case 'reconfigure': {
      const { node: nodesOf, to } = line.reconfigure!;
      return named(nodesOf).map((node) => ({ delay: 0, command: { type: 'reconfigure', node, to } }));
    }
    case 'cut':
      return links(line.cut!, { cut: true });
    case 'heal':
      if (line.heal === 'all') return [{ delay: 0, command: { type: 'heal' } }];
      return links(line.heal!, { cut: false, delay: 0, bytesPerSecond: 0 });
    case 'break-connections': {
      const written = line[action]!;
      const { from, to } = sidesOf(written);
      const commands: DelayedCommand[] = [{ delay: 0, command: { type: action, from, to } }];
      if (written['both-ways'] !== false) commands.push({ delay: 0, command: { type: action, from: to, to: from } });
      return commands;
    }
    case 'slow-link': {
      const { delay, bandwidth } = line['slow-link']!;
      const rule: Partial<LinkRule> = {
        ...(delay === undefined ? {} : { delay }),
        ...(bandwidth === undefined ? {} : { bytesPerSecond: bandwidth }),
      };
      return links(line['slow-link']!, rule);
    }
    case 'slow-disk': {
      const { node, factor } = line['slow-disk']!;
      return named(node).map((name) => ({ delay: 0, command: { type: 'slow-disk', node: name, factor } }));
    }
    case 'produce': {
      const { producer, topic, partition = null, key = null, value = '{n}', count = 1 } = line.produce!;
      return [tell(producer, { type: 'produce', topic, partition, key, value, count })];
    }
    case 'flush':
      return [tell(line.flush!, { type: 'flush' })];
    case 'seek':
    case 'pause-partitions':
    case 'resume-partitions':
    case 'subscribe':
    case 'unsubscribe':
    case 'process':
    case 'commit':
      return [tell(consumerOf(line, action), consumerOrder(line, action))];
    case 'close': {
      const { client, timeout } = closed(line.close!);
      return [tell(client, timeout === undefined ? { type: 'close' } : { type: 'close', timeout })];
    }
    case 'add-voter':
    case 'remove-voter':
      return named(line[action]!).map((host) => tell(ADMIN, { type: action, voter: { id: serverId(host), host } }));
    case 'create-topic':
      return [tell(ADMIN, { type: 'create-topic', topic: creatableTopic(line['create-topic']!) })];
    case 'elect-leaders': {
      const { type, partitions } = line['elect-leaders']!;
      const electionType = type === 'preferred' ? 'PREFERRED' : 'UNCLEAN';
      return [
        tell(ADMIN, { type: 'elect-leaders', electionType, partitions: partitions === 'all' ? null : partitions }),
      ];
    }
    case 'alter-config': {
      const { set, remove } = line['alter-config']!;
      const configs: Record<string, string | null> = configTexts(set ?? {});
      for (const name of remove ?? []) configs[name] = null;
      return [tell(ADMIN, { type: 'alter-config', ...configResource(line), configs })];
    }
    case 'reassign':
    case 'cancel-reassignment':
    case 'list-reassignments':
    case 'create-partitions':
    case 'delete-records':
      return [tell(ADMIN, orderOf(line, action))];
    case 'unregister-broker':
      return named(line[action]!).map((node) =>
        tell(ADMIN, { type: 'unregister-broker', brokerId: Number(node.slice(1)) }),
      );
    case 'console':
      // It needs the cluster: spawned.ts makes its commands.
      return [];
    default:
      return unreachable(action);
  }

  function sidesOf(written: LinkSection): { from: readonly string[]; to: readonly string[] } {
    const sides = { from: named(written.from), to: named(written.to) };
    const from = sides.from.includes('others') ? nodes.filter((node) => !sides.to.includes(node)) : sides.from;
    const to = sides.to.includes('others') ? nodes.filter((node) => !sides.from.includes(node)) : sides.to;
    return { from, to };
  }

  function links(written: LinkSection, rule: Partial<LinkRule>): DelayedCommand[] {
    const { from, to } = sidesOf(written);
    const commands: DelayedCommand[] = [{ delay: 0, command: { type: 'link', from, to, rule } }];
    if (written['both-ways'] !== false)
      commands.push({ delay: 0, command: { type: 'link', from: to, to: from, rule } });
    return commands;
  }
}

interface LinkSection {
  readonly from: string | readonly string[];
  readonly to: string | readonly string[];
  readonly 'both-ways'?: boolean | undefined;
}

function tell(node: string, order: KafkaOrder): DelayedCommand {
  return { delay: 0, command: { type: 'tell', node, order } };
}

function many(written: string | readonly string[]): readonly string[] {
  return typeof written === 'string' ? [written] : written;
}

type ForAWhile = NonNullable<TimelineLine['kill']>;

function isGroup(written: ForAWhile): written is Extract<ForAWhile, { for: Micros }> {
  return typeof written !== 'string' && 'for' in written;
}

function forAWhile(written: ForAWhile): { nodes: readonly string[]; length: Micros | undefined } {
  return isGroup(written)
    ? { nodes: many(written.node), length: written.for }
    : { nodes: many(written), length: undefined };
}

export function closed(written: NonNullable<TimelineLine['close']>): { client: string; timeout?: Micros | undefined } {
  return typeof written === 'string' ? { client: written } : written;
}

export function creatableTopic(topic: TopicSection): CreatableTopic {
  const { name, partitions, assignment, config } = topic;
  const placed = assignment !== undefined;
  return {
    name,
    numPartitions: placed ? -1 : (partitions ?? -1),
    replicationFactor: placed ? -1 : (topic['replication-factor'] ?? -1),
    assignments: assignment ?? [],
    configs: configTexts(config ?? {}),
  };
}

/** Topic configs travel as text. */
export function configTexts(config: ConfigSection): Record<string, string> {
  const texts: Record<string, string> = {};
  for (const name of Object.keys(config)) texts[name] = String(config[name]);
  return texts;
}

/** A line as a person would say it, for lists of events and verdicts: `kill leader of orders-0`. */
export function describeLine(line: TimelineLine): string {
  const action = actionOf(line);
  if (action === undefined) return 'nothing';
  const targets = targetsOf(line);
  if (action === 'reconfigure') return `reconfigure ${targets.join(', ')} to ${line.reconfigure!.to}`;
  if (targets.length > 0) return `${action} ${targets.join(', ')}`;
  if (action === 'heal') return 'heal all';
  if (action === 'produce') return `produce to ${line.produce!.topic} from ${line.produce!.producer}`;
  const ofConsumer = OF_CONSUMERS.find((one) => one === action);
  if (ofConsumer !== undefined) {
    return `${consumerOf(line, ofConsumer)}: ${describeOrder(consumerOrder(line, ofConsumer))}`;
  }
  if (action === 'flush') return `flush ${line.flush}`;
  if (action === 'close') return `close ${closed(line.close!).client}`;
  if (action === 'create-topic') return `create topic ${line['create-topic']!.name}`;
  const administrative = ADMINISTRATIVE.find((one) => one === action);
  if (administrative !== undefined) return describeAdministration(line, administrative);
  if (action === 'elect-leaders') return `elect ${line['elect-leaders']!.type} leaders`;
  if (line.console !== undefined) return typeof line.console === 'string' ? line.console : line.console.line;
  return describeConfigChange(line);
}
