/** From the text of a file to a scenario, or to everything that is wrong with it, in one go. */
import { check } from './checks/check.ts';
import { emptyValues } from './checks/emptyValues.ts';
import { type MigrationNote, migratedFile } from './migrate/migrate.ts';
import { MOST_PROBLEMS, type Problem, sortProblems } from './problems.ts';
import type { Scenario } from './scenario.ts';
import { problemAt, readShape } from './shape.ts';
import { readYaml } from './yamlFile.ts';

export type ParseResult =
  | {
      readonly ok: true;
      readonly scenario: Scenario;
      /** Things that are allowed and do nothing. */
      readonly warnings: readonly Problem[];
      /** What was read in an older form of the format, and how: empty for most files. */
      readonly migrated: readonly MigrationNote[];
    }
  | { readonly ok: false; readonly problems: readonly Problem[] };

export function parseScenario(text: string): ParseResult {
  const yaml = readYaml(text);
  if (!yaml.ok) return { ok: false, problems: sortProblems(yaml.problems) };
  const old = migratedFile(yaml.file);
  const { scenario, file, problems: ofShape, isFollowUp } = readShape(old.file);
  const found: Problem[] = [];
  const warnings: Problem[] = [];
  if (scenario !== undefined) {
    untilEnough(() =>
      check(scenario, {
        error: (path, says, which) => {
          found.push(problemAt(file, path, says, which));
          if (found.length === MOST_PROBLEMS) throw ENOUGH;
        },
        warn: (path, says, which) => {
          if (warnings.length < MOST_PROBLEMS) warnings.push(problemAt(file, path, says, which));
        },
      }),
    );
  }
  const written = [...yaml.problems, ...ofShape, ...emptyValues(old.file)];
  const problems = [...written, ...found.filter((problem) => !isFollowUp(problem))];
  if (scenario === undefined || problems.length > 0) return { ok: false, problems: sortProblems(problems) };
  return { ok: true, scenario, warnings: sortProblems(warnings), migrated: old.notes };
}

/**
 * Whoever has that many mistakes has been told enough: to look for the nearest right word for each of them takes time. No
 * Error: one that is made while a script starts knows its place in it, for which a browser reads all of the script again.
 */
const ENOUGH = Symbol('enough problems');

function untilEnough(check: () => void): void {
  try {
    check();
  } catch (error) {
    if (error !== ENOUGH) throw error;
  }
}
