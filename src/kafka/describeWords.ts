/** Words that the text forms of messages share. */

/** `a, b, c and 2 more`. */
export function some(items: readonly string[], shown = 3): string {
  if (items.length === 0) return 'nothing';
  const more = items.length > shown ? ` and ${items.length - shown} more` : '';
  return items.slice(0, shown).join(', ') + more;
}

/** `1 record`, `2 records`. */
export function counted(count: number, thing: string): string {
  return `${count} ${thing}${count === 1 ? '' : 's'}`;
}
