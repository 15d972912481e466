/**
 * Clients and servers under random faults: servers die and come back, links are cut, clients sleep through their sessions.
 * When all is well again, everybody who follows a znode has read what it holds, ephemeral znodes are those of sessions that
 * live, and no thread is left behind.
 */
import { expect, test } from 'vitest';
import { draw } from '../../src/base/draw.ts';
import { seconds } from '../../src/base/time.ts';
import type { ClientState } from './clientNode.ts';
import { ClientTeller } from './clientTeller.ts';
import { dataAt, ephemeralPaths } from './ensembleTruth.ts';

const SERVERS = ['z1', 'z2', 'z3'];
const CLIENTS = ['c1', 'c2', 'c3'];
const PATHS = ['/one', '/two'];

function stormy(seed: number): ClientTeller {
  const teller = new ClientTeller();
  const pick = (name: string, bound: number) => draw(seed, name, bound);
  teller.tell([
    `seed ${seed}; servers 3`,
    ...CLIENTS.map(
      (client) => `client ${client} timeout ${pick(`timeout ${client}`, 2) === 0 ? 6 : 9}s handlers follower`,
    ),
    'run 3s',
    ...PATHS.map((path, place) => `c${place + 1} main: create ${path} start`),
    'run 1s',
    ...CLIENTS.flatMap((client) => PATHS.map((path, place) => `${client} follow${place}: follow ${path}`)),
    ...CLIENTS.map((client) => `${client} own: create /of-${client} x EPHEMERAL`),
    ...CLIENTS.map((client) => `${client} write: write ${PATHS[pick(`path ${client}`, 2)]} ${client} 60`),
  ]);
  const [down, paused] = [new Set<string>(), new Set<string>()];
  for (let round = 0; round < 12; round++) {
    const server = SERVERS[pick(`server ${round}`, 3)]!;
    const client = CLIENTS[pick(`client ${round}`, 3)]!;
    switch (pick(`what ${round}`, 7)) {
      case 0:
      case 1:
        teller.tell([down.has(server) ? `start ${server}` : `kill ${server}`]);
        if (!down.delete(server)) down.add(server);
        break;
      case 2:
        teller.tell([paused.has(client) ? `resume ${client}` : `pause ${client}`]);
        if (!paused.delete(client)) paused.add(client);
        break;
      case 3:
        teller.tell([`cut ${client} ${server}`]);
        break;
      case 4:
        teller.tell([`break ${client} ${server}`]);
        break;
      case 5:
        teller.tell([`cut ${server} ${SERVERS[pick(`other ${round}`, 3)]!}`]);
        break;
      default:
        teller.tell(['heal']);
    }
    teller.tell([`run ${1 + pick(`length ${round}`, 40)}00ms`]);
    if (pick(`long ${round}`, 5) === 0) teller.tell(['run 8s']);
  }
  teller.tell(['heal', ...[...down].map((id) => `start ${id}`), ...[...paused].map((id) => `resume ${id}`), 'run 60s']);
  return teller;
}

const seeds = Array.from({ length: 16 }, (_, place) => place + 1);

test.each(seeds)('seed %i', (seed) => {
  const { kernel } = stormy(seed);
  const client = (id: string) => kernel.node(id)!.state as ClientState;
  const held = Object.fromEntries(PATHS.map((path) => [path, dataAt(kernel, path)]));
  for (const id of CLIENTS) {
    const { zk, followed } = client(id);
    expect(zk.client.state, `${id} at ${kernel.now / seconds(1)} s`).toBe('CONNECTED');
    expect(followed, id).toEqual(held);
    expect(zk.threads.map(({ name, waitingFor }) => `${name} ${waitingFor.type}`)).toEqual(
      PATHS.map((_, place) => `follow${place} signal`),
    );
    expect(zk.expired).toBe(0);
  }
  const living = CLIENTS.map((id) => client(id).zk.client.sessionId);
  for (const { owner } of ephemeralPaths(kernel)) expect(living).toContain(owner);
});
