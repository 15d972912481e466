// What ZooKeeper counts, against its own classes: majorities, votes, the ends of sessions, the timeouts that are given, and the
// names of sequential znodes.
import { expect, test } from 'vitest';
import { millis, seconds } from '../../src/base/time.ts';
import type { CreateMode, KafkaMessage, ZooKeeperOperation } from '../../src/kafka/messages.ts';
import { isBetter } from '../../src/kafka/zookeeper/fastLeaderElection.ts';
import { isQuorum } from '../../src/kafka/zookeeper/quorum.ts';
import { expiryOf } from '../../src/kafka/zookeeper/sessionTracker.ts';
import { ZOOKEEPER_DEFAULTS, type ZooKeeperConfig } from '../../src/kafka/zookeeper/setup.ts';
import { Ensemble } from '../zookeeper/ensemble.ts';
import { readRecorded } from './recorded.ts';

interface Case {
  readonly quorums: readonly (readonly [number, string])[];
  readonly votes: readonly (readonly [number, number, number, number, number, number, boolean])[];
  readonly expiries: readonly (readonly [number, number, number, number])[];
  readonly sessions: readonly (readonly [number, number, number, number, number])[];
  readonly sequential: readonly (readonly [string, string, CreateMode | '', string, string])[];
}

const [RECORDED] = readRecorded<Case>('zookeeper-arithmetic.json').cases;
const { quorums, votes, expiries, sessions, sequential } = RECORDED!;

test('a quorum, for every set of servers of every ensemble up to nine', () => {
  for (const [members, answers] of quorums) {
    const servers = Array.from({ length: members }, (_, place) => ({ myid: place + 1, host: `z${place + 1}` }));
    const setup = { kind: 'zookeeper', myid: 1, servers, zooCfg: ZOOKEEPER_DEFAULTS } as const;
    const ours = Array.from({ length: 1 << members }, (_, mask) => {
      const sids = servers.map(({ myid }) => myid).filter((myid) => (mask >> (myid - 1)) & 1);
      return isQuorum(setup, sids) ? '1' : '0';
    });
    expect(ours.join('')).toBe(answers);
  }
  expect(quorums.map(([members]) => members)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9]);
});

test('the better vote', () => {
  for (const [leader, zxid, peerEpoch, otherLeader, otherZxid, otherEpoch, better] of votes) {
    const than = { leader: otherLeader, zxid: otherZxid, peerEpoch: otherEpoch };
    expect([leader, zxid, peerEpoch, than, isBetter({ leader, zxid, peerEpoch }, than)]).toEqual([
      leader,
      zxid,
      peerEpoch,
      than,
      better,
    ]);
  }
  expect(votes.length).toBe(300);
});

test('when a session expires', () => {
  const ours = expiries.map(([interval, now, timeout]) => expiryOf(millis(now), timeout, interval));
  expect(ours).toEqual(expiries.map(([, , , at]) => millis(at)));
  expect(ours.length).toBe(200);
});

/** One server, and what clients hear of it. */
class Standalone {
  readonly #ensemble: Ensemble;
  #heard: KafkaMessage | undefined;

  constructor(clients: number, config: Partial<ZooKeeperConfig> = {}) {
    this.#ensemble = new Ensemble({ servers: 1, clients, config });
    this.#ensemble.run(seconds(1));
    this.#ensemble.watchers.push(({ facts }) => {
      for (const { fact } of facts) if (fact.type === 'Heard' && fact.message !== null) this.#heard = fact.message;
    });
  }

  connect(client: string, timeout: number): KafkaMessage {
    this.#ensemble.tell(client, { type: 'connect', server: 'z1', timeout });
    return this.#answer();
  }

  ask(client: string, operation: ZooKeeperOperation): KafkaMessage {
    this.#ensemble.tell(client, { type: 'request', operation });
    return this.#answer();
  }

  #answer(): KafkaMessage {
    this.#heard = undefined;
    this.#ensemble.runUntil('an answer', () => this.#heard !== undefined);
    return this.#heard!;
  }
}

test('the timeout that a session is given', () => {
  const servers = new Map<string, Standalone>();
  sessions.forEach(([tickTime, minSessionTimeout, maxSessionTimeout, asked, given], place) => {
    const config = { tickTime, minSessionTimeout, maxSessionTimeout };
    const key = JSON.stringify(config);
    const server = servers.get(key) ?? new Standalone(sessions.length, config);
    servers.set(key, server);
    const answer = server.connect(`c${place + 1}`, asked);
    expect([key, asked, answer.type === 'ZooKeeperConnectResponse' && answer.timeOut]).toEqual([key, asked, given]);
  });
  expect(servers.size).toBe(6);
});

test('the names of sequential znodes', () => {
  const server = new Standalone(1);
  server.connect('c1', 40_000);
  server.ask('c1', { op: 'create', path: '/s', data: '', mode: 'PERSISTENT' });
  for (const [op, path, mode, code, made] of sequential) {
    const operation: ZooKeeperOperation =
      op === 'delete' ? { op, path, version: -1 } : { op: 'create', path, data: '', mode: mode || 'PERSISTENT' };
    const answer = server.ask('c1', operation);
    const result = answer.type === 'ZooKeeperResponse' ? answer.result : undefined;
    expect([op, path, result?.code, result?.path ?? '']).toEqual([op, path, code, made]);
  }
});
