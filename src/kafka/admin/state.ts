/** An admin process: the calls it still has to make, and how those made so far ended. */
import type { Draft } from '../../base/draft.ts';
import type { Micros } from '../../base/time.ts';
import type { ClientTimerType, NetworkClient } from '../client/clientState.ts';
import type { ErrorName } from '../errors.ts';
import type { AdminSetup, KafkaEnv, KafkaOrder, KafkaOut } from '../kinds.ts';
import type {
  AddRaftVoterRequest,
  AlterPartitionReassignmentsRequest,
  CreatableTopic,
  CreatePartitionsRequest,
  DeleteRecordsRequest,
  DescribeQuorumRequest,
  ElectLeadersRequest,
  IncrementalAlterConfigsRequest,
  ListPartitionReassignmentsRequest,
  RemoveRaftVoterRequest,
  UnregisterBrokerRequest,
} from '../messages.ts';

/** One call of the Admin interface (KafkaAdminClient.Call). */
export interface AdminCall {
  readonly id: number;
  readonly request: CallRequest;
  /** default.api.timeout.ms; null for the topics of the setup, which are tried until they exist. */
  readonly deadlineAt: Micros | null;
  readonly tries: number;
  readonly nextAttemptAt: Micros;
  /** While its request is in flight. */
  readonly correlationId: number | null;
  /** An attempt whose answer was lost may have taken effect. */
  readonly maybeDone: boolean;
  /** What the description of the quorum is wanted for. */
  readonly voterChange?: VoterChange;
}

export type VoterChange = Extract<KafkaOrder, { type: 'add-voter' | 'remove-voter' }>;

export type CallRequest =
  | { readonly type: 'CreateTopicsRequest'; readonly topics: readonly CreatableTopic[]; readonly timeoutMs: number }
  | Omit<ElectLeadersRequest, 'correlationId'>
  | Omit<IncrementalAlterConfigsRequest, 'correlationId'>
  | Omit<AlterPartitionReassignmentsRequest, 'correlationId'>
  | Omit<ListPartitionReassignmentsRequest, 'correlationId'>
  | Omit<CreatePartitionsRequest, 'correlationId'>
  | Omit<UnregisterBrokerRequest, 'correlationId'>
  | Omit<DeleteRecordsRequest, 'correlationId'>
  | Omit<DescribeQuorumRequest, 'correlationId'>
  | Omit<AddRaftVoterRequest, 'correlationId'>
  | Omit<RemoveRaftVoterRequest, 'correlationId'>;

export interface CallOutcome {
  readonly at: Micros;
  readonly what: string;
  readonly error: ErrorName | 'TIMEOUT';
}

export interface AdminState {
  readonly kind: 'admin';
  readonly setup: AdminSetup;
  readonly client: NetworkClient;
  readonly nextCallId: number;
  readonly calls: readonly AdminCall[];
  /** The newest, oldest first. */
  readonly outcomes: readonly CallOutcome[];
  /** Every topic of the setup exists. */
  readonly done: boolean;
  readonly retryWakeAt: Micros | null;
}

export type AdminTimer =
  | { readonly part: 'admin'; readonly type: ClientTimerType }
  /** A call may be tried, or has run out of time. */
  | { readonly part: 'admin'; readonly type: 'call' };

/** One event being handled: the parts of the state as they stand so far. */
export type AdminRun = Draft<Omit<AdminState, 'client'>> & {
  readonly client: Draft<NetworkClient>;
  readonly env: KafkaEnv;
  readonly out: KafkaOut;
  /** Earliest time something waits for; collected while the event is handled. */
  wakeAt: Micros;
};
