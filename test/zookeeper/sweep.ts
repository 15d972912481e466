/**
 * Ensembles that are killed, cut, paused and robbed of their power at random while clients write. In the end all servers
 * agree, and every change that a client was told of is there.
 */
import { drawNumbered } from '../../src/base/draw.ts';
import { millis, seconds } from '../../src/base/time.ts';
import { getZnode } from '../../src/kafka/zookeeper/dataTree.ts';
import { Ensemble } from './ensemble.ts';
import { EnsembleChecker } from './ensembleChecker.ts';

export class Sweep {
  readonly ensemble: Ensemble;
  readonly checker: EnsembleChecker;
  /** What clients were told is there. */
  readonly told = new Set<string>();
  readonly #seed: number;
  #draws = 0;
  #created = 0;
  #facts = 0;
  readonly #asked = new Map<string, string[]>();

  constructor(seed: number) {
    this.#seed = seed;
    const servers = this.#draw(3) === 0 ? 5 : 3;
    const snapCount = [100_000, 20, 6][this.#draw(3)]!;
    this.ensemble = new Ensemble({ seed, servers, clients: 4, config: { snapCount } });
    this.checker = new EnsembleChecker(this.ensemble);
    this.ensemble.run(seconds(2));
  }

  #draw(bound: number): number {
    return drawNumbered(this.#seed, 4711, this.#draws++, bound);
  }

  #one<T>(of: readonly T[]): T {
    return of[this.#draw(of.length)]!;
  }

  round(withFault = true): void {
    if (withFault) this.#fault();
    for (const client of ['c1', 'c2', 'c3', 'c4']) this.#write(client);
    this.ensemble.run(millis(1 + this.#draw(this.#draw(4) === 0 ? 12_000 : 300)));
    this.#hear();
  }

  #fault(): void {
    const { ensemble } = this;
    const server = this.#draw(3) === 0 && ensemble.leader !== undefined ? ensemble.leader : this.#one(ensemble.servers);
    const other = this.#one(ensemble.servers);
    switch (this.#draw(18)) {
      case 0:
        ensemble.do({ type: 'kill', node: server });
        return;
      case 1:
        ensemble.do({ type: 'power-loss', node: server });
        return;
      case 2:
        ensemble.do({ type: 'pause', node: server });
        return;
      case 3:
        if (server !== other) ensemble.cut([server], [other]);
        return;
      case 4:
        ensemble.cut(
          [server],
          ensemble.servers.filter((id) => id !== server),
        );
        return;
      case 5:
        ensemble.do({ type: 'slow-disk', node: server, factor: this.#one([1, 50, 400]) });
        return;
      case 6:
        if (server !== other) ensemble.do({ type: 'link', from: [server], to: [other], rule: { cut: true } });
        return;
      case 7:
        for (const id of ensemble.servers) ensemble.do({ type: 'power-loss', node: id });
        return;
      case 8:
        for (const node of ensemble.servers) ensemble.do({ type: 'slow-disk', node, factor: 300 });
        return;
      case 9:
      case 12:
        ensemble.do({ type: 'heal' });
        return;
      case 10:
        for (const id of ensemble.servers) ensemble.do({ type: 'resume', node: id });
        return;
      default:
        for (const id of ensemble.servers) ensemble.do({ type: 'start', node: id });
    }
  }

  #write(client: string): void {
    const { ensemble } = this;
    const state = ensemble.client(client)!;
    if (!state.connected) {
      this.#asked.set(client, []);
      ensemble.tell(client, { type: 'connect', server: this.#one(ensemble.servers), timeout: 6000 });
      return;
    }
    const path = `/n${++this.#created}`;
    this.#asked.set(client, [...(this.#asked.get(client) ?? []), path]);
    const mode = this.#draw(4) === 0 ? 'EPHEMERAL' : 'PERSISTENT';
    ensemble.tell(client, { type: 'request', operation: { op: 'create', path, data: mode, mode } });
  }

  /** An expired session is given up. */
  #hear(): void {
    const { facts } = this.ensemble;
    for (; this.#facts < facts.length; this.#facts++) {
      const { fact } = facts[this.#facts]!;
      if (fact.type !== 'Heard' || fact.message === null) continue;
      const { message } = fact;
      if (message.type === 'ZooKeeperResponse' && message.op === 'create' && message.result.code === 'OK') {
        this.told.add(message.result.path!);
      } else if (message.type === 'ZooKeeperConnectResponse' && message.timeOut === 0) {
        this.ensemble.tell(fact.client, { type: 'steal', sessionId: 0, passwd: '' });
      }
    }
  }

  /** All servers run, and nothing is in the way. */
  settle(): void {
    const { ensemble } = this;
    ensemble.do({ type: 'heal' });
    for (const id of ensemble.servers) {
      ensemble.do({ type: 'slow-disk', node: id, factor: 1 });
      ensemble.do({ type: 'resume', node: id });
      ensemble.do({ type: 'start', node: id });
    }
    ensemble.runUntil('settled', () => ensemble.isSettled, seconds(120));
    ensemble.run(seconds(30));
    this.#hear();
  }

  /** Told of, and not there: an ephemeral one may have gone with its session. */
  get lost(): readonly string[] {
    const { tree } = this.ensemble.server(this.ensemble.leader!)!.database;
    const deleted = new Set(
      this.ensemble.facts.flatMap(({ fact }) => (fact.type === 'ZnodeDeleted' ? [fact.path] : [])),
    );
    return [...this.told].filter((path) => getZnode(tree, path) === undefined && !deleted.has(path));
  }
}
