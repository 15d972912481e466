/**
 * What a request makes the controller do, before any of it is done (org.apache.kafka.controller.ControllerResult):
 * records to write, and the answer to give when they are committed. State changes only when the records are replayed;
 * what is not in the log (sessions, reported offsets) is in `state` already.
 */
import type { MetadataRecord } from '../records.ts';
import type { ControllerResponse, ControllerState } from './state.ts';

export interface Operation {
  readonly state: ControllerState;
  readonly records: readonly MetadataRecord[];
  readonly response: ControllerResponse;
  /** Where Kafka throws: answered at once, not when what came before is committed. */
  readonly failed?: true;
  /** Looks, and writes nothing: answered at once. */
  readonly read?: true;
  /** A heartbeat of a broker in controlled shutdown: it may go once the others have seen the records of this call. */
  readonly shuttingDown?: number;
}

/** QuorumController.MAX_RECORDS_PER_USER_OP. */
export const MAX_RECORDS_PER_USER_OP = 10_000;
