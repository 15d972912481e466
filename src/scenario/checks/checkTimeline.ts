/** The timeline: each line has one time and one action, times go forward, and what is acted on exists. */
import { definitionOf } from '../../kafka/config/config.ts';
import { isDynamic } from '../../kafka/config/dynamicBrokerConfigs.ts';
import { typedTool } from '../../kafka/tools/toolSetup.ts';
import { DEFAULT_KAFKA_VERSION } from '../../kafka/versions.ts';
import { formatDuration } from '../duration.ts';
import { NAMES_SAY } from '../says/names.ts';
import { TIMELINE_SAYS } from '../says/timeline.ts';
import type { Thing } from '../says/words.ts';
import type { Scenario } from '../scenario.ts';
import { ACTIONS, type TimelineLine } from '../schema.ts';
import { parseSelector, SELECTOR_FORMS } from '../selectors.ts';
import type { Path } from '../shape.ts';
import { consoleLine } from '../spawned.ts';
import { actionOf, closed, targetPlaces } from '../timeline.ts';
import { checkAdministration } from './checkAdministration.ts';
import { checkPartition, checkPartitionNumber, checkTombstone, checkTopicName } from './checkClients.ts';
import { checkTopic } from './checkCluster.ts';
import { checkConfig } from './checkConfig.ts';
import { checkConsumerAction } from './checkConsumerActions.ts';
import { checkPattern } from './checkFacts.ts';
import { type Names, namesFor, type Report } from './report.ts';

/** Actions with from and to. */
const LINK_ACTIONS = ['cut', 'heal', 'break-connections', 'slow-link'] as const;

export function checkTimeline(scenario: Scenario, here: Names, report: Report): void {
  checkLines(scenario.timeline ?? [], ['timeline'], scenario, here, report);
}

/** Lines of a timeline, wherever they stand. */
export function checkLines(
  lines: readonly TimelineLine[],
  at: Path,
  scenario: Scenario,
  here: Names,
  report: Report,
): void {
  let previous = 0;
  lines.forEach((line, place) => {
    const path = [...at, place];
    const names = namesFor(line, scenario, here);
    checkTime(line, path, previous, scenario, report);
    if ((line.at ?? 0) <= scenario.until) previous = Math.max(previous, line.at ?? 0);
    if (line.when !== undefined) {
      checkPattern(line.when, [...path, 'when'], names, report);
      checkWindow(line.when, [...path, 'when'], scenario, report);
    }
    const actions = ACTIONS.filter((action) => line[action] !== undefined);
    if (actions.length === 0) report.error(path, TIMELINE_SAYS.nothingDone(ACTIONS));
    else if (actions.length > 1) report.error([...path, actions[1]!], TIMELINE_SAYS.oneThing(actions), 'key');
    else checkAction(line, path, names, report);
  });
}

function checkTime(line: TimelineLine, path: Path, previous: number, { until }: Scenario, report: Report): void {
  const { at, when, after } = line;
  if (at === undefined && when === undefined) {
    report.error(path, TIMELINE_SAYS.noTime());
    return;
  }
  if (at !== undefined && when !== undefined) report.error([...path, 'when'], TIMELINE_SAYS.atAndWhen(), 'key');
  if (at !== undefined && after !== undefined) report.error([...path, 'after'], TIMELINE_SAYS.afterOfWhen(), 'key');
  if (at === undefined && line['after-events'] !== undefined)
    report.error([...path, 'after-events'], TIMELINE_SAYS.afterEventsOfAt(), 'key');
  if (at === undefined) return;
  if (at > until) report.error([...path, 'at'], TIMELINE_SAYS.tooLate(formatDuration(at), formatDuration(until)));
  else if (at < previous) {
    report.error([...path, 'at'], TIMELINE_SAYS.outOfOrder(formatDuration(at), formatDuration(previous)));
  }
}

/** `after` and `before` of a pattern, in the order of time and within the run. */
export function checkWindow(
  { after, before }: { readonly after?: number | undefined; readonly before?: number | undefined },
  path: Path,
  { until }: Scenario,
  report: Report,
): void {
  if (after !== undefined && after > until) report.error([...path, 'after'], NAMES_SAY.afterTheEnd());
  if (after !== undefined && before !== undefined && before <= after) {
    report.error([...path, 'before'], TIMELINE_SAYS.window(formatDuration(before), formatDuration(after)));
  }
}

function checkAction(line: TimelineLine, path: Path, names: Names, report: Report): void {
  const action = actionOf(line)!;
  const here = [...path, action];
  const isLink = LINK_ACTIONS.some((one) => one === action);
  for (const { target, path: inner } of targetPlaces(line))
    checkTarget(target, [...path, ...inner], isLink, names, report);
  if (isLink) checkSides(line, here, report);
  switch (action) {
    case 'slow-link':
      if (line['slow-link']!.delay === undefined && line['slow-link']!.bandwidth === undefined) {
        report.error(here, TIMELINE_SAYS.slowLinkEmpty());
      }
      return;
    case 'wipe':
      return;
    case 'controlled-shutdown':
      for (const { target, path: inner } of targetPlaces(line)) {
        if (names.zooKeepers.includes(target) || parseSelector(target)?.type === 'zookeeper') {
          report.error([...path, ...inner], TIMELINE_SAYS.zooKeeperKilled());
        }
      }
      return;
    case 'reconfigure':
      checkReconfigure(line, path, names, report);
      return;
    case 'produce': {
      const { producer, topic, partition } = line.produce!;
      checkClient(producer, names.producers, 'producer', [...here, 'producer'], report);
      checkTombstone(line.produce!, here, report);
      if (checkTopicName(topic, [...here, 'topic'], names, report) && partition !== undefined) {
        checkPartitionNumber(topic, partition, [...here, 'partition'], names, report);
      }
      return;
    }
    case 'flush':
      checkClient(line.flush!, names.producers, 'producer', here, report);
      return;
    case 'close': {
      const path = typeof line.close === 'string' ? here : [...here, 'client'];
      checkClient(closed(line.close!).client, [...names.producers, ...names.consumers], 'client', path, report);
      return;
    }
    case 'seek':
    case 'pause-partitions':
    case 'resume-partitions':
    case 'subscribe':
    case 'unsubscribe':
    case 'process':
    case 'commit':
      checkConsumerAction(line, action, here, names, report);
      return;
    case 'create-topic':
      checkTopic(line['create-topic']!, here, names, report);
      return;
    case 'elect-leaders': {
      const { partitions } = line['elect-leaders']!;
      if (partitions === 'all') return;
      partitions.forEach((partition, place) => {
        checkPartition(partition, [...here, 'partitions', place], names, report);
      });
      return;
    }
    case 'add-voter':
    case 'remove-voter':
      if (names.quorum.length === 0) {
        report.error(here, TIMELINE_SAYS.noQuorum());
        return;
      }
      for (const { target, path: inner } of targetPlaces(line)) {
        if (names.nodes.includes(target) && !names.quorum.includes(target)) {
          report.error([...path, ...inner], TIMELINE_SAYS.notAController(target));
        }
      }
      return;
    case 'unregister-broker':
      if (names.quorum.length === 0) {
        report.error(here, TIMELINE_SAYS.cannotUnregister());
        return;
      }
      for (const { target, path: inner } of targetPlaces(line)) {
        if (names.nodes.includes(target) && !names.brokers.includes(target)) {
          report.error([...path, ...inner], TIMELINE_SAYS.notABroker(target));
        }
      }
      return;
    case 'reassign':
    case 'cancel-reassignment':
    case 'list-reassignments':
    case 'create-partitions':
    case 'delete-records':
      checkAdministration(line, action, here, names, report);
      return;
    case 'console': {
      const hosts = names.brokers;
      const { line: typed } = consoleLine(line);
      const { zooKeepers } = names;
      const tool = typedTool(typed, { hosts, zooKeepers, version: DEFAULT_KAFKA_VERSION, files: {} });
      if (!tool.ok) report.error(here, tool.says);
      return;
    }
    case 'alter-config':
      checkAlterConfig(line, here, names, report);
      return;
    default:
      return;
  }
}

/** The files of servers are edited while they are moved to KRaft; what a controller has never been it cannot go back to. */
function checkReconfigure(line: TimelineLine, path: Path, names: Names, report: Report): void {
  const { to } = line.reconfigure!;
  if (names.zooKeepers.length === 0 || names.quorum.length === 0) {
    report.error([...path, 'reconfigure'], TIMELINE_SAYS.reconfiguredInMigration(), 'key');
    return;
  }
  for (const { target, path: inner } of targetPlaces(line)) {
    if (!names.nodes.includes(target)) continue;
    if (!names.brokers.includes(target) && !names.quorum.includes(target)) {
      report.error([...path, ...inner], TIMELINE_SAYS.notAServer(target));
    } else if (to === 'zookeeper' && names.quorum.includes(target)) {
      report.error([...path, 'reconfigure', 'to'], TIMELINE_SAYS.quorumStays(target));
    }
  }
}

function checkClient(name: string, known: readonly string[], kind: Thing, path: Path, report: Report): void {
  if (!known.includes(name)) report.error(path, NAMES_SAY.noSuch(kind, name, known));
}

function checkAlterConfig(line: TimelineLine, path: Path, names: Names, report: Report): void {
  const { topic, broker, group, set, remove } = line['alter-config']!;
  if ([topic, broker, group].filter((one) => one !== undefined).length !== 1) {
    report.error(path, TIMELINE_SAYS.oneResource());
  }
  if (set === undefined && remove === undefined) report.error(path, TIMELINE_SAYS.setOrRemove());
  if (topic !== undefined) checkTopicName(topic, [...path, 'topic'], names, report);
  if (group !== undefined && !names.groups.includes(group)) {
    report.warn([...path, 'group'], TIMELINE_SAYS.groupOfNobody(group, names.groups));
  }
  if (broker !== undefined && broker !== 'all' && !names.brokers.includes(broker)) {
    report.error([...path, 'broker'], NAMES_SAY.noSuch('broker', broker, names.brokers));
  }
  const scope = topic !== undefined ? 'topic' : group !== undefined ? 'group' : 'server';
  checkConfig(scope, set, [...path, 'set'], report);
  if (scope !== 'server') return;
  for (const setting of Object.keys(set ?? {})) {
    if (definitionOf('server', setting) === undefined || isDynamic(setting)) continue;
    report.warn([...path, 'set', setting], TIMELINE_SAYS.notDynamic(setting), 'key');
  }
}

/** A node, or what it is when the time comes. */
export function checkTarget(target: string, at: Path, isLink: boolean, names: Names, report: Report): void {
  const selector = parseSelector(target);
  switch (selector?.type) {
    case undefined:
      report.error(at, TIMELINE_SAYS.notANode(target, SELECTOR_FORMS));
      return;
    case 'others':
      if (!isLink) report.error(at, TIMELINE_SAYS.othersOfLinks());
      return;
    case 'node':
      if (names.nodes.includes(selector.name)) return;
      report.error(at, NAMES_SAY.noNode(selector.name, names.nodes));
      return;
    case 'leader':
    case 'follower':
    case 'followers':
      checkPartition(selector.partition, at, names, report);
      return;
    case 'active controller':
      return;
    case 'zookeeper':
      if (names.zooKeepers.length === 0) report.error(at, TIMELINE_SAYS.noEnsemble());
      return;
  }
}

function checkSides(line: TimelineLine, path: Path, report: Report): void {
  const action = LINK_ACTIONS.find((one) => line[one] !== undefined);
  const section = action === undefined ? undefined : line[action];
  if (section === undefined || section === 'all') return;
  if (
    [section.from, section.to].every((side) => side === 'others' || (Array.isArray(side) && side.includes('others')))
  ) {
    report.error(path, TIMELINE_SAYS.bothOthers());
  }
}
