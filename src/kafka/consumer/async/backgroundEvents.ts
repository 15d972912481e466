/**
 * What the application's thread does with what the background thread has for it: errors to throw, a new assignment to
 * apply, callbacks to run (AsyncKafkaConsumer.BackgroundEventProcessor, ConsumerRebalanceListenerInvoker).
 */
import { unreachable } from '../../../base/assert.ts';
import type { TopicPartition } from '../../topicPartition.ts';
import type { BackgroundEvent } from './events.ts';
import { applyAssignment } from './reconciliation.ts';
import { type AsyncRun, changeAsync, tellBackground } from './run.ts';

/** An application that unsubscribes is not interested in a new assignment any more. */
export function processBackgroundEvents(run: AsyncRun, skipsAssignments: boolean): void {
  const { backgroundEvents } = run.async;
  if (backgroundEvents.length === 0) return;
  changeAsync(run, { backgroundEvents: [] });
  for (const event of backgroundEvents) processEvent(run, event, skipsAssignments);
}

function processEvent(run: AsyncRun, event: BackgroundEvent, skipsAssignments: boolean): void {
  const type = 'CONSUMER_REBALANCE_LISTENER_CALLBACK_COMPLETED';
  switch (event.type) {
    case 'ERROR':
      run.thrown ??= event.error;
      return;
    case 'PARTITIONS_ASSIGNED':
      if (!skipsAssignments) {
        applyAssignment(run, event.assigned);
        if (event.added.length > 0) tellPartitions(run, 'PartitionsAssigned', event.added);
      }
      tellBackground(run, { type, after: 'reconciliation assigned', skipped: skipsAssignments });
      return;
    case 'PARTITIONS_REMOVED': {
      const isRevoked = event.method === 'onPartitionsRevoked';
      tellPartitions(run, isRevoked ? 'PartitionsRevoked' : 'PartitionsLost', event.partitions);
      tellBackground(run, { type, after: event.after, skipped: false });
      return;
    }
    default:
      unreachable(event);
  }
}

/** The application's rebalance listener is called. */
export function tellPartitions(
  run: AsyncRun,
  type: 'PartitionsAssigned' | 'PartitionsRevoked' | 'PartitionsLost',
  partitions: readonly TopicPartition[],
): void {
  const { client, settings, out, async } = run;
  const generation = async.membership.memberEpoch;
  out.fact({ type, client: client.clientId, group: settings.groupId ?? '', partitions, generation });
}
