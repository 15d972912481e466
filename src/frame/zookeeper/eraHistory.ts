/** The era over time, read off the facts: who held /controller and who acted, the servers' roles, the clients' sessions. */
import type { Micros } from '../../base/time.ts';
import { sessionText } from '../../kafka/facts/zookeeper.ts';
import type { Kafka } from '../../kafka/kinds.ts';
import type { RecordedFact } from '../../record/history.ts';
import type { FactLog } from '../factFrames.ts';
import { brokerIn } from './eraControllerFrame.ts';
import type { EraHistoryFrame, EraMark, EraRow, EraSpan } from './zooKeeperLens.ts';

interface Open {
  readonly from: Micros;
  readonly step: number;
  readonly what: string;
  readonly epoch: number;
  to: Micros | null;
  ended: EraSpan['ended'];
}

const KEPT = new WeakMap<FactLog, EraHistory>();

/** Kept beside the facts: what has been read is not read again. */
export function eraHistoryOf(facts: FactLog): EraHistory {
  let history = KEPT.get(facts);
  if (history === undefined) {
    history = new EraHistory();
    KEPT.set(facts, history);
  }
  history.catchUp(facts);
  return history;
}

export class EraHistory {
  /** By row: `server z1`, `session b1`, `acting b1`, `znode`. */
  readonly #rows = new Map<string, Open[]>();
  readonly #marks: EraMark[] = [];
  readonly #epochs = new Map<string, number>();
  #controllerEpoch = 0;
  #read = 0;

  catchUp(facts: FactLog): void {
    for (; this.#read < facts.length; this.#read++) this.#take(facts.recorded(this.#read)!);
  }

  frame(until: Micros, servers: readonly string[]): EraHistoryFrame {
    const spans = (key: string): readonly EraSpan[] =>
      (this.#rows.get(key) ?? [])
        .filter(({ from }) => from <= until)
        .map(({ to, ...rest }) => ({
          ...rest,
          to: Math.min(to ?? until, until),
          ended: to !== null && to <= until ? rest.ended : null,
        }));
    const named = (kind: 'acting' | 'session'): readonly string[] =>
      [...this.#rows.keys()]
        .filter((key) => key.startsWith(`${kind} `))
        .map((key) => key.slice(kind.length + 1))
        .sort();
    const rows: EraRow[] = [
      { kind: 'znode', node: null, spans: spans('znode') },
      ...named('acting').map((node): EraRow => ({ kind: 'acting', node, spans: spans(`acting ${node}`) })),
      ...servers.map((node): EraRow => ({ kind: 'server', node, spans: spans(`server ${node}`) })),
      ...named('session').map((node): EraRow => ({ kind: 'session', node, spans: spans(`session ${node}`) })),
    ];
    return {
      until,
      rows: rows.filter((row) => row.kind === 'server' || row.spans.length > 0),
      marks: this.#marks.filter(({ at }) => at <= until),
    };
  }

  #take({ step, at, node, fact }: RecordedFact<Kafka>): void {
    switch (fact.type) {
      case 'ZooKeeperStateChanged':
        this.#begin(`server ${node}`, { at, step }, fact.to, this.#epochs.get(node) ?? -1);
        return;
      case 'ZooKeeperLeaderEstablished': {
        this.#epochs.set(node, fact.epoch);
        this.#begin(`server ${node}`, { at, step }, 'LEADING', fact.epoch);
        const { server, epoch } = fact;
        this.#marks.push({ at, step, kind: 'leader', number: server, epoch, took: 0, partitions: 0 });
        return;
      }
      case 'ZooKeeperSessionCreated':
        this.#begin(`session ${fact.client}`, { at, step }, sessionText(fact.session), -1);
        return;
      case 'ZooKeeperSessionExpired':
        this.#end(`session ${fact.client}`, at, 'expired', sessionText(fact.session));
        return;
      case 'ZooKeeperSessionClosed':
        this.#end(`session ${fact.client}`, at, 'closed', sessionText(fact.session));
        return;
      case 'ZnodeCreated':
      case 'ZnodeChanged':
        if (fact.path === '/controller')
          this.#begin('znode', { at, step }, `b${brokerIn(fact.data) ?? '?'}`, this.#controllerEpoch);
        if (fact.path === '/controller_epoch') this.#newEpoch(Number(fact.data ?? 0));
        return;
      case 'ZnodeDeleted':
        if (fact.path === '/controller') this.#end('znode', at, 'died', null);
        return;
      case 'ControllerActivated':
        this.#begin(`acting ${node}`, { at, step }, node, fact.epoch);
        return;
      case 'ControllerDeactivated':
        this.#end(`acting ${node}`, at, 'closed', null);
        return;
      case 'ControllerFailoverCompleted': {
        const { id, epoch, took, partitions } = fact;
        this.#marks.push({ at, step, kind: 'controller', number: id, epoch, took, partitions });
        return;
      }
      case 'ProcessKilled':
      case 'PowerLost':
      case 'ProcessExited':
        this.#end(`acting ${fact.node}`, at, 'died', null);
        this.#end(`server ${fact.node}`, at, 'died', null);
        return;
      default:
    }
  }

  /** /controller is made first, /controller_epoch is counted after it: one change at the same time. */
  #newEpoch(epoch: number): void {
    this.#controllerEpoch = epoch;
    const spans = this.#rows.get('znode');
    const last = spans?.[spans.length - 1];
    if (spans !== undefined && last !== undefined && last.to === null) spans[spans.length - 1] = { ...last, epoch };
  }

  #begin(key: string, { at, step }: { readonly at: Micros; readonly step: number }, what: string, epoch: number): void {
    const spans = this.#rows.get(key) ?? [];
    const last = spans[spans.length - 1];
    if (last !== undefined && last.to === null) {
      if (last.what === what && last.epoch === epoch) return;
      last.to = at;
    }
    spans.push({ from: at, step, what, epoch, to: null, ended: null });
    this.#rows.set(key, spans);
  }

  #end(key: string, at: Micros, ended: EraSpan['ended'], what: string | null): void {
    const spans = this.#rows.get(key);
    const last = spans?.filter((span) => what === null || span.what === what).at(-1);
    if (last === undefined || last.to !== null) return;
    last.to = at;
    last.ended = ended;
  }
}
