/**
 * What the explorer explores: a machine whose states are rows of 32-bit words. A row *is* the state, exactly: two states
 * are equal when their words are. Whatever does not fit into bits (a node's local state, a bag of messages) is interned
 * first and stands in the row as its number.
 */
export type Row = Int32Array;

/** Called once for each way out of a state. The row belongs to the caller, which may reuse it as soon as this returns. */
export type Emit = (next: Row, action: number) => void;

export interface Invariant {
  readonly name: string;
  readonly holds: (state: Row) => boolean;
}

export interface Model {
  /** Words in a row. */
  readonly width: number;
  readonly initial: (emit: Emit) => void;
  readonly next: (state: Row, emit: Emit) => void;
  /**
   * Symmetry, where the model has one: turns a row into the representative of all rows that differ from it only by a
   * renaming. Sound when `next` and the invariants do not care for names.
   */
  readonly canonical?: (state: Row) => void;
}
