/** `%-15s` of java.util.Formatter: padded on the right, never cut. */
export function cells(widths: readonly number[], values: readonly (string | number)[]): string {
  return values.map((value, place) => String(value).padEnd(widths[place] ?? 0)).join(' ');
}

export function widest(least: number, texts: readonly string[]): number {
  return texts.reduce((most, { length }) => Math.max(most, length), least);
}
