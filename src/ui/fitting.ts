/** Which of a row of things fit: all if there is room; else the wanted ones, then the first ones, beside a way to the rest. */

interface Row {
  readonly ids: readonly string[];
  /** In pixels, in the same order. */
  readonly widths: readonly number[];
  /** Of the way to the rest. */
  readonly more: number;
  readonly room: number;
  /** Most wanted first; the first of them is in any case. */
  readonly wanted: readonly string[];
}

export function fitting({ ids, widths, more, room, wanted }: Row): ReadonlySet<string> {
  const widthOf = new Map(ids.map((id, place) => [id, widths[place] ?? 0]));
  if (widths.reduce((sum, width) => sum + width, 0) <= room) return new Set(ids);
  const fits = new Set<string>();
  let left = room - more;
  for (const id of [...wanted, ...ids]) {
    const width = widthOf.get(id);
    if (width === undefined || fits.has(id)) continue;
    if (width > left && fits.size > 0) {
      // The rest goes in order: a short one behind a long one that has no room would be a riddle.
      if (!wanted.includes(id)) break;
      continue;
    }
    fits.add(id);
    left -= width;
  }
  return fits;
}
