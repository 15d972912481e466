/** Links that are cut, slow, narrow or unsteady; connections that break. */
import { cutFor, type FaultKind, linked, one, pair, servers } from './faultKind.ts';

export const NETWORK_FAULTS: readonly FaultKind[] = [
  {
    name: 'cut',
    most: 3,
    lines: (pick, target, time) => {
      const [from, to] = pair(pick, linked(target));
      return cutFor({ from, to }, time);
    },
  },
  {
    name: 'one-way cut',
    most: 3,
    lines: (pick, target, time) => {
      const [from, to] = pair(pick, linked(target));
      return cutFor({ from, to, 'both-ways': false }, time);
    },
  },
  {
    name: 'isolate',
    most: 2,
    lines: (pick, target, time) => cutFor({ from: one(pick, 'node', servers(target)), to: 'others' }, time),
  },
  {
    name: 'deaf or mute',
    most: 1,
    lines: (pick, target, time) => {
      const node = one(pick, 'node', servers(target));
      const mute = pick('mute', 2) === 0;
      return cutFor({ from: mute ? node : 'others', to: mute ? 'others' : node, 'both-ways': false }, time);
    },
  },
  {
    name: 'split',
    most: 1,
    lines: (pick, target, time) => {
      const sides: [string[], string[]] = [[], []];
      for (const node of servers(target)) sides[pick(`side of ${node}`, 2)]!.push(node);
      const [from, to] = sides;
      return from.length === 0 || to.length === 0 ? [] : cutFor({ from, to }, time);
    },
  },
  {
    name: 'isolate active controller',
    most: 2,
    lines: (_pick, _target, { at, lasts }) => [
      { at, cut: { from: 'active controller', to: 'others' } },
      { at: at + lasts, heal: 'all' },
    ],
  },
  {
    name: 'leader without controllers',
    most: 2,
    lines: (pick, target, { at, lasts }) => [
      { at, cut: { from: `leader of ${one(pick, 'partition', target.partitions)}`, to: [...target.controllers] } },
      { at: at + lasts, heal: 'all' },
    ],
  },
  {
    name: 'leader without followers',
    most: 2,
    lines: (pick, target, { at, lasts }) => {
      const partition = one(pick, 'partition', target.partitions);
      const from = `followers of ${partition}`;
      const both = pick('both ways', 2) === 0;
      return [
        { at, cut: { from, to: `leader of ${partition}`, 'both-ways': both } },
        { at: at + lasts, heal: 'all' },
      ];
    },
  },
  {
    name: 'slow link',
    most: 3,
    lines: (pick, target, { at, lasts }) => {
      const [from, to] = pair(pick, linked(target));
      return [
        {
          at,
          'slow-link': { from, to, delay: 1_000 + pick('delay', 400_000), 'both-ways': pick('both ways', 2) === 0 },
        },
        { at: at + lasts, 'slow-link': { from, to, delay: 0 } },
      ];
    },
  },
  {
    name: 'clogged link',
    most: 2,
    lines: (pick, target, { at, lasts }) => {
      const node = one(pick, 'node', target.brokers);
      return [
        {
          at,
          'slow-link': { from: node, to: 'others', bandwidth: 500 + pick('bandwidth', 20_000), 'both-ways': false },
        },
        { at: at + lasts, heal: { from: node, to: 'others', 'both-ways': false } },
      ];
    },
  },
  {
    name: 'flapping link',
    most: 1,
    lines: (pick, target, { at, lasts }) => {
      const [from, to] = pair(pick, servers(target));
      const times = 2 + pick('times', 5);
      const period = Math.floor(lasts / times);
      return Array.from({ length: times }, (_, nth) =>
        cutFor({ from, to }, { at: at + nth * period, lasts: 1_000 + pick(`down ${nth}`, period - 1_000), to: at }),
      ).flat();
    },
  },
  {
    name: 'swizzled cuts',
    most: 1,
    lines: (pick, target, { at, lasts }) =>
      target.brokers.flatMap((node) => {
        const link = { from: node, to: 'others' };
        const from = at + pick(`cut of ${node}`, Math.floor(lasts / 2));
        return cutFor(link, { at: from, lasts: 1_000 + pick(`length of ${node}`, Math.floor(lasts / 2)), to: at });
      }),
  },
  {
    name: 'broken connections',
    most: 6,
    lines: (pick, target, { at }) => {
      const [from, to] = pair(pick, linked(target));
      return [{ at, 'break-connections': { from, to } }];
    },
  },
];
