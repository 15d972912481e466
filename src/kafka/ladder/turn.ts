/** One state about to be left: the rules read it, write what they change, and emit. Afterwards it is as it was. */
import type { Emit, Row } from '../../check/model.ts';
import { actionCode } from './actions.ts';
import type { PartitionState } from './partitionState.ts';

export class Turn {
  readonly state: PartitionState;
  #row: Row = new Int32Array(0);
  readonly #next: Row;
  #emit: Emit = () => {};

  constructor(state: PartitionState) {
    this.state = state;
    this.#next = new Int32Array(state.fields.width);
  }

  begin(row: Row, emit: Emit): void {
    this.state.read(row);
    this.#row = row;
    this.#emit = emit;
    this.#takeBack();
  }

  set(field: number, value: number): void {
    this.state.fields.set(this.#next, field, value);
  }

  setHighWatermark(replica: number, offset: number): void {
    this.set(this.state.highWatermarkField(replica), offset);
  }

  /** A truncation only ever shortens. */
  truncate(replica: number, toOffset: number): void {
    for (let offset = toOffset; offset < this.state.logEnd[replica]!; offset++) {
      this.set(this.state.logField(replica, offset), 0);
    }
  }

  /** What a replica takes over from a LeaderAndIsr request. */
  adopt(replica: number, epoch: number): void {
    const { state } = this;
    this.set(state.epochField(replica), epoch + 1);
    this.set(state.isrField(replica), state.requestIsr(epoch));
  }

  emit(action: number, first: number, second = 0, third = 0): void {
    this.#emit(this.#next, actionCode(action, first, second, third));
    this.#takeBack();
  }

  #takeBack(): void {
    const next = this.#next;
    for (let i = 0; i < next.length; i++) next[i] = this.#row[i]!;
  }
}
