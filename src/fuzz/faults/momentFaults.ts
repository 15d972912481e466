/** Faults that wait for their moment: the second failure while the first is being dealt with. */
import { type FaultKind, one } from './faultKind.ts';

export const MOMENT_FAULTS: readonly FaultKind[] = [
  {
    name: 'second failure in an election',
    most: 2,
    lines: (pick, target, { at, lasts, to }) => {
      const partition = one(pick, 'partition', target.partitions);
      const when = { fact: 'LeaderElected', where: { partition, leader: { not: -1 } }, after: at, before: to };
      const action = pick('pause', 3) === 0 ? 'pause' : 'kill';
      return [{ when, after: pick('delay', 40_000), [action]: { node: `leader of ${partition}`, for: lasts } }];
    },
  },
  {
    name: 'controller lost at once',
    most: 1,
    lines: (pick, _target, { at, lasts, to }) => [
      {
        when: { fact: 'ControllerActivated', after: at, before: to },
        after: pick('delay', 60_000),
        kill: { node: 'active controller', for: lasts },
      },
    ],
  },
  {
    name: 'voter restarted in an election',
    most: 3,
    lines: (pick, target, { at, to }) => [
      {
        when: { fact: 'RaftRoleChanged', where: { to: 'Candidate' }, after: at, before: to },
        after: pick('delay', 4_000),
        restart: { node: one(pick, 'node', target.controllers), for: 500 },
      },
    ],
  },
  {
    name: 'leader lost with its ISR change in flight',
    most: 2,
    lines: (pick, target, { at, lasts, to }) => {
      const partition = one(pick, 'partition', target.partitions);
      const fact = pick('expand', 2) === 0 ? 'IsrExpandProposed' : 'IsrShrinkProposed';
      const when = { fact, where: { partition }, after: at, before: to };
      return [{ when, after: pick('delay', 3_000), kill: { node: `leader of ${partition}`, for: lasts } }];
    },
  },
  {
    name: 'leader cut off with its ISR change in flight',
    most: 2,
    lines: (pick, target, { at, lasts, to }) => {
      const partition = one(pick, 'partition', target.partitions);
      const fact = pick('expand', 2) === 0 ? 'IsrExpandProposed' : 'IsrShrinkProposed';
      const when = { fact, where: { partition }, after: at, before: to };
      return [
        { when, after: pick('delay', 400), cut: { from: `leader of ${partition}`, to: [...target.controllers] } },
        { when, after: 1_000_000 + lasts, heal: 'all' },
      ];
    },
  },
  {
    name: 'follower restarted while its joining is in flight',
    most: 3,
    lines: (pick, target, { at, to }) => {
      const partition = one(pick, 'partition', target.partitions);
      const when = { fact: 'IsrExpandProposed', where: { partition }, after: at, before: to };
      const node = one(pick, 'node', target.brokers);
      const stops = 20_000 + pick('stops', 300_000);
      return [
        { when, after: pick('delay', 400), cut: { from: `leader of ${partition}`, to: [...target.controllers] } },
        { when, after: stops, 'controlled-shutdown': node },
        { when, after: stops + 300_000 + pick('down', 500_000), start: node },
        { when, after: stops + pick('cut', 4_000_000), heal: 'all' },
      ];
    },
  },
  {
    name: 'follower lost as it joins',
    most: 2,
    lines: (pick, target, { at, lasts, to }) => {
      const partition = one(pick, 'partition', target.partitions);
      const when = { fact: 'IsrExpandProposed', where: { partition }, after: at, before: to };
      const action = pick('restart', 2) === 0 ? 'restart' : 'kill';
      return [{ when, after: pick('delay', 5_000), [action]: { node: one(pick, 'node', target.brokers), for: lasts } }];
    },
  },
];
