/** Lines that were typed, newest last; the same line twice in a row is kept once. */
const KEPT = 500;

export function remember(lines: readonly string[], line: string): readonly string[] {
  if (line.trim() === '' || lines[lines.length - 1] === line) return lines;
  return [...lines, line].slice(-KEPT);
}
