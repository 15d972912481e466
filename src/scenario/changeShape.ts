/** Something from outside that says it is a change: its shape, and that it is one thing. */
import { CHANGE_KINDS, CHANGE_OWNERS, type Change, change as schema } from './schemaChange.ts';

export type ReadChange =
  | { readonly ok: true; readonly change: Change }
  | { readonly ok: false; readonly problems: readonly string[] };

export function readChange(value: unknown): ReadChange {
  const result = schema.safeParse(value);
  if (!result.success) {
    const problems = result.error.issues.slice(0, 20).map(({ path, message }) => {
      const where = path.join('.');
      return where === '' ? message : `${where} must be ${message}`;
    });
    return { ok: false, problems };
  }
  const problems = shapeProblems(result.data);
  return problems.length > 0 ? { ok: false, problems } : { ok: true, change: result.data };
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
export function shapeProblems(change: Change): string[] {
  const given = Object.keys(change).filter((key) => change[key as keyof Change] !== undefined);
  const kinds: readonly string[] = [...CHANGE_OWNERS, ...CHANGE_KINDS];
  const [kind, ...more] = given.filter((key) => kinds.includes(key));
  if (kind === undefined) return [`nothing is changed: one of ${kinds.join(', ')} is needed`];
  if (more.length > 0) return [`one thing at a time: ${[kind, ...more].join(' and ')} are ${more.length + 1}`];
  const problems: string[] = [];
  for (const key of given) {
    const owners = BELONGS[key];
    if (owners !== undefined && !owners.includes(kind)) problems.push(`${key} does not go with ${kind}`);
  }
  const isOwner = (CHANGE_OWNERS as readonly string[]).includes(kind);
  for (const needed of isOwner ? [['set', 'remove']] : (NEEDS[kind] ?? [])) {
    const there = needed.filter((key) => given.includes(key));
    if (there.length === 0) problems.push(`${kind} needs ${needed.join(' or ')}`);
    if (there.length > 1 && !isOwner) problems.push(`${there.join(' and ')} contradict each other`);
  }
  return problems;
}
