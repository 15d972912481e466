/** What there is to do for a file: its eras, its causes, its seeds, and its lesson. */
import { type LessonRelease, releasesOf } from '../../lesson/releases.ts';
import { eraOf, erasToTest } from '../../scenario/era.ts';
import type { Scenario } from '../../scenario/scenario.ts';
import type { Unit, Variant } from './unit.ts';

/** What a person means by seeds: none given, so many of them, or exactly one. */
export type SeedChoice =
  | { readonly kind: 'own' }
  | { readonly kind: 'many'; readonly count: number; readonly from: number }
  | { readonly kind: 'one'; readonly seed: number };

/** The releases in which a lesson is judged: its own, every one that can run it, or these. */
export type VersionChoice = 'own' | 'all' | readonly string[];

/** A line of the table: a file in one era, or with one cause; a lesson in another release. */
export interface Row {
  readonly name: string;
  readonly variant: Variant;
  readonly seeds: readonly number[];
  /** Also judged: the lesson, or whether the cause can be told. */
  readonly also: 'lesson' | 'causes' | null;
}

const USUAL_SEED = 1;
/** Of a drill, where nobody asks for more: each cause under so many. */
const SEEDS_OF_A_CAUSE = 3;

/** The file's own seed first, then the others in order. */
export function seedsOf(scenario: Scenario, choice: SeedChoice): readonly number[] {
  const own = scenario.seed ?? USUAL_SEED;
  if (choice.kind === 'own') return [own];
  if (choice.kind === 'one') return [choice.seed];
  const seeds = [own];
  for (let seed = choice.from; seeds.length < choice.count; seed++) if (seed !== own) seeds.push(seed);
  return seeds;
}

export function rowsOf(
  name: string,
  scenario: Scenario,
  choice: SeedChoice,
  versions: VersionChoice = 'own',
): readonly Row[] {
  if (scenario.drill !== undefined) return rowsOfDrill(name, scenario, choice);
  const eras = erasToTest(scenario);
  const seeds = seedsOf(scenario, choice);
  const rows = eras.map(
    (era, place): Row => ({
      name: eras.length === 1 ? name : `${name} (${era})`,
      variant: { era, cause: null },
      seeds,
      also: place === 0 && scenario.lesson !== undefined ? 'lesson' : null,
    }),
  );
  const elsewhere = releasesWanted(scenario, versions).flatMap((release): readonly Row[] => {
    if (release.is !== 'meant') return [];
    const { version } = release;
    return [
      { name: `${name} (lesson in ${version})`, variant: { era: null, cause: null, version }, seeds, also: 'lesson' },
    ];
  });
  return [...rows, ...elsewhere];
}

/** Of a lesson: in which releases beside its own. */
function releasesWanted(scenario: Scenario, versions: VersionChoice): readonly LessonRelease[] {
  if (scenario.lesson === undefined || versions === 'own') return [];
  return releasesOf(scenario).filter(({ version }) => versions === 'all' || versions.includes(version));
}

/** Releases that were asked for and in which a lesson is not judged, and why. */
export function notJudged(scenario: Scenario, versions: VersionChoice): readonly string[] {
  return releasesWanted(scenario, versions).flatMap((release) => {
    if (release.is === 'elsewhere') return [`not meant for ${release.version}: its versions say so`];
    return release.is === 'cannot' ? [`not run in ${release.version}: ${release.reason}`] : [];
  });
}

function rowsOfDrill(name: string, scenario: Scenario, choice: SeedChoice): readonly Row[] {
  const own = scenario.seed ?? USUAL_SEED;
  return scenario.drill!.causes.flatMap(({ name: cause }): Row[] => {
    const variant = { era: eraOf(scenario), cause };
    if (choice.kind !== 'own') {
      return [{ name: `${name} (${cause})`, variant, seeds: seedsOf(scenario, choice), also: 'causes' }];
    }
    return Array.from({ length: SEEDS_OF_A_CAUSE }, (_, nth) => ({
      name: `${name} (${cause}, seed ${own + nth})`,
      variant,
      seeds: [own + nth],
      also: nth === 0 ? 'causes' : null,
    }));
  });
}

export function unitsOf(file: string, text: string, { variant, seeds, also }: Row): readonly Unit[] {
  if (also === 'lesson') {
    const part = variant.version === undefined ? 'both' : 'lesson';
    return seeds.map((seed): Unit => ({ file, text, variant, seed, part }));
  }
  const runs = seeds.map((seed): Unit => ({ file, text, variant, seed, part: 'run' }));
  return also === 'causes' ? [...runs, { file, text, variant, seed: seeds[0]!, part: 'causes' }] : runs;
}
