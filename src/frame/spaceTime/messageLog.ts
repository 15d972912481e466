/**
 * Every message of a branch in a few numbers each, written down as it first reaches a machine: when it left, when it came,
 * between whom, and what it was about. So the space-time view replays nothing. What is rare (a message that is held, that
 * waits for a sleeping process, that is lost) is kept aside as it goes on.
 */
import type { Kafka } from '../../kafka/kinds.ts';
import type { Kernel } from '../../sim/kernel.ts';
import type { Step } from '../../sim/world.ts';
import { isRoutine } from '../factGroups.ts';
import { Columns, Names, Numbers } from './columns.ts';
import { traitsOf } from './messageTraits.ts';
import { goneWith, isOver, lastStep, type MessageTurn, type Turn, turnOf } from './turns.ts';

export interface MessageRow {
  readonly row: number;
  readonly id: number;
  readonly connection: number;
  readonly from: string;
  readonly to: string;
  readonly api: string;
  readonly kind: 'request' | 'response' | 'close';
  readonly sentStep: number;
  /** Where it first reached a machine. */
  readonly endStep: number;
  readonly records: number;
  readonly partitions: readonly string[];
  readonly error: boolean;
  /** Its arrival told something that is more than routine. */
  readonly isNews: boolean;
  /** Row of the other half of its exchange; -1: none is known. */
  readonly partner: number;
  /** null: it arrived and was handled. */
  readonly turns: readonly MessageTurn[] | null;
}

const KINDS = ['request', 'response', 'close'] as const;
const ERROR = 1;
const NEWS = 2;
/** As many as are told apart on one connection. */
const EXCHANGES = 0x3fffff;
/** Rows between two marks of how far back a search must look. */
const BLOCK = 256;

export class MessageLog {
  readonly #rows = new Columns();
  readonly #names = new Names();
  readonly #partitions = new Names();
  /** Of all messages, behind each other. */
  readonly #lists = new Numbers();
  readonly #turns = new Map<number, MessageTurn[]>();
  /** Of messages that are held, or received and not handled: by number. */
  readonly #open = new Map<number, number>();
  /** Requests without an answer, by connection and exchange. */
  readonly #asked = new Map<number, number>();
  /** Of each block of rows, the step at which the oldest was sent. */
  readonly #oldest: number[] = [];

  get length(): number {
    return this.#rows.length;
  }

  watch(step: Step<Kafka>, kernel: Kernel<Kafka>): void {
    const { scheduled } = step;
    const isMessage = scheduled.kind === 'message' || scheduled.kind === 'disconnect';
    if (isMessage && scheduled.number > 0) this.#take(step, kernel);
    if (this.#open.size > 0) this.#follow(step, kernel);
  }

  fork(step: number): MessageLog {
    const log = new MessageLog();
    for (let row = 0; row < this.length && this.#rows.endStep[row]! <= step; row++)
      log.#copy(this.row(row), this.#rows.exchange[row]!, step);
    return log;
  }

  row(row: number): MessageRow {
    const rows = this.#rows;
    const packed = rows.api[row]!;
    const flags = rows.flags[row]!;
    return {
      row,
      id: rows.id[row]!,
      connection: rows.connection[row]!,
      from: this.#names.name(rows.from[row]!),
      to: this.#names.name(rows.to[row]!),
      api: this.#names.name(Math.floor(packed / 3)),
      kind: KINDS[packed % 3]!,
      sentStep: rows.sentStep[row]!,
      endStep: rows.endStep[row]!,
      records: rows.records[row]!,
      partitions: this.#partitionsOf(row),
      error: (flags & ERROR) > 0,
      isNews: (flags & NEWS) > 0,
      partner: rows.partner[row]! - 1,
      turns: this.#turns.get(row) ?? null,
    };
  }

  /** First row that reached a machine at `step` or later. */
  firstEnding(step: number): number {
    const { endStep } = this.#rows;
    let low = 0;
    let high = this.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (endStep[middle]! < step) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  /** Rows that were on their way at some time between two steps, those that were held on and on among them. */
  between(from: number, to: number, look: (row: number) => void): void {
    const { sentStep } = this.#rows;
    const first = this.firstEnding(from);
    for (const [row, turns] of this.#turns) if (row < first && lastStep(turns) >= from) look(row);
    for (let row = first; row < this.length; ) {
      const isWhole = row % BLOCK === 0;
      if (isWhole && this.#oldest[row / BLOCK]! > to) {
        row += BLOCK;
        continue;
      }
      if (sentStep[row]! <= to) look(row);
      row++;
    }
  }

  /** The row that was handled in a step; -1: none was. */
  handledIn(step: number): number {
    const row = this.firstEnding(step);
    if (this.#rows.endStep[row] === step && !this.#turns.has(row)) return row;
    for (const [other, turns] of this.#turns)
      if (turns.some((turn) => turn.turn === 'arrived' && turn.step === step)) return other;
    return -1;
  }

  /** The same, and where none was: one that was lost in that step. */
  endedIn(step: number): number {
    const handled = this.handledIn(step);
    if (handled >= 0) return handled;
    for (const [row, turns] of this.#turns) {
      const last = turns[turns.length - 1]!;
      if (last.step === step && isOver(last.turn)) return row;
    }
    return -1;
  }

  rowOf(id: number): number {
    const { id: ids } = this.#rows;
    for (let row = this.length - 1; row >= 0; row--) if (ids[row] === id) return row;
    return -1;
  }

  #partitionsOf(row: number): readonly string[] {
    const { list, count } = this.#rows;
    const partitions: string[] = [];
    for (let place = list[row]!; place < list[row]! + count[row]!; place++)
      partitions.push(this.#partitions.name(this.#lists.at(place)));
    return partitions;
  }

  // ---- writing -----------------------------------------------------------------------------------------------------

  #take(step: Step<Kafka>, kernel: Kernel<Kafka>): void {
    const { scheduled, handled } = step;
    const turn: Turn = handled ? 'arrived' : turnOf(scheduled, kernel);
    const known = this.#open.get(scheduled.number);
    if (known !== undefined) {
      if (handled && step.facts.some(({ fact }) => !isRoutine(fact))) this.#rows.flags[known]! |= NEWS;
      this.#turn(known, scheduled.number, { step: step.step, turn });
      return;
    }
    const event = scheduled.event!;
    const traits = traitsOf(scheduled);
    const isNews = step.facts.length > 0 && step.facts.some(({ fact }) => !isRoutine(fact));
    const row = this.#add(
      {
        id: scheduled.number,
        connection: scheduled.connection,
        from: 'from' in event ? event.from : '',
        to: scheduled.node,
        api: traits.api,
        kind: traits.kind,
        sentStep: scheduled.cause,
        endStep: step.step,
        records: traits.records,
        error: traits.error,
        isNews,
      },
      traits.partitions,
      traits.exchange === null ? -1 : traits.exchange & EXCHANGES,
    );
    // The end of a connection that reaches an end that is closed already tells nobody anything.
    if (!handled && (turn !== 'refused' || traits.kind !== 'close'))
      this.#turn(row, scheduled.number, { step: step.step, turn });
  }

  #turn(row: number, id: number, turn: MessageTurn): void {
    const turns = this.#turns.get(row);
    if (turns === undefined) this.#turns.set(row, [turn]);
    else turns.push(turn);
    if (isOver(turn.turn)) this.#open.delete(id);
    else this.#open.set(id, row);
  }

  /** What was held is released, or gone with its connection; what a process has not read yet dies with it. */
  #follow(step: Step<Kafka>, kernel: Kernel<Kafka>): void {
    const { node } = step.scheduled;
    let flying: Set<number> | undefined;
    for (const [id, row] of [...this.#open]) {
      const turns = this.#turns.get(row)!;
      const { turn, step: since } = turns[turns.length - 1]!;
      const { from, to, connection } = this.row(row);
      if (since === step.step || (node !== '' && node !== from && node !== to)) continue;
      if (turn === 'received') {
        const status = kernel.node(to)?.status;
        if (status === 'down' || status === 'off') this.#turn(row, id, { step: step.step, turn: goneWith(status) });
        continue;
      }
      if (turn !== 'held') continue;
      const wire = kernel.connections.get(connection);
      if (
        wire !== undefined &&
        [wire.toServer, wire.toClient].some(({ held }) => held.some((one) => one.number === id))
      )
        continue;
      flying ??= new Set(kernel.pending().map(({ event }) => event.number));
      this.#turn(row, id, { step: step.step, turn: flying.has(id) ? 'released' : 'broken' });
    }
  }

  #pair(row: number, kind: MessageRow['kind'], connection: number, exchange: number): void {
    const key = connection * (EXCHANGES + 1) + exchange;
    if (kind === 'request') this.#asked.set(key, row);
    const asked = kind === 'response' ? this.#asked.get(key) : undefined;
    if (asked === undefined) return;
    this.#asked.delete(key);
    this.#rows.partner[row] = asked + 1;
    this.#rows.partner[asked] = row + 1;
  }

  #add(
    message: Omit<MessageRow, 'row' | 'partitions' | 'partner' | 'turns'>,
    partitions: readonly string[],
    exchange: number,
  ): number {
    // Field by field: this runs for every message of a run, and spreading would cost more than all the rest.
    const { kind } = message;
    const list = this.#lists.length;
    const row = this.#rows.add({
      id: message.id,
      connection: message.connection,
      from: this.#names.number(message.from),
      to: this.#names.number(message.to),
      api: this.#names.number(message.api) * 3 + (kind === 'request' ? 0 : kind === 'response' ? 1 : 2),
      sentStep: message.sentStep,
      endStep: message.endStep,
      records: message.records,
      list,
      count: partitions.length,
      flags: (message.error ? ERROR : 0) + (message.isNews ? NEWS : 0),
      partner: 0,
      exchange,
    });
    for (const partition of partitions) this.#lists.add(this.#partitions.number(partition));
    if (exchange >= 0) this.#pair(row, kind, message.connection, exchange);
    const block = Math.floor(row / BLOCK);
    this.#oldest[block] = Math.min(this.#oldest[block] ?? message.sentStep, message.sentStep);
    return row;
  }

  #copy(from: MessageRow, exchange: number, step: number): void {
    const { row, partner: _, turns, partitions, ...message } = from;
    this.#add(message, partitions, exchange);
    for (const turn of turns ?? []) if (turn.step <= step) this.#turn(row, message.id, turn);
  }
}
