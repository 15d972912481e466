// The nearest known word to a mistyped one, for "did you mean ...?". Plain optimal string alignment distance
// (insert, delete, replace, swap two neighbours), case ignored; ties go to the candidate that comes first.

/** Number of single edits between two words, or `limit + 1` when it is certainly more than `limit`. */
export function editDistance(left: string, right: string, limit: number): number {
  if (Math.abs(left.length - right.length) > limit) return limit + 1;
  let beforePrevious: number[] = [];
  let previous: number[] = [];
  for (let column = 0; column <= right.length; column++) previous.push(column);
  for (let row = 1; row <= left.length; row++) {
    const current: number[] = [row];
    let smallest = row;
    for (let column = 1; column <= right.length; column++) {
      const same = left[row - 1] === right[column - 1];
      let cost = Math.min(previous[column]! + 1, current[column - 1]! + 1, previous[column - 1]! + (same ? 0 : 1));
      const swapped =
        row > 1 && column > 1 && left[row - 1] === right[column - 2] && left[row - 2] === right[column - 1];
      if (swapped) cost = Math.min(cost, beforePrevious[column - 2]! + 1);
      current.push(cost);
      smallest = Math.min(smallest, cost);
    }
    if (smallest > limit) return limit + 1;
    beforePrevious = previous;
    previous = current;
  }
  return previous[right.length]!;
}

/** The candidate with the fewest edits from `word`: at most a third of its letters, and six; one is always allowed. */
export function nearest(word: string, candidates: Iterable<string>): string | undefined {
  const lower = word.toLowerCase();
  let limit = Math.min(6, Math.max(1, Math.floor(lower.length / 3)));
  let best: string | undefined;
  for (const candidate of candidates) {
    const distance = editDistance(lower, candidate.toLowerCase(), limit);
    if (distance > limit) continue;
    best = candidate;
    if (distance === 0) return best;
    limit = distance - 1;
  }
  return best;
}

/**
 * The candidate that shares most of its words with this one, where names are made of words: `NodePaused` is near to
 * `ProcessPaused`. Words that stand in few candidates say more than those that stand in many; the first of equals.
 */
export function nearestByWords(word: string, candidates: Iterable<string>): string | undefined {
  const all = [...candidates].map((name) => ({ name, words: wordsIn(name) }));
  const wanted = wordsIn(word);
  const near = (one: string, other: string) => {
    const limit = Math.floor(Math.min(one.length, other.length) / 4);
    const isShort = one.length >= 3 && (other.startsWith(one) || one.startsWith(other)) && other.length >= 3;
    return isShort || editDistance(one, other, limit) <= limit;
  };
  const worth = wanted.map((one) => {
    const count = all.filter(({ words }) => words.some((other) => near(one, other))).length;
    return count === 0 ? 0 : all.length / count;
  });
  let best: string | undefined;
  let most = 0;
  for (const { name, words } of all) {
    const shared = wanted.filter((one) => words.some((other) => near(one, other)));
    const sum = wanted.reduce((total, one, place) => total + (shared.includes(one) ? worth[place]! : 0), 0);
    // A name of many words is less likely meant than one of few.
    const weight = shared.length * 2 > wanted.length - 1 && shared.length > 0 ? sum / (words.length + 1) : 0;
    if (weight > most) [best, most] = [name, weight];
  }
  return best;
}

function wordsIn(name: string): readonly string[] {
  return (name.slice(0, 80).match(/[A-Z]+(?![a-z])|[A-Z]?[a-z]+|\d+/g) ?? []).map((one) => one.toLowerCase());
}
