/** What partitions sometimes live through with what producers number, and with what is old. */
import { type Mark, onFact } from './mark.ts';

export const LOG_MARKS: readonly Mark[] = [
  onFact('a batch that came again was answered with where it is', 'DuplicateBatchAnswered'),
  onFact('a batch was refused for its sequence', 'SequenceRefused'),
  onFact('an idempotent producer began to count anew', 'ProducerIdAssigned', ({ producerEpoch }) => producerEpoch > 0),
  onFact('a segment was closed', 'SegmentRolled'),
  onFact('old segments were deleted', 'SegmentsDeleted', ({ reason }) => reason === 'retention.ms'),
  onFact(
    'segments before the log start were deleted',
    'SegmentsDeleted',
    ({ reason }) => reason === 'log start offset',
  ),
  onFact('a cleaner took what was superseded', 'LogCleaned', ({ removed }) => removed > 0),
];
