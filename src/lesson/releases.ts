/**
 * A lesson in every release that can run its scenario with its metadata kept as in the file: where it is meant to be true,
 * where it says itself that it is not, and where the scenario cannot be run at all.
 */
import { KAFKA_VERSIONS } from '../kafka/versions.ts';
import { eraOf, erasOf } from '../scenario/era.ts';
import { isMeantFor } from '../scenario/lesson/versions.ts';
import { withOverrides } from '../scenario/overrides.ts';
import type { Scenario } from '../scenario/scenario.ts';
import { namedVersionOf } from '../scenario/versionOf.ts';

export type LessonRelease =
  | { readonly version: string; readonly is: 'own' | 'meant'; readonly scenario: Scenario }
  /** Its `versions` leave it out. */
  | { readonly version: string; readonly is: 'elsewhere' }
  | { readonly version: string; readonly is: 'cannot'; readonly reason: string };

/** The newest first. */
export function releasesOf(scenario: Scenario): readonly LessonRelease[] {
  const [own, era] = [namedVersionOf(scenario).name, eraOf(scenario)];
  return KAFKA_VERSIONS.filter((release) => erasOf(release).includes(era)).map(({ name: version }): LessonRelease => {
    if (version === own) return { version, is: 'own', scenario };
    if (scenario.lesson !== undefined && !isMeantFor(scenario.lesson, version)) return { version, is: 'elsewhere' };
    const overridden = withOverrides(scenario, { version });
    if (!overridden.ok) return { version, is: 'cannot', reason: overridden.problems.join('; ') };
    return { version, is: 'meant', scenario: overridden.scenario };
  });
}
