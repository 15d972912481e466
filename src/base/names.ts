/**
 * Names made of a fixed and a varying part, such as the keys of timers. Each is made once and handed out again: to put a
 * text together and to hash it costs more than the look-up it is for. A bounded cache of a pure function, never state.
 */
const REMEMBERED = 4096;

export function names<Part extends string | number>(make: (part: Part) => string): (part: Part) => string {
  const made = new Map<Part, string>();
  return (part) => {
    const known = made.get(part);
    if (known !== undefined) return known;
    if (made.size === REMEMBERED) made.clear();
    const name = make(part);
    made.set(part, name);
    return name;
  };
}
