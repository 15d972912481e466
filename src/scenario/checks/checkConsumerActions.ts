/** Lines of a timeline that are about the application of a consumer. */
import { type ConsumerAction, consumerOf } from '../consumerActions.ts';
import { NAMES_SAY } from '../says/names.ts';
import type { TimelineLine } from '../schema.ts';
import type { Path } from '../shape.ts';
import { checkPartition, checkTopicName } from './checkClients.ts';
import type { Names, Report } from './report.ts';

export function checkConsumerAction(
  line: TimelineLine,
  action: ConsumerAction,
  path: Path,
  names: Names,
  report: Report,
): void {
  const consumer = consumerOf(line, action);
  const at = action === 'unsubscribe' ? path : [...path, 'consumer'];
  if (!names.consumers.includes(consumer)) {
    report.error(at, NAMES_SAY.noSuch('consumer', consumer, names.consumers));
  }
  switch (action) {
    case 'seek':
      checkPartition(line.seek!.partition, [...path, 'partition'], names, report);
      return;
    case 'pause-partitions':
    case 'resume-partitions':
      line[action]!.partitions.forEach((partition, place) => {
        checkPartition(partition, [...path, 'partitions', place], names, report);
      });
      return;
    case 'subscribe':
      line.subscribe!.topics.forEach((topic, place) => {
        checkTopicName(topic, [...path, 'topics', place], names, report);
      });
      return;
    default:
  }
}
