/**
 * Who keeps the metadata of a cluster: an ensemble of ZooKeeper, a quorum of controllers, or both while it is being moved
 * (KIP-866). A file that has both is run in either era: what belongs to the other one is left out.
 */
import type { KafkaVersionRules } from '../kafka/versions.ts';
import { lessonInEra } from './lesson/inEra.ts';
import type { Scenario } from './scenario.ts';

export const ERAS = ['zookeeper', 'kraft', 'migration'] as const;

export type Era = (typeof ERAS)[number];

export function isEra(name: string): name is Era {
  return (ERAS as readonly string[]).includes(name);
}

/** What the file of a server says of where its metadata is, from its next start on. */
export const SERVER_MODES = ['zookeeper', 'migration', 'kraft'] as const;

export type ServerMode = (typeof SERVER_MODES)[number];

/** What a release can do. */
export function erasOf({ zookeeper, kip631, kip866 }: KafkaVersionRules): readonly Era[] {
  return ERAS.filter((era) => ({ zookeeper, kraft: kip631, migration: kip866 })[era]);
}

/** As the file says; without a word, ZooKeeper where there is nothing else. */
export function eraOf(scenario: Pick<Scenario, 'era' | 'cluster'>): Era {
  if (scenario.era !== undefined) return scenario.era;
  return scenario.cluster.zookeeper !== undefined && !hasControllers(scenario) ? 'zookeeper' : 'kraft';
}

/** Controllers of their own, or among the brokers. */
export function hasControllers({ cluster }: Pick<Scenario, 'cluster'>): boolean {
  const { controllers, combined, brokers } = cluster;
  if (controllers !== 0 || combined !== undefined) return true;
  return typeof brokers !== 'number' && brokers.some(({ roles }) => roles?.includes('controller') === true);
}

/** In which a file can be run as it stands: a file that has both and does not say is for both. */
export function erasIn(scenario: Pick<Scenario, 'era' | 'cluster'>): readonly Era[] {
  const isForBoth = scenario.era === undefined && scenario.cluster.zookeeper !== undefined && hasControllers(scenario);
  return isForBoth ? ['kraft', 'zookeeper'] : [eraOf(scenario)];
}

/** In which a file has something to hold: those it is for, and beside the era it is run in those that lines of it name. */
export function erasToTest(scenario: Pick<Scenario, 'era' | 'cluster' | 'timeline' | 'expect'>): readonly Era[] {
  if (scenario.era === undefined) return erasIn(scenario);
  const named = [...(scenario.timeline ?? []), ...(scenario.expect ?? [])].filter((part) => part.era !== undefined);
  return ERAS.filter((era) => era === scenario.era || named.some((part) => isOfEra(part, era)));
}

/** A line or an expectation that names no era is for each. */
export function isOfEra({ era }: { readonly era?: Era | readonly Era[] | undefined }, here: Era): boolean {
  return era === undefined || era === here || era.includes(here);
}

/** Without what the file says of other eras. */
export function withoutOtherEras(scenario: Scenario): Scenario {
  const here = eraOf(scenario);
  const { timeline, expect } = scenario;
  const lesson = scenario.lesson === undefined ? undefined : lessonInEra(scenario.lesson, here);
  const isHere = (part: Parameters<typeof isOfEra>[0]): boolean => isOfEra(part, here);
  const areAllHere = [...(timeline ?? []), ...(expect ?? [])].every(isHere);
  if (areAllHere && lesson === scenario.lesson) return scenario;
  return { ...scenario, timeline: timeline?.filter(isHere), expect: expect?.filter(isHere), lesson };
}

export function usesZooKeeper(scenario: Pick<Scenario, 'era' | 'cluster'>): boolean {
  return eraOf(scenario) !== 'kraft';
}

/** A server of the ensemble, whether the file counts its servers or lists them. */
export interface ZooKeeperPlan {
  readonly name: string;
  readonly myid: number;
  readonly start: number;
  /** zoo.cfg, as far as it is written. */
  readonly config: Readonly<Record<string, string | number | boolean>>;
}

export function zooKeeperName(myid: number): string {
  return `z${myid}`;
}

/** None where its era is over. */
export function zooKeepersOf(scenario: Pick<Scenario, 'era' | 'cluster'>): ZooKeeperPlan[] {
  const { zookeeper } = scenario.cluster;
  if (zookeeper === undefined || !usesZooKeeper(scenario)) return [];
  const { servers, config = {} } = typeof zookeeper === 'number' ? { servers: zookeeper } : zookeeper;
  const listed: readonly ListedServer[] =
    typeof servers === 'number' ? Array.from({ length: servers }, (_, place) => ({ id: place + 1 })) : servers;
  return listed.map(({ id, start, config: own }) => ({
    name: zooKeeperName(id),
    myid: id,
    start: start ?? 0,
    config: { ...config, ...own },
  }));
}

interface ListedServer {
  readonly id: number;
  readonly start?: number | undefined;
  readonly config?: ZooKeeperPlan['config'] | undefined;
}

/**
 * The same scenario in another era. Where the file has nothing that keeps metadata in that way, it gets as many servers as
 * keep it the other way: the same failures are survived.
 */
export function inEra(scenario: Scenario, era: Era): Scenario {
  const { cluster } = scenario;
  if (era === 'kraft') {
    if (hasControllers(scenario) || cluster.zookeeper === undefined) return { ...scenario, era };
    return {
      ...scenario,
      era,
      cluster: { ...cluster, controllers: zooKeepersOf({ cluster, era: 'zookeeper' }).length },
    };
  }
  const zookeeper = cluster.zookeeper ?? controllerCount(scenario);
  return { ...scenario, era, cluster: { ...cluster, zookeeper } };
}

function controllerCount({ cluster: { controllers, combined, brokers } }: Scenario): number {
  const alone = typeof controllers === 'number' ? controllers : controllers.length;
  const among =
    typeof brokers === 'number' ? [] : brokers.filter(({ roles }) => roles?.includes('controller') === true);
  return Math.max(1, alone + (combined ?? 0) + among.length);
}
