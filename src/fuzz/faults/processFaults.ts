/** Processes that end, sleep and come back; disks that forget or are slow. */
import type { TimelineLine } from '../../scenario/schema.ts';
import { type FaultKind, one, servers } from './faultKind.ts';

export const PROCESS_FAULTS: readonly FaultKind[] = [
  {
    name: 'kill',
    most: 3,
    lines: (pick, target, { at, lasts }) => [{ at, kill: { node: one(pick, 'node', servers(target)), for: lasts } }],
  },
  {
    name: 'kill leader',
    most: 3,
    lines: (pick, target, { at, lasts }) => [
      { at, kill: { node: `leader of ${one(pick, 'partition', target.partitions)}`, for: lasts } },
    ],
  },
  {
    name: 'kill active controller',
    most: 2,
    lines: (_pick, _target, { at, lasts }) => [{ at, kill: { node: 'active controller', for: lasts } }],
  },
  {
    name: 'restart',
    most: 3,
    lines: (pick, target, { at }) => [
      { at, restart: { node: one(pick, 'node', servers(target)), for: 1_000 + pick('down', 300_000) } },
    ],
  },
  {
    name: 'rolling restart',
    most: 1,
    lines: (pick, target, { at }) => {
      const every = 500_000 + pick('every', 3_000_000);
      const gently = pick('gently', 2) === 0;
      return target.brokers.flatMap((node, nth): TimelineLine[] => {
        const when = at + nth * every;
        if (!gently) return [{ at: when, restart: { node, for: 1_000 + pick('down', 400_000) } }];
        return [
          { at: when, 'controlled-shutdown': node },
          { at: when + every - 1_000, start: node },
        ];
      });
    },
  },
  {
    name: 'controlled shutdown',
    most: 2,
    lines: (pick, target, { at, lasts }) => {
      const node = one(pick, 'node', servers(target));
      return [
        { at, 'controlled-shutdown': node },
        { at: at + lasts, start: node },
      ];
    },
  },
  {
    name: 'power loss',
    lossy: true,
    most: 2,
    lines: (pick, target, { at, lasts }) => [
      { at, 'power-loss': { node: one(pick, 'node', servers(target)), for: lasts } },
    ],
  },
  {
    name: 'power loss of all brokers',
    lossy: true,
    most: 1,
    lines: (pick, target, { at }) =>
      pick('rarely', 3) > 0
        ? []
        : [{ at, 'power-loss': { node: [...target.brokers], for: 50_000 + pick('down', 800_000) } }],
  },
  {
    name: 'power loss of all controllers',
    lossy: true,
    most: 1,
    lines: (pick, target, { at }) => [
      { at, 'power-loss': { node: [...target.controllers], for: 50_000 + pick('down', 800_000) } },
    ],
  },
  {
    name: 'wiped disk',
    lossy: true,
    most: 1,
    lines: (pick, target, { at, lasts }) => {
      // A voter that forgets what it has promised is more than a quorum stands.
      const brokers = target.brokers.filter((broker) => !target.controllers.includes(broker));
      if (brokers.length === 0) return [];
      const node = one(pick, 'node', brokers);
      return [
        { at, kill: node },
        { at: at + Math.floor(lasts / 2), wipe: node },
        { at: at + lasts, start: node },
      ];
    },
  },
  {
    name: 'pause',
    most: 3,
    lines: (pick, target, { at, lasts }) => [{ at, pause: { node: one(pick, 'node', servers(target)), for: lasts } }],
  },
  {
    name: 'pause client',
    most: 2,
    lines: (pick, target, { at, lasts }) => [{ at, pause: { node: one(pick, 'node', target.clients), for: lasts } }],
  },
  {
    name: 'restart consumer',
    most: 1,
    lines: (pick, target, { at }) =>
      target.consumers.length === 0
        ? []
        : [{ at, restart: { node: one(pick, 'node', target.consumers), for: 20_000 } }],
  },
  {
    name: 'slow disk',
    most: 2,
    lines: (pick, target, { at, lasts }) => {
      const node = one(pick, 'node', servers(target));
      return [
        { at, 'slow-disk': { node, factor: 10 + pick('factor', 1_000) } },
        { at: at + lasts, 'slow-disk': { node, factor: 1 } },
      ];
    },
  },
];
