/** The same items in the same order. */
export function isSameList<T>(a: readonly T[], b: readonly T[]): boolean {
  if (a === b) return true;
  if (a.length !== b.length) return false;
  for (let place = 0; place < a.length; place++) if (a[place] !== b[place]) return false;
  return true;
}

/**
 * What stands between commas, or another mark, without the spaces beside them. A pattern with spaces on either side of the
 * mark would take the square of the time in a long row of spaces.
 */
export function betweenMarks(text: string, mark: string): string[] {
  const parts = text.split(mark);
  const last = parts.length - 1;
  return parts.map((part, place) => {
    const end = place === last ? part : part.trimEnd();
    return place === 0 ? end : end.trimStart();
  });
}
