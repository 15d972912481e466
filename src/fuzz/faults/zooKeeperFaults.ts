/** What people met where ZooKeeper keeps the metadata. */
import type { TimelineLine } from '../../scenario/schema.ts';
import { cutFor, type FaultKind, one, type Pick, type Target } from './faultKind.ts';

/** Longer than any session is drawn, and then some. */
const PAST_A_SESSION = 19_000_000;

export const ZOOKEEPER_FAULTS: readonly FaultKind[] = [
  {
    name: 'ensemble without quorum',
    most: 1,
    lines: (pick, { controllers }, { at, lasts }) => {
      const down = controllers.slice(0, Math.floor(controllers.length / 2) + 1);
      const action = pick('pause', 3) === 0 ? 'pause' : 'kill';
      return [{ at, [action]: { node: down, for: lasts } }];
    },
  },
  {
    name: 'leader of the ensemble lost',
    most: 3,
    lines: (pick, _target, { at, lasts }) => {
      const action = pick('pause', 3) === 0 ? 'pause' : 'kill';
      return [{ at, [action]: { node: 'zookeeper leader', for: lasts } }];
    },
  },
  {
    name: 'leader of the ensemble cut off',
    most: 2,
    lines: (_pick, _target, { at, lasts }) => [
      { at, cut: { from: 'zookeeper leader', to: 'zookeeper followers' } },
      { at: at + lasts, heal: 'all' },
    ],
  },
  {
    name: 'broker without ZooKeeper',
    most: 2,
    lines: (pick, { brokers, controllers }, time) =>
      cutFor({ from: one(pick, 'broker', brokers), to: [...controllers] }, longer(pick, time)),
  },
  {
    name: 'controller without ZooKeeper',
    most: 2,
    lines: (pick, { controllers }, time) => {
      const { at, lasts } = longer(pick, time);
      return [
        { at, cut: { from: 'active controller', to: [...controllers] } },
        { at: at + lasts, heal: 'all' },
      ];
    },
  },
  {
    name: 'zombie controller',
    most: 2,
    lines: (pick, _target, { at }) => [
      { at, pause: { node: 'active controller', for: PAST_A_SESSION + pick('longer', 3_000_000) } },
    ],
  },
  {
    name: 'zombie broker',
    most: 2,
    lines: (pick, { brokers }, { at }) => [
      { at, pause: { node: one(pick, 'broker', brokers), for: PAST_A_SESSION + pick('longer', 3_000_000) } },
    ],
  },
  {
    name: 'controller lost in a failover',
    most: 2,
    lines: (pick, _target, { at, lasts, to }): TimelineLine[] => [
      {
        when: { fact: 'ControllerActivated', after: at, before: to },
        after: pick('delay', 30_000),
        [pick('pause', 2) === 0 ? 'pause' : 'kill']: { node: 'active controller', for: lasts },
      },
    ],
  },
  {
    name: 'topic made and deleted',
    most: 2,
    lines: (pick, target, { at, lasts, to }) => {
      const made = newTopic(pick, target, at);
      return [made, { at: Math.min(at + lasts, to - 1), console: deletionOf(made['create-topic'].name) }];
    },
  },
  {
    name: 'controller lost in a deletion',
    most: 2,
    lines: (pick, target, { at, lasts }): TimelineLine[] => {
      const made = newTopic(pick, target, at);
      const deletedAt = at + 3_000_000;
      const action = pick('pause', 3) === 0 ? 'pause' : 'kill';
      return [
        made,
        { at: deletedAt, console: deletionOf(made['create-topic'].name) },
        { at: deletedAt + 2_000_000 + pick('delay', 3_000_000), [action]: { node: 'active controller', for: lasts } },
      ];
    },
  },
  {
    name: 'broker disconnected from ZooKeeper',
    most: 4,
    lines: (pick, { brokers, controllers }, { at }) => [
      { at, 'break-connections': { from: one(pick, 'broker', brokers), to: one(pick, 'server', controllers) } },
    ],
  },
];

/** Nobody writes to it. */
function newTopic(pick: Pick, { brokers }: Target, at: number) {
  const partitions = 1 + pick('partitions', 3);
  const replicas = Math.min(brokers.length, 2 + pick('replicas', 2));
  return { at, 'create-topic': { name: `scratch-${at}`, partitions, 'replication-factor': replicas } };
}

function deletionOf(topic: string): string {
  return `kafka-topics --bootstrap-server b1:9092 --delete --topic ${topic}`;
}

/** Half of them outlast a session. */
function longer<T extends { readonly lasts: number }>(pick: (what: string, bound: number) => number, time: T): T {
  return pick('past a session', 2) === 0 ? time : { ...time, lasts: PAST_A_SESSION };
}
