/** What a controller keeps: the image, and while it is active what it has written, heard and not yet answered. */
import type { Table } from '../../base/table.ts';
import type { Micros } from '../../base/time.ts';
import type { ConnectionId } from '../../sim/protocol.ts';
import type { ServerSetup } from '../kinds.ts';
import type {
  AllocateProducerIdsRequest,
  AllocateProducerIdsResponse,
  AlterPartitionRequest,
  AlterPartitionResponse,
  BrokerHeartbeatRequest,
  BrokerHeartbeatResponse,
  BrokerRegistrationRequest,
  BrokerRegistrationResponse,
  EnvelopeRequest,
  EnvelopeResponse,
  ForwardedRequest,
  ForwardedResponse,
  RaftAdminRequest,
  RaftAdminResponse,
} from '../messages.ts';
import type { MetadataImage } from '../metadata/image.ts';

/** What is about the quorum goes to the raft client. */
export type ControllerForwardedRequest = Exclude<ForwardedRequest, RaftAdminRequest>;

export type ControllerRequest =
  | BrokerRegistrationRequest
  | BrokerHeartbeatRequest
  | AlterPartitionRequest
  | AllocateProducerIdsRequest
  | EnvelopeRequest
  | ControllerForwardedRequest;

export type ControllerResponse =
  | BrokerRegistrationResponse
  | BrokerHeartbeatResponse
  | AlterPartitionResponse
  | AllocateProducerIdsResponse
  | EnvelopeResponse
  | Exclude<ForwardedResponse, RaftAdminResponse>;

export type PeriodicTaskName = 'writeNoOpRecord' | 'maybeFenceStaleBroker' | 'electPreferred' | 'electUnclean';

export interface ControllerTimer {
  readonly part: 'controller';
  readonly task: PeriodicTaskName;
}

/** BrokerHeartbeatManager.BrokerHeartbeatState: known to the active controller only, in no log. */
export interface BrokerHeartbeatState {
  readonly id: number;
  readonly fenced: boolean;
  /** How far the broker says it has replayed the metadata log. */
  readonly metadataOffset: number;
  /** The offset the others must pass before this broker may go; -1 when it is not shutting down. */
  readonly controlledShutdownOffset: number;
}

/** BrokerHeartbeatTracker: when a broker, in one of its lives, was last heard of. */
export interface BrokerContact {
  readonly brokerId: number;
  readonly brokerEpoch: number;
  readonly at: Micros;
}

/** An answer in the purgatory: sent when the offset is committed. */
export interface DeferredResponse {
  readonly offset: number;
  readonly connection: ConnectionId;
  readonly request: ControllerRequest;
  readonly response: ControllerResponse;
}

export interface ControllerState {
  readonly setup: ServerSetup;
  /** The raft epoch this controller is active in; -1 on standby. */
  readonly claimEpoch: number;
  /** The active controller as far as known; -1 when not. */
  readonly leaderId: number;
  /** With everything this controller wrote, committed or not. */
  readonly image: MetadataImage;
  readonly committed: MetadataImage;
  /** The last offset this controller wrote in this claim; -1 before the first. */
  readonly lastWritten: number;
  /** By broker id. */
  readonly heartbeats: Table<BrokerHeartbeatState>;
  /** By broker id and epoch. */
  readonly contacts: Table<BrokerContact>;
  /** In order of offset. */
  readonly deferred: readonly DeferredResponse[];
}
