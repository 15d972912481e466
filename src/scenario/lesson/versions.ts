/** For which releases a lesson is meant: those from `since` up to `up-to`, as they follow each other. */
import { KAFKA_VERSIONS } from '../../kafka/versions.ts';
import { LESSON_SAYS } from '../says/lesson.ts';
import { NAMES_SAY } from '../says/names.ts';
import type { Context } from './checkMoments.ts';
import type { Lesson } from './schemaLesson.ts';

/** The newest is the first. */
const NAMES: readonly string[] = KAFKA_VERSIONS.map(({ name }) => name);

export function isMeantFor({ versions }: Pick<Lesson, 'versions'>, version: string): boolean {
  if (versions === undefined) return true;
  const place = NAMES.indexOf(version);
  const oldest = versions.since === undefined ? NAMES.length : NAMES.indexOf(versions.since);
  const newest = versions['up-to'] === undefined ? 0 : NAMES.indexOf(versions['up-to']);
  return newest <= place && place <= oldest;
}

export function checkVersions({ versions }: Lesson, own: string, { report }: Context): void {
  if (versions === undefined) return;
  const path = ['lesson', 'versions'];
  const { since, 'up-to': upTo } = versions;
  if (since === undefined && upTo === undefined) report.error(path, LESSON_SAYS.versionsEmpty());
  for (const key of ['since', 'up-to'] as const) {
    const name = versions[key];
    if (name === undefined || NAMES.includes(name)) continue;
    report.error([...path, key], NAMES_SAY.noneOf('version', name, NAMES, 'there is'));
    return;
  }
  if (since !== undefined && upTo !== undefined && NAMES.indexOf(since) < NAMES.indexOf(upTo))
    report.error([...path, 'up-to'], LESSON_SAYS.olderThan(upTo, since));
  else if (!isMeantFor({ versions }, own)) report.error(path, LESSON_SAYS.ownVersion(own));
}
