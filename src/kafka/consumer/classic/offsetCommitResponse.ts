/** What the coordinator's answer to OffsetCommit does to a member (ConsumerCoordinator.OffsetCommitResponseHandler). */
import { type ErrorName, errorOf } from '../../errors.ts';
import type { OffsetCommitResponse } from '../../messages.ts';
import { commitCompleted, commitFailed } from './commits.ts';
import { markCoordinatorUnknown } from './coordinatorLookup.ts';
import { failureOf, isSameGeneration, requestRejoin, resetStateOnResponseError } from './memberState.ts';
import type { ClassicRun, CommitInFlight, Failure } from './state.ts';

const FENCED_OLD =
  "Offset commit cannot be completed since the consumer member's old generation is fenced by its group instance id, it is possible that this consumer has already participated another rebalance and got a new generation";
const EXECUTING =
  'Offset commit cannot be completed since the consumer group is executing a rebalance at the moment. You can try completing the rebalance by calling poll() and then retry commit again';
const STALE =
  "Offset commit cannot be completed since the consumer member's generation is already stale, meaning it has already participated another rebalance and got a new generation. You can try completing the rebalance by calling poll() and then retry commit again";

export function handleOffsetCommit(run: ClassicRun, response: OffsetCommitResponse): void {
  const commit = run.classic.commitsInFlight.find(({ correlationId }) => correlationId === response.correlationId);
  if (commit === undefined) return;
  const failed = response.partitions.find(({ errorCode }) => errorCode !== 'NONE');
  if (failed === undefined) {
    commitCompleted(run, commit, null);
    return;
  }
  const { errorCode } = failed;
  const failure = failureFor(run, commit, errorCode);
  commitCompleted(run, commit, failure);
  const isGone = errorCode === 'COORDINATOR_NOT_AVAILABLE' || errorCode === 'NOT_COORDINATOR';
  if (isGone || errorCode === 'REQUEST_TIMED_OUT') markCoordinatorUnknown(run, false);
}

function failureFor(run: ClassicRun, { sent }: CommitInFlight, error: ErrorName): Failure {
  const { classic } = run;
  const isUnchanged = isSameGeneration(sent, classic.generation);
  switch (error) {
    case 'FENCED_INSTANCE_ID':
      if (isUnchanged) return failureOf(error);
      return classic.memberState === 'PREPARING_REBALANCE'
        ? failureOf('REBALANCE_IN_PROGRESS', FENCED_OLD)
        : commitFailed();
    case 'REBALANCE_IN_PROGRESS':
      requestRejoin(run, 'offset commit failed since group is already rebalancing');
      return failureOf(error, EXECUTING);
    case 'UNKNOWN_MEMBER_ID':
    case 'ILLEGAL_GENERATION':
      if (!isUnchanged && classic.memberState === 'PREPARING_REBALANCE')
        return failureOf('REBALANCE_IN_PROGRESS', STALE);
      resetStateOnResponseError(run, 'OFFSET_COMMIT', error);
      return commitFailed();
    case 'COORDINATOR_NOT_AVAILABLE':
    case 'NOT_COORDINATOR':
    case 'REQUEST_TIMED_OUT':
    case 'COORDINATOR_LOAD_IN_PROGRESS':
    case 'UNKNOWN_TOPIC_OR_PARTITION':
    case 'OFFSET_METADATA_TOO_LARGE':
    case 'INVALID_COMMIT_OFFSET_SIZE':
    case 'GROUP_AUTHORIZATION_FAILED':
    case 'TOPIC_AUTHORIZATION_FAILED':
      return failureOf(error);
    default:
      return {
        error: 'KafkaException',
        message: `Unexpected error in commit: ${errorOf(error).message}`,
        retriable: false,
      };
  }
}
