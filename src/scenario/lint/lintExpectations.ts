/** Expectations that say nothing: they hold, or fail, whatever happens. */
import { COUNTED } from '../checks/checkExpectations.ts';
import { formatDuration } from '../duration.ts';
import { LINT_SAYS, MENDS } from '../says/lint.ts';
import type { Scenario } from '../scenario.ts';
import type { Counted, Expectation, FinalSection } from '../schema.ts';
import type { Path } from '../shape.ts';
import type { Found } from './finding.ts';

export function lintExpectations(scenario: Scenario): Found[] {
  const { expect = [], drill, lesson, until } = scenario;
  const found = lintList(expect, ['expect'], until);
  for (const [place, cause] of (drill?.causes ?? []).entries()) {
    found.push(...lintList(cause.expect, ['drill', 'causes', place, 'expect'], until));
  }
  if (expect.length === 0 && lesson === undefined && drill === undefined) {
    found.push({
      code: 'nothing-expected',
      path: ['title'],
      which: 'key',
      says: LINT_SAYS.nothingExpected(),
      mend: MENDS.addExpect(),
    });
  }
  return found;
}

function lintList(expect: readonly Expectation[], path: Path, until: number): Found[] {
  const seen = new Map<string, number>();
  return expect.flatMap((one, place) => {
    const here = [...path, place];
    const found = [
      ...lintFact(one, here, until),
      ...lintNever(one, here, until),
      ...lintFinal(one.final, [...here, 'final']),
    ];
    const text = JSON.stringify(one);
    const first = seen.get(text);
    if (first === undefined) seen.set(text, place);
    else {
      const says = LINT_SAYS.expectedTwice(first + 1);
      found.push({ code: 'expected-twice', path: here, says, mend: MENDS.leaveOne() });
    }
    return found;
  });
}

function lintFact({ fact, after, ...counts }: Expectation, path: Path, until: number): Found[] {
  if (fact === undefined || after === undefined || after < until) return [];
  const isBound = counts['at-most'] !== undefined && counts['at-least'] === undefined;
  const says = LINT_SAYS.nothingAfter(formatDuration(after));
  const code = isBound ? 'cannot-fail' : 'cannot-hold';
  return [{ code, path: [...path, 'after'], says, mend: MENDS.earlierAfter() }];
}

function lintNever({ never }: Expectation, path: Path, until: number): Found[] {
  if (never?.after === undefined || never.after < until) return [];
  const says = LINT_SAYS.holdsAnyway(formatDuration(never.after));
  return [{ code: 'cannot-fail', path: [...path, 'never', 'after'], says, mend: MENDS.earlierAfter() }];
}

const BY_PARTITION = ['position', 'committed', 'lag'] as const;

function lintFinal(final: FinalSection | undefined, path: Path): Found[] {
  if (final === undefined) return [];
  const counts: [Path, Counted | undefined][] = COUNTED.map((key) => [[...path, key], final[key]]);
  for (const key of BY_PARTITION) {
    for (const [partition, count] of Object.entries(final[key] ?? {})) counts.push([[...path, key, partition], count]);
  }
  return counts.flatMap(([where, count]): Found[] => {
    if (typeof count !== 'object' || count['at-most'] !== undefined || (count['at-least'] ?? 0) > 0) return [];
    return [{ code: 'cannot-fail', path: where, says: LINT_SAYS.atLeastZero(), mend: MENDS.exactNumber() }];
  });
}
