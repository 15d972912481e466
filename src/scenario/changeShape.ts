/** Something from outside that says it is a change: its shape, and that it is one thing. */
import type { Says } from '../base/says.ts';
import { type Refused, refused } from './problems.ts';
import { CHANGE_SAYS } from './says/change.ts';
import { mustBe } from './says/must.ts';
import { CHANGE_KINDS, CHANGE_OWNERS, type Change, change as schema } from './schemaChange.ts';

export type ReadChange = { readonly ok: true; readonly change: Change } | Refused;

export function readChange(value: unknown): ReadChange {
  const result = schema.safeParse(value);
  if (!result.success) {
    const problems = result.error.issues.slice(0, 20).map(({ path, message }) => {
      // A key that is not known there is told in the words of zod.
      return CHANGE_SAYS.mustBe(path.join('.'), mustBe(message));
    });
    return refused(...problems);
  }
  const problems = shapeProblems(result.data);
  return problems.length > 0 ? refused(...problems) : { ok: true, change: result.data };
}

const NEEDS: Readonly<Partial<Record<string, readonly (readonly string[])[]>>> = {
  move: [['to', 'by']],
  replace: [['do', 'with']],
  feature: [['level']],
};
const BELONGS: Readonly<Record<string, readonly string[]>> = {
  set: CHANGE_OWNERS,
  remove: CHANGE_OWNERS,
  to: ['move'],
  by: ['move'],
  do: ['replace'],
  with: ['replace'],
  as: ['add'],
  level: ['feature'],
};

/** That it changes one thing, and says all that is needed for it. */
export function shapeProblems(change: Change): Says[] {
  const given = Object.keys(change).filter((key) => change[key as keyof Change] !== undefined);
  const kinds: readonly string[] = [...CHANGE_OWNERS, ...CHANGE_KINDS];
  const [kind, ...more] = given.filter((key) => kinds.includes(key));
  if (kind === undefined) return [CHANGE_SAYS.nothingChanged(kinds)];
  if (more.length > 0) return [CHANGE_SAYS.oneAtATime([kind, ...more])];
  const problems: Says[] = [];
  for (const key of given) {
    const owners = BELONGS[key];
    if (owners !== undefined && !owners.includes(kind)) problems.push(CHANGE_SAYS.doesNotGoWith(key, kind));
  }
  const isOwner = (CHANGE_OWNERS as readonly string[]).includes(kind);
  for (const needed of isOwner ? [['set', 'remove']] : (NEEDS[kind] ?? [])) {
    const there = needed.filter((key) => given.includes(key));
    if (there.length === 0) problems.push(CHANGE_SAYS.needs(kind, needed));
    if (there.length > 1 && !isOwner) problems.push(CHANGE_SAYS.contradict(there));
  }
  return problems;
}
