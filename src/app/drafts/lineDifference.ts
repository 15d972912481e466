/** Two texts line by line: which lines went, which came, and a few around them that stayed. */
export interface DifferenceLine {
  readonly is: 'same' | 'gone' | 'new' | 'gap';
  readonly text: string;
}

const AROUND = 2;
/** Beyond this the middle is told as a whole. */
const MOST_CELLS = 4_000_000;

export function lineDifference(before: string, after: string): readonly DifferenceLine[] {
  const [old, now] = [before.split('\n'), after.split('\n')];
  let start = 0;
  while (start < old.length && start < now.length && old[start] === now[start]) start++;
  let end = 0;
  while (end < old.length - start && end < now.length - start && old.at(-1 - end) === now.at(-1 - end)) end++;
  const changed = middle(old.slice(start, old.length - end), now.slice(start, now.length - end));
  const same = (lines: readonly string[]) => lines.map((text): DifferenceLine => ({ is: 'same', text }));
  return shortened([...same(old.slice(0, start)), ...changed, ...same(end === 0 ? [] : old.slice(-end))]);
}

/** The longest common lines stay. */
function middle(old: readonly string[], now: readonly string[]): readonly DifferenceLine[] {
  const gone = (text: string): DifferenceLine => ({ is: 'gone', text });
  const come = (text: string): DifferenceLine => ({ is: 'new', text });
  if (old.length * now.length > MOST_CELLS) return [...old.map(gone), ...now.map(come)];
  const width = now.length + 1;
  const common = new Uint32Array((old.length + 1) * width);
  for (let row = old.length - 1; row >= 0; row--) {
    for (let column = now.length - 1; column >= 0; column--) {
      const below = common[(row + 1) * width + column]!;
      const beside = common[row * width + column + 1]!;
      common[row * width + column] =
        old[row] === now[column] ? common[(row + 1) * width + column + 1]! + 1 : Math.max(below, beside);
    }
  }
  const lines: DifferenceLine[] = [];
  let [row, column] = [0, 0];
  while (row < old.length || column < now.length) {
    if (row < old.length && column < now.length && old[row] === now[column]) {
      lines.push({ is: 'same', text: old[row]! });
      row++;
      column++;
    } else if (
      column >= now.length ||
      (row < old.length && common[(row + 1) * width + column]! >= common[row * width + column + 1]!)
    ) {
      lines.push(gone(old[row++]!));
    } else lines.push(come(now[column++]!));
  }
  return lines;
}

function shortened(lines: readonly DifferenceLine[]): readonly DifferenceLine[] {
  const isNear = (place: number) =>
    lines.slice(Math.max(0, place - AROUND), place + AROUND + 1).some(({ is }) => is !== 'same');
  const kept: DifferenceLine[] = [];
  lines.forEach((line, place) => {
    if (line.is !== 'same' || isNear(place)) kept.push(line);
    else if (kept.at(-1)?.is !== 'gap') kept.push({ is: 'gap', text: '' });
  });
  return kept.some(({ is }) => is === 'gone' || is === 'new') ? kept : [];
}
