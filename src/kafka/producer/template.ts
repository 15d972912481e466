/** Keys and values of a workload: `{n}` is the record's number in its producer, from 0, `{n%5}` that number modulo 5. */
const PLACEHOLDER = /\{n(?:%(\d+))?\}/g;

/** A template taken apart: a text, then a number and a text in turn. */
interface Parts {
  readonly texts: readonly string[];
  /** Between the texts; 0: the number as it is. */
  readonly moduli: readonly number[];
}

/** A workload uses one template for ever: it is taken apart once. What is kept here is a function of its key alone. */
const KNOWN = new Map<string, Parts>();
const KNOWN_AT_MOST = 1_000;

export function renderTemplate(template: string, number: number): string {
  const { texts, moduli } = partsOf(template);
  let text = texts[0]!;
  for (let place = 0; place < moduli.length; place++) {
    const modulus = moduli[place]!;
    text += (modulus === 0 ? number : number % modulus) + texts[place + 1]!;
  }
  return text;
}

function partsOf(template: string): Parts {
  const known = KNOWN.get(template);
  if (known !== undefined) return known;
  if (KNOWN.size === KNOWN_AT_MOST) KNOWN.clear();
  const parts = takeApart(template);
  KNOWN.set(template, parts);
  return parts;
}

function takeApart(template: string): Parts {
  const texts: string[] = [];
  const moduli: number[] = [];
  let end = 0;
  for (const match of template.matchAll(PLACEHOLDER)) {
    const modulus = match[1] === undefined ? 0 : Number(match[1]);
    // Nothing can be taken modulo 0: such a placeholder is text.
    if (match[1] !== undefined && modulus === 0) continue;
    texts.push(template.slice(end, match.index));
    moduli.push(modulus);
    end = match.index + match[0].length;
  }
  texts.push(template.slice(end));
  return { texts, moduli };
}
