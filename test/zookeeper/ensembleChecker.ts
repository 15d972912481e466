/**
 * What must hold of an ensemble after every event: a change that a client was told of stays, in one order on all servers;
 * one leader an epoch; who serves goes only forward; an ephemeral znode lives exactly as long as its session.
 */

import { slice } from '../../src/base/vector.ts';
import type { LoggedTxn } from '../../src/kafka/messages.ts';
import type { Znode } from '../../src/kafka/zookeeper/dataTree.ts';
import type { ZooKeeperServerState } from '../../src/kafka/zookeeper/state.ts';
import { epochOf } from '../../src/kafka/zookeeper/zxid.ts';
import type { Step } from '../../src/sim/world.ts';
import type { Ensemble, ZooKeeperOnly } from './ensemble.ts';

export class EnsembleChecker {
  readonly broken: string[] = [];
  /** zxid -> the change that was applied by somebody who served, as text. */
  readonly #applied = new Map<number, string>();
  readonly #leaderOf = new Map<number, string>();
  readonly #ensemble: Ensemble;
  readonly #order: number[] = [];

  constructor(ensemble: Ensemble) {
    this.#ensemble = ensemble;
    ensemble.watchers.push((step) => this.#check(step));
  }

  /** A quorum of disks was wiped: what was committed may be lost. */
  forget(): void {
    this.#applied.clear();
    this.#leaderOf.clear();
    this.#order.length = 0;
  }

  #check({ scheduled, before, after }: Step<ZooKeeperOnly>): void {
    const { node } = scheduled;
    if (after?.kind !== 'zookeeper') return;
    const now = after;
    const then = before?.kind === 'zookeeper' ? before : undefined;
    if (now.role.name === 'LEADING' && now.role.phase === 'BROADCAST') this.#oneLeader(node, now.role.epoch);
    if (now.serving === undefined || now.database === then?.database) return;
    this.#agree(node, then, now);
    this.#ephemerals(node, now);
  }

  #oneLeader(node: string, epoch: number): void {
    const known = this.#leaderOf.get(epoch);
    if (known === undefined) this.#leaderOf.set(epoch, node);
    else if (known !== node) this.#break(`${node} leads in epoch ${epoch}, as ${known} does`);
  }

  /** Changes that a server has applied while it served: their order is the same everywhere, and none is missing. */
  #agree(node: string, then: ZooKeeperServerState | undefined, now: ZooKeeperServerState): void {
    if (then?.serving !== undefined && now.database.lastProcessedZxid < then.database.lastProcessedZxid) {
      this.#break(`${node} went back from ${then.database.lastProcessedZxid} to ${now.database.lastProcessedZxid}`);
    }
    const { committedLog } = now.database;
    const newest = committedLog.tail[committedLog.tail.length - 1];
    if (newest === undefined) return;
    this.#one(node, newest);
    // Who begins to serve has all that anybody who served has applied in epochs before.
    if (then?.serving !== undefined) return;
    const own = new Set(entriesOf(now).map(({ zxid }) => zxid));
    const first = Math.min(...own);
    const last = now.database.lastProcessedZxid;
    for (const zxid of this.#order) {
      if (zxid >= first && zxid <= last && epochOf(zxid) < now.currentEpoch && !own.has(zxid)) {
        this.#break(`${node} serves without ${zxid.toString(16)}`);
      }
    }
  }

  #one(node: string, entry: LoggedTxn): void {
    const text = JSON.stringify(entry);
    const known = this.#applied.get(entry.zxid);
    if (known === undefined) {
      this.#applied.set(entry.zxid, text);
      this.#order.push(entry.zxid);
    } else if (known !== text) this.#break(`${node} has another ${entry.zxid.toString(16)}: ${text} for ${known}`);
  }

  #ephemerals(node: string, { database: { tree, sessions } }: ZooKeeperServerState): void {
    const found = new Map<string, string[]>();
    const visit = (path: string, { ephemeralOwner, children }: Znode): void => {
      if (ephemeralOwner !== 0) {
        const key = String(ephemeralOwner);
        found.set(key, [...(found.get(key) ?? []), path]);
        if (!sessions.keys.includes(key)) this.#break(`${node}: ${path} has outlived its session`);
      }
      children.values.forEach((child, place) => {
        visit(`${path}/${children.keys[place]}`, child);
      });
    };
    visit('', tree.root);
    const listed = tree.ephemerals.keys.map((key, i) => `${key} ${[...tree.ephemerals.values[i]!].sort().join(' ')}`);
    const stand = [...found].map(([key, paths]) => `${key} ${paths.sort().join(' ')}`);
    if (listed.sort().join(';') !== stand.sort().join(';')) this.#break(`${node}: the list of ephemerals is wrong`);
  }

  #break(what: string): void {
    if (!this.broken.includes(what)) this.broken.push(`${this.#ensemble.now}: ${what}`);
  }
}

function entriesOf({ database: { committedLog } }: ZooKeeperServerState): readonly LoggedTxn[] {
  return slice(committedLog, 0);
}
