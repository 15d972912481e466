/** A consumer without group.id: it reads what assign() gave it, and can neither subscribe nor commit. */
import type { Delegate } from './delegate.ts';
import type { ConsumerRun } from './state.ts';

/** KafkaConsumer.throwIfGroupIdNotDefined */
function throwIfGroupIdNotDefined(run: ConsumerRun): void {
  run.thrown =
    'InvalidGroupIdException: To use the group management or offset commit APIs, you must provide a valid group.id in the consumer configuration.';
}

function nothing(): void {}

export const withoutGroup: Delegate = {
  create: nothing,
  subscribed: throwIfGroupIdNotDefined,
  unsubscribe: nothing,
  poll: () => 'ready',
  initWithCommittedOffsets: () => true,
  waitInPoll: nothing,
  pollReturns: nothing,
  commitAsync: throwIfGroupIdNotDefined,
  commitSync: throwIfGroupIdNotDefined,
  awaitCommitSync: () => ({ type: 'done' }),
  close: nothing,
  awaitClose: () => true,
  arrived: nothing,
  lost: nothing,
  timer: nothing,
  settle: nothing,
};
