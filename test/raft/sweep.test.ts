/**
 * Two hundred quorums under random kills, power losses, pauses and partitions: a phase in which nothing bad may happen,
 * then everything heals and something good must.
 */
import { expect, test } from 'vitest';
import { draw } from '../../src/base/draw.ts';
import { millis, seconds } from '../../src/base/time.ts';
import type { Config } from '../../src/kafka/kinds.ts';
import { OBSERVER_ROLE_CHART, type RoleTransition, VOTER_ROLE_CHART } from '../../src/kafka/raft/roleChart.ts';
import { QuorumChecker } from './quorumChecker.ts';
import { DEFAULT_CONFIG, Quorum } from './raftWorld.ts';

const SEEDS = 200;
const FAULTS = 14;

/** Two snapshots are enough to delete what lies before the newer one. */
const CONFIG: Config = {
  ...DEFAULT_CONFIG,
  'metadata.max.retention.bytes': 0,
  'controller.quorum.fetch.snapshot.max.bytes': 160,
};

/** Every other quorum has its voters in the log, and two controllers more. */
function spares(seed: number): { readonly spares?: number } {
  return seed % 2 === 0 ? { spares: 2 } : {};
}

type Choose = (what: string, bound: number) => number;

const counts: Record<string, number> = {};

function disturb(quorum: Quorum, choose: Choose): void {
  const pick = (what: string, from: readonly string[]) => from[choose(what, from.length)]!;
  const fault = choose('fault', 14);
  const victim = choose('leader', 3) === 0 && quorum.leader !== undefined ? quorum.leader : pick('node', quorum.ids);
  const others = quorum.ids.filter((id) => id !== victim);
  const count = (what: string) => {
    counts[what] = (counts[what] ?? 0) + 1;
  };
  const spare = quorum.voterIds.filter((id) => !quorum.voters.includes(id));
  switch (fault) {
    case 0:
      count('kill');
      quorum.do({ type: 'kill', node: victim });
      break;
    case 1:
      count('power loss');
      quorum.do({ type: 'power-loss', node: victim });
      break;
    case 2:
      count('pause');
      quorum.do({ type: 'pause', node: victim });
      break;
    case 3:
      count('isolate');
      quorum.isolate(victim);
      break;
    case 4: {
      count('one way cut');
      quorum.do({ type: 'link', from: [victim], to: others, rule: { cut: true } });
      break;
    }
    case 5: {
      count('split');
      const half = quorum.ids.filter((id) => choose(`side of ${id}`, 2) === 0);
      const rest = quorum.ids.filter((id) => !half.includes(id));
      quorum.cut(half, rest);
      break;
    }
    case 6:
      count('cut link');
      quorum.cut([victim], [pick('peer', others)]);
      break;
    case 7:
      count('slow link');
      quorum.do({
        type: 'link',
        from: [victim],
        to: others,
        rule: { delay: millis(1 + choose('delay', 1500)) },
      });
      break;
    case 8:
      count('resign or shut down');
      if (quorum.leader === undefined) return;
      quorum.do({
        type: 'tell',
        node: quorum.leader,
        order: { type: choose('how', 2) === 0 ? 'resign' : 'shutdown' },
      });
      break;
    case 10:
      count('snapshot');
      for (const id of quorum.ids) {
        if (choose(`snapshot of ${id}`, 2) === 0) quorum.do({ type: 'tell', node: id, order: { type: 'snapshot' } });
      }
      break;
    case 11:
      count('clean');
      for (const id of quorum.ids) quorum.do({ type: 'tell', node: id, order: { type: 'clean' } });
      break;
    case 12:
      count('add voter');
      quorum.changeVoters('add-voter', pick('joining', spare.length > 0 ? spare : quorum.voterIds));
      break;
    case 13:
      count('remove voter');
      quorum.changeVoters('remove-voter', pick('leaving', quorum.voterIds));
      break;
    default:
      count('heal');
      quorum.do({ type: 'heal' });
  }
}

function revive(quorum: Quorum): void {
  for (const id of quorum.ids) {
    const status = quorum.kernel.node(id)?.status;
    if (status === 'paused') quorum.do({ type: 'resume', node: id });
    else if (status !== 'up') quorum.do({ type: 'start', node: id });
  }
}

function play(seed: number): { readonly checker: QuorumChecker; readonly quorum: Quorum; readonly healedIn: number } {
  const quorum = new Quorum({ seed, voters: seed % 3 === 0 ? 5 : 3, config: CONFIG, ...spares(seed) });
  const checker = new QuorumChecker(quorum);
  for (let round = 0; round < FAULTS; round++) {
    const choose: Choose = (what, bound) => draw(seed, `round ${round} ${what}`, bound);
    disturb(quorum, choose);
    const pieces = 1 + choose('pieces', 5);
    for (let piece = 0; piece < pieces; piece++) {
      quorum.run(millis(choose(`piece ${piece}`, 700)));
      quorum.append(choose(`records ${piece}`, 3));
    }
    if (choose('revive', 2) === 0) revive(quorum);
  }
  quorum.do({ type: 'heal' });
  revive(quorum);
  const healedIn = quorum.settle(seconds(20));
  quorum.append(1);
  quorum.run(seconds(1));
  quorum.settle(seconds(1));
  checker.checkLogMatching();
  return { checker, quorum, healedIn };
}

/** The old leader hears of its successor from a third voter, before anybody asked it for a vote. */
function overtake(seed: number): QuorumChecker {
  const quorum = new Quorum({ seed, observers: 0 });
  const checker = new QuorumChecker(quorum);
  quorum.settle();
  const old = quorum.leader!;
  quorum.isolate(old);
  quorum.runUntil('a successor', () => quorum.leader !== old, seconds(20));
  const third = quorum.voterIds.find((id) => id !== old && id !== quorum.leader)!;
  quorum.cut([old], [third], false);
  quorum.run(seconds(2));
  quorum.do({ type: 'heal' });
  quorum.settle();
  return checker;
}

test(`${SEEDS} quorums under faults stay safe and heal`, () => {
  const moves = new Set<string>();
  const observerMoves = new Set<string>();
  let slowest = 0;
  let steps = 0;
  let committed = 0;
  const told: Record<string, number> = {};
  for (let seed = 1; seed <= SEEDS; seed++) {
    try {
      const { checker, quorum, healedIn } = play(seed);
      for (const move of checker.transitions) moves.add(move);
      for (const move of checker.observerTransitions) observerMoves.add(move);
      slowest = Math.max(slowest, healedIn);
      steps += quorum.kernel.step;
      committed += checker.committed.length;
      expect(quorum.facts.filter(({ fact }) => fact.type === 'ProcessExited' && !fact.clean)).toEqual([]);
      for (const { fact } of quorum.facts) told[fact.type] = (told[fact.type] ?? 0) + 1;
    } catch (error) {
      throw new Error(`seed ${seed}: ${error instanceof Error ? error.message : error}`, { cause: error });
    }
  }
  for (let seed = 1; seed <= 10; seed++) for (const move of overtake(seed).transitions) moves.add(move);
  const names = (chart: readonly RoleTransition[]) => chart.map(({ from, to }) => `${from} -> ${to}`).sort();
  expect([...moves].sort()).toEqual(names(VOTER_ROLE_CHART));
  expect([...observerMoves].sort()).toEqual(names(OBSERVER_ROLE_CHART));
  expect(Object.keys(counts)).toHaveLength(14);
  for (const count of Object.values(counts)) expect(count).toBeGreaterThan(SEEDS / 6);
  expect(committed).toBeGreaterThan(SEEDS * 10);
  for (const type of ['SnapshotWritten', 'SnapshotFetched', 'QuorumLogStartAdvanced', 'VoterAdded', 'VoterRemoved']) {
    expect(told[type] ?? 0, type).toBeGreaterThan(SEEDS / 10);
  }
  console.log(`${steps} events, ${committed} committed, slowest healing ${slowest / 1_000_000} s`, counts);
});

test('a run is the same twice', () => {
  expect(play(7).quorum.kernel.fingerprint).toBe(play(7).quorum.kernel.fingerprint);
});
