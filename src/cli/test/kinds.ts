/** What many seeds have in common: the same problem, told once with the seeds under which it is so. */

/** The same of many seeds once, as it is under the first of them; it is the same where only its numbers differ. */
export function byKind(
  problems: readonly { readonly seed: number; readonly text: string }[],
): readonly { readonly text: string; readonly seeds: readonly number[] }[] {
  const found = new Map<string, { text: string; seeds: number[] }>();
  for (const { seed, text } of problems) {
    const [name = ''] = text.split(': ', 1);
    const kind = name + text.slice(name.length).replace(/(?<![\w-])\d+(\.\d+)?/g, '0');
    const known = found.get(kind);
    if (known === undefined) found.set(kind, { text, seeds: [seed] });
    else if (!known.seeds.includes(seed)) known.seeds.push(seed);
  }
  return [...found.values()];
}
