// A server of ZooKeeper against a real one: what random operations of up to three sessions are answered, which watches fire
// and in which order, and what is in the tree in the end.

import { expect, test } from 'vitest';
import { millis, seconds } from '../../src/base/time.ts';
import type { ZnodeStat, ZooKeeperMessage, ZooKeeperOperation } from '../../src/kafka/messages.ts';
import { Ensemble } from '../zookeeper/ensemble.ts';
import { readRecorded } from './recorded.ts';

type Stat = readonly (number | string)[];
interface Result {
  readonly code: string;
  readonly zxid?: number;
  readonly path?: string;
  readonly data?: string | null;
  readonly children?: readonly string[];
  readonly stat?: Stat;
  readonly results?: readonly Result[];
}
interface Event {
  readonly type: string;
  readonly path: string;
}
type Step =
  | { readonly connect: string; readonly session: string }
  | {
      readonly client: string;
      readonly ask: ZooKeeperOperation;
      readonly result: Result;
      readonly events?: Readonly<Record<string, readonly Event[]>>;
    };
interface Case {
  readonly root: string;
  readonly steps: readonly Step[];
  readonly tree: readonly { readonly path: string; readonly data: string | null; readonly stat: Stat }[];
}

/** Each session gets a client of its own. */
const MOST_SESSIONS = 24;

/** A standalone server with the sessions of a case. */
class Played {
  readonly #ensemble = new Ensemble({ servers: 1, clients: MOST_SESSIONS });
  /** The client node of each open session, by who has it. */
  readonly #nodes = new Map<string, string>();
  readonly #labels = new Map<number, string>();
  #base = 0;
  #opened = 0;

  constructor(root: string) {
    this.#ensemble.run(seconds(1));
    this.connect('setup', 'setup');
    const made = this.ask('setup', { op: 'create', path: root, data: null, mode: 'PERSISTENT' }).result;
    this.#base = made.zxid!;
    this.ask('setup', { op: 'closeSession' });
  }

  connect(who: string, label: string): void {
    const node = `c${++this.#opened}`;
    this.#nodes.set(who, node);
    this.#ensemble.tell(node, { type: 'connect', server: 'z1', timeout: 40_000 });
    this.#ensemble.run(millis(20));
    this.#labels.set(this.#ensemble.client(node)!.sessionId, label);
  }

  ask(who: string, operation: ZooKeeperOperation): { result: Result; events: Record<string, Event[]> } {
    const told = this.#ensemble.facts.length;
    this.#ensemble.tell(this.#nodes.get(who)!, { type: 'request', operation: this.#absolute(operation) });
    this.#ensemble.run(millis(20));
    const heard = new Map<string, ZooKeeperMessage[]>();
    for (const { fact } of this.#ensemble.facts.slice(told)) {
      if (fact.type !== 'Heard' || fact.message === null) continue;
      heard.set(fact.client, [...(heard.get(fact.client) ?? []), fact.message]);
    }
    const events: Record<string, Event[]> = {};
    let result: Result = { code: 'no answer' };
    for (const [name, node] of this.#nodes) {
      for (const message of heard.get(node) ?? []) {
        if (message.type === 'ZooKeeperWatcherEvent') {
          if (name === who) expect(result.code, 'a watch event comes before the answer').toBe('no answer');
          events[name] = [...(events[name] ?? []), { type: message.event, path: message.path }];
        }
        if (message.type === 'ZooKeeperResponse' && name === who) {
          result = { ...this.#relative(message.result as unknown as Result), zxid: message.zxid - this.#base };
          if (this.#base === 0) result = { ...result, zxid: message.zxid };
        }
      }
    }
    return { result, events };
  }

  #absolute(operation: ZooKeeperOperation): ZooKeeperOperation {
    if (operation.op !== 'setWatches') return operation;
    return { ...operation, relativeZxid: operation.relativeZxid + this.#base };
  }

  #relative({ code, path, data, children, stat, results }: Result): Result {
    return {
      code,
      ...(path === undefined ? {} : { path }),
      ...(data === undefined ? {} : { data }),
      ...(children === undefined ? {} : { children: [...children].sort() }),
      ...(stat === undefined ? {} : { stat: this.#stat(stat as unknown as ZnodeStat) }),
      ...(results === undefined ? {} : { results: results.map((one) => this.#relative(one)) }),
    };
  }

  #stat(stat: ZnodeStat): Stat {
    const { czxid, mzxid, version, cversion, ephemeralOwner, dataLength, numChildren, pzxid } = stat;
    const owner = ephemeralOwner === 0 ? 0 : this.#labels.get(ephemeralOwner)!;
    const base = this.#base;
    return [czxid - base, mzxid - base, version, cversion, owner, dataLength, numChildren, pzxid - base];
  }
}

test('results, stats, zxids and watches are those of a real server', () => {
  const wrong: string[] = [];
  let same = 0;
  for (const { root, steps, tree } of readRecorded<Case>('zookeeper-tree.json').cases) {
    const played = new Played(root);
    for (const [place, step] of steps.entries()) {
      if ('connect' in step) {
        played.connect(step.connect, step.session);
        continue;
      }
      const { result, events } = played.ask(step.client, step.ask);
      // No client lets a read of such a path through (PathUtils.validatePath).
      if (/^(exists|get)/.test(step.ask.op) && 'path' in step.ask && /\/\/|\/$/.test(step.ask.path)) continue;
      const recorded = JSON.stringify([sorted(step.result), step.events ?? {}]);
      const ours = JSON.stringify([sorted(result), inOrder(events, step.events ?? {})]);
      if (recorded === ours) same++;
      else wrong.push(`${root} step ${place} ${JSON.stringify(step.ask)}\n  real ${recorded}\n  ours ${ours}`);
    }
    const anybody = steps.flatMap((step) => ('connect' in step ? [step.connect] : [])).at(-1)!;
    for (const { path, data, stat } of tree) {
      const { result } = played.ask(anybody, { op: 'getData', path, watch: false });
      if (JSON.stringify([result.data, result.stat]) === JSON.stringify([data, stat])) same++;
      else
        wrong.push(
          `${root} ${path} at the end\n  real ${JSON.stringify([data, stat])}\n  ours ${JSON.stringify(result)}`,
        );
    }
  }
  expect(wrong.slice(0, 10)).toEqual([]);
  expect(same).toBeGreaterThan(2000);
});

/** The code of a multi is that of the first part that failed, as a client takes it (ClientCnxn.EventThread.processEvent). */
function sorted({ code, zxid, path, data, children, stat, results }: Result): Result {
  return {
    code: results?.find((one) => one.code !== 'OK')?.code ?? code,
    ...(zxid === undefined ? {} : { zxid }),
    ...(path === undefined ? {} : { path }),
    ...(data === undefined ? {} : { data }),
    ...(children === undefined ? {} : { children }),
    ...(stat === undefined ? {} : { stat }),
    ...(results === undefined || results.length === 0 ? {} : { results: results.map(sorted) }),
  };
}

/** By client, in the order of the other. */
function inOrder<T>(events: Readonly<Record<string, T>>, like: Readonly<Record<string, unknown>>): Record<string, T> {
  const names = [...Object.keys(like).filter((name) => name in events), ...Object.keys(events)];
  return Object.fromEntries([...new Set(names)].map((name) => [name, events[name]!]));
}
