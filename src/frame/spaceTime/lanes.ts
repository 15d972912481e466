/** The processes of a run as lanes: how they lived, which of them led, controlled, and were in a group's generation. */
import type { Micros } from '../../base/time.ts';
import type { KafkaFact } from '../../kafka/facts.ts';
import { serverName } from '../../scenario/scenario.ts';
import type { FactLog } from '../factFrames.ts';
import type { NodeKind } from '../frame.ts';
import { leadershipOf } from '../leadershipHistory.ts';
import type { Recording } from '../recording.ts';
import { kindOf } from './lifeLog.ts';
import type { Lane, LaneBand } from './spaceTimeFrames.ts';

export function lanesOf(recording: Recording, leadersOf: string | null): Lane[] {
  const { visitedAt, visitedStep, facts, lives } = recording;
  const bands = [
    ...(leadersOf === null ? [] : leaders(facts, leadersOf, visitedAt)),
    ...controllers(facts, visitedStep, visitedAt),
    ...ensembleLeaders(facts, visitedStep, visitedAt),
    ...groups(facts, visitedStep, visitedAt),
  ];
  const lanes: Lane[] = [];
  for (const { id, kind } of everybody(recording)) {
    const life = lives.spans(id, visitedStep, visitedAt);
    const own = bands.filter(({ node }) => node === id).map(({ node: _, ...band }) => band);
    lanes.push({ id, kind, life, bands: own });
  }
  const order = (lane: Lane): number => ORDER.indexOf(lane.kind);
  return lanes.sort((a, b) => order(a) - order(b));
}

/** Those the run began with, also before they start; and those that came later, also where the playhead is before that. */
function everybody({
  history,
  lives,
  visitedStep,
}: Recording): readonly { readonly id: string; readonly kind: NodeKind }[] {
  const first = history.kernel.nodes
    .slice(0, history.world.nodes.length)
    .map((node) => ({ id: node.id, kind: kindOf(node) }));
  const known = new Set(first.map(({ id }) => id));
  return [...first, ...lives.nodes(visitedStep).filter(({ id }) => !known.has(id))];
}

/** Whoever talks to each other stands together: clients, the brokers between, and who decides about them. */
const ORDER: readonly NodeKind[] = [
  'producer',
  'consumer',
  'broker',
  'combined',
  'controller',
  'zookeeper',
  'admin',
  'tool',
];

/** The first partition that anybody led. */
export function firstLed(recording: Recording): string | null {
  return leadershipOf(recording.facts).frame(recording.visitedAt, []).partitions[0]?.partition ?? null;
}

type OwnBand = LaneBand & { readonly node: string };

function leaders(facts: FactLog, partition: string, until: Micros): OwnBand[] {
  const row = leadershipOf(facts)
    .frame(until, [])
    .partitions.find((one) => one.partition === partition);
  const bands: OwnBand[] = [];
  for (const { from, to, leader, leaderEpoch: epoch } of row?.spans ?? []) {
    if (leader < 0) continue;
    const last = bands[bands.length - 1];
    const node = serverName(leader);
    if (last?.node === node && last.epoch === epoch) bands[bands.length - 1] = { ...last, to };
    else bands.push({ what: 'elected', node, from, to, epoch, of: partition });
  }
  const served = (row?.served ?? []).flatMap(({ from, to, leaderEpoch: epoch }): OwnBand[] => {
    const elected = bands.find((band) => band.epoch === epoch);
    return elected === undefined ? [] : [{ ...elected, what: 'leads', from, to }];
  });
  return [...bands, ...served];
}

/** Until it resigns or dies, whatever it believes of others meanwhile. */
function controllers(facts: FactLog, upTo: number, until: Micros): OwnBand[] {
  const types = ['ControllerActivated', 'ControllerDeactivated'] as const;
  return bandsOf(facts, [upTo, until], types, (fact) =>
    fact.type === 'ControllerActivated' ? { what: 'controller', epoch: fact.epoch, of: '' } : null,
  );
}

/** Of ZooKeeper's servers, while it is LEADING. */
function ensembleLeaders(facts: FactLog, upTo: number, until: Micros): OwnBand[] {
  const types = ['ZooKeeperLeaderEstablished', 'ZooKeeperStateChanged'] as const;
  return bandsOf(facts, [upTo, until], types, (fact) =>
    fact.type === 'ZooKeeperLeaderEstablished' ? { what: 'ensemble', epoch: fact.epoch, of: '' } : null,
  );
}

/** A consumer's generation: from when it was given partitions in it to the next one, or until it is out. */
function groups(facts: FactLog, upTo: number, until: Micros): OwnBand[] {
  const types = ['PartitionsAssigned', 'PartitionsLost', 'PollTimeoutExpired', 'ConsumerClosed'] as const;
  return bandsOf(facts, [upTo, until], types, (fact) =>
    fact.type === 'PartitionsAssigned' ? { what: 'group', epoch: fact.generation, of: fact.group } : null,
  );
}

const DEATHS = ['ProcessKilled', 'PowerLost', 'ProcessExited'] as const;

/** Facts of these types begin a band on the lane of who tells them, or end it; so does the end of its process. */
function bandsOf<T extends KafkaFact['type']>(
  facts: FactLog,
  [upTo, until]: readonly [step: number, at: Micros],
  types: readonly T[],
  begins: (fact: Extract<KafkaFact, { type: T }>) => Pick<OwnBand, 'what' | 'epoch' | 'of'> | null,
): OwnBand[] {
  const bands: OwnBand[] = [];
  const open = new Map<string, OwnBand>();
  const isOwn = (fact: KafkaFact): fact is Extract<KafkaFact, { type: T }> =>
    (types as readonly string[]).includes(fact.type);
  for (const index of placesOf(facts, [...types, ...DEATHS])) {
    const { fact, node: teller, at, step } = facts.recorded(index)!;
    if (step > upTo) break;
    const begun = isOwn(fact) ? begins(fact) : null;
    const node = 'node' in fact ? fact.node : teller;
    const before = open.get(node);
    if (before !== undefined && begun !== null && before.epoch === begun.epoch && before.of === begun.of) continue;
    if (before !== undefined && open.delete(node)) bands.push({ ...before, to: at });
    if (begun !== null) open.set(node, { ...begun, node, from: at, to: until });
  }
  return [...bands, ...open.values()];
}

function placesOf(facts: FactLog, types: readonly string[]): readonly number[] {
  return types.flatMap((type) => [...facts.placesOf(type)]).sort((a, b) => a - b);
}
