/**
 * The state of the abstract partition and where each part of it lies in a row. What KafkaReplication.tla keeps, less what
 * follows from the rest: a log's end from its slots, the leader a replica follows from the epoch that it is at (there is
 * one LeaderAndIsr request for each epoch), the controller's leader and epoch from the latest request.
 */
import { Fields } from '../../check/fields.ts';
import type { Row } from '../../check/model.ts';
import type { LadderConstants } from './constants.ts';

export const NONE = -1;

/** Offsets of fields within one replica. */
const HIGH_WATERMARK = 0;
const EPOCH = 1;
const ISR = 2;
const LOG = 3;

const NEXT_RECORD_ID = 0;
const NEXT_LEADER_EPOCH = 1;
const CONTROLLER_ISR = 2;
const REQUESTS = 3;

/**
 * One state, unpacked. Its numbers are read in place by every rule, millions of times a second, hence one array and
 * positions in it instead of objects.
 */
export class PartitionState {
  readonly replicas: number;
  readonly logSize: number;
  readonly epochs: number;
  readonly fields: Fields;
  /** Every field in its order. */
  readonly values: Int32Array;
  /** LEO of each replica. */
  readonly logEnd: Int32Array;
  /** Whom each replica takes for the leader. */
  readonly #leaders: Int32Array;
  readonly #firstReplica: number;
  readonly #stride: number;
  readonly #committed: number;
  readonly constants: LadderConstants;
  /** Keeps which records were ever committed, for the property that asks. The specification itself does not. */
  readonly remembersCommitted: boolean;

  constructor(constants: LadderConstants, remembersCommitted = false) {
    this.constants = constants;
    const { replicas, logSize, maxRecords, maxLeaderEpoch } = constants;
    this.replicas = replicas;
    this.logSize = logSize;
    this.epochs = maxLeaderEpoch + 1;
    this.remembersCommitted = remembersCommitted;
    this.#firstReplica = REQUESTS + 2 * this.epochs;
    this.#stride = LOG + logSize;
    this.#committed = this.#firstReplica + replicas * this.#stride;
    const everyone = (1 << replicas) - 1;
    const largest = [maxRecords, this.epochs, everyone];
    for (let epoch = 0; epoch < this.epochs; epoch++) largest.push(replicas, everyone);
    for (let replica = 0; replica < replicas; replica++) {
      largest.push(logSize, this.epochs, everyone);
      for (let offset = 0; offset < logSize; offset++) largest.push(maxRecords * this.epochs);
    }
    if (remembersCommitted) for (let offset = 0; offset < logSize; offset++) largest.push((1 << maxRecords) - 1);
    this.fields = new Fields(largest);
    this.values = new Int32Array(largest.length);
    this.logEnd = new Int32Array(replicas);
    this.#leaders = new Int32Array(replicas);
  }

  read(row: Row): void {
    const { values, logSize } = this;
    this.fields.readAll(row, values);
    for (let replica = 0; replica < this.replicas; replica++) {
      const log = this.logField(replica, 0);
      let end = 0;
      while (end < logSize && values[log + end] !== 0) end++;
      this.logEnd[replica] = end;
      const epoch = this.leaderEpoch(replica);
      this.#leaders[replica] = epoch < 0 ? NONE : this.requestLeader(epoch);
    }
  }

  readonly nextRecordIdField = NEXT_RECORD_ID;
  readonly nextLeaderEpochField = NEXT_LEADER_EPOCH;
  readonly controllerIsrField = CONTROLLER_ISR;

  get nextRecordId(): number {
    return this.values[NEXT_RECORD_ID]!;
  }
  get nextLeaderEpoch(): number {
    return this.values[NEXT_LEADER_EPOCH]!;
  }
  get controllerIsr(): number {
    return this.values[CONTROLLER_ISR]!;
  }
  get controllerEpoch(): number {
    return this.values[NEXT_LEADER_EPOCH]! - 1;
  }
  get controllerLeader(): number {
    const epoch = this.controllerEpoch;
    return epoch < 0 ? NONE : this.requestLeader(epoch);
  }

  requestLeaderField(epoch: number): number {
    return REQUESTS + 2 * epoch;
  }
  requestIsrField(epoch: number): number {
    return REQUESTS + 2 * epoch + 1;
  }
  /** Kept as one more, so that none is zero. */
  requestLeader(epoch: number): number {
    return this.values[REQUESTS + 2 * epoch]! - 1;
  }
  requestIsr(epoch: number): number {
    return this.values[REQUESTS + 2 * epoch + 1]!;
  }

  highWatermarkField(replica: number): number {
    return this.#firstReplica + replica * this.#stride + HIGH_WATERMARK;
  }
  epochField(replica: number): number {
    return this.#firstReplica + replica * this.#stride + EPOCH;
  }
  isrField(replica: number): number {
    return this.#firstReplica + replica * this.#stride + ISR;
  }
  logField(replica: number, offset: number): number {
    return this.#firstReplica + replica * this.#stride + LOG + offset;
  }
  committedField(offset: number): number {
    return this.#committed + offset;
  }

  highWatermark(replica: number): number {
    return this.values[this.highWatermarkField(replica)]!;
  }
  /** The leader epoch that the replica has heard of; NONE before the first. Kept as one more. */
  leaderEpoch(replica: number): number {
    return this.values[this.epochField(replica)]! - 1;
  }
  leaderOf(replica: number): number {
    return this.#leaders[replica]!;
  }
  /** The ISR that the replica believes in: a set of bits. */
  isr(replica: number): number {
    return this.values[this.isrField(replica)]!;
  }
  /** Zero past the end; otherwise a record, that is an id and the epoch it was written in. */
  entry(replica: number, offset: number): number {
    return this.values[this.logField(replica, offset)]!;
  }
  committed(offset: number): number {
    return this.values[this.committedField(offset)]!;
  }

  presumesLeadership(replica: number): boolean {
    return this.#leaders[replica] === replica;
  }
  isTrueLeader(replica: number): boolean {
    return this.controllerLeader === replica && this.leaderEpoch(replica) === this.controllerEpoch;
  }

  recordOf(id: number, epoch: number): number {
    return 1 + id * this.epochs + epoch;
  }
  idOf(entry: number): number {
    return Math.floor((entry - 1) / this.epochs);
  }
  epochOf(entry: number): number {
    return (entry - 1) % this.epochs;
  }
}
