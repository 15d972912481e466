/**
 * A pure function of one small argument that remembers its last answers, for what is asked with every event: names put
 * together from parts, such as the keys of timers, and parts taken out of names. To make a text and to hash it costs
 * more than the look-up it is for. Bounded, and never state.
 */
const REMEMBERED = 16_384;

export function remembered<Argument extends string | number, Answer extends string | number>(
  make: (argument: Argument) => Answer,
): (argument: Argument) => Answer {
  const made = new Map<Argument, Answer>();
  return (argument) => {
    const known = made.get(argument);
    if (known !== undefined) return known;
    if (made.size === REMEMBERED) made.clear();
    const answer = make(argument);
    made.set(argument, answer);
    return answer;
  };
}
