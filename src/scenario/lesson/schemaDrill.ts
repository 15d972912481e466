/**
 * The shape of a drill: one symptom, several causes. Which of them a run has is drawn from its seed (drill.ts); the
 * scenario's own `expect` is the symptom, and must hold under every cause; a cause's `expect` tells it from the others.
 */
import { z } from 'zod';
import { serverConfig } from '../schemaCluster.ts';
import { expectation, pattern } from '../schemaExpectations.ts';
import { both, duration, list, whole } from '../schemaLeaves.ts';
import { timelineLine, topic } from '../schemaTimeline.ts';

const CAUSE_NAME = 'a short name such as slow-disk: small letters, digits and dashes';

/** A place in the run that shows the cause, once the inside may be seen. */
const evidence = z.strictObject(
  { ...pattern, nth: whole(1, 1_000_000).optional(), say: both(600) },
  'a group with fact and say',
);

/** What is said of clients is the same as in the rest of the file: only the name has to be there. */
export function drillOf<P extends z.ZodType, C extends z.ZodType>(producer: P, consumer: C) {
  const cause = z.strictObject(
    {
      name: z.string(CAUSE_NAME).regex(/^[a-z][a-z0-9-]{0,39}$/, CAUSE_NAME),
      say: both(200),
      tell: both(1200),
      timeline: list(timelineLine, 200).optional(),
      cluster: z.strictObject({ config: serverConfig }, 'a group with config').optional(),
      topics: list(topic, 100).optional(),
      producers: list(producer, 100).optional(),
      consumers: list(consumer, 100).optional(),
      evidence: list(evidence, 12).min(1, 'a list that is not empty'),
      expect: list(expectation, 100).min(1, 'a list that is not empty'),
    },
    'a group with name, say, tell, evidence and expect',
  );
  return z.strictObject(
    {
      /** Where the page opens it: the symptom stands by then, whatever the cause. */
      opens: duration,
      symptom: both(1200),
      hints: list(both(600), 6).optional(),
      causes: list(cause, 6).min(2, 'at least two causes'),
    },
    'a group with opens, symptom and causes',
  );
}
