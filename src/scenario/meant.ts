/**
 * What somebody meant who wrote something else: words of other tools, values in the wrong form. Only where it is hardly
 * anything else; what is told is a guess, and marked as one.
 */

/** Actions and comparisons as other tools have them. */
const KEYS: Readonly<Record<string, string>> = {
  crash: 'kill',
  stop: 'kill',
  fail: 'kill',
  shutdown: 'controlled-shutdown',
  sigterm: 'controlled-shutdown',
  partition: 'cut',
  isolate: 'cut',
  disconnect: 'cut',
  'network-partition': 'cut',
  reconnect: 'heal',
  latency: 'slow-link',
  delay: 'slow-link',
  throttle: 'slow-link',
  freeze: 'pause',
  sleep: 'pause',
  suspend: 'pause',
  'less-than': 'at-most',
  max: 'at-most',
  'greater-than': 'at-least',
  'more-than': 'at-least',
  min: 'at-least',
  includes: 'contains',
  any: 'in',
  'any-of': 'in',
  'one-of': 'in',
};

export function keyMeant(key: string, known: readonly string[]): string | undefined {
  const meant = Object.hasOwn(KEYS, key) ? KEYS[key] : undefined;
  return meant !== undefined && known.includes(meant) ? meant : undefined;
}

/** `broker1`, `kafka-1`, `zk2`: the name that it has here. A partition is led by a node. */
export function nodeMeant(written: string, nodes: readonly string[]): string | undefined {
  const found = /^(broker|kafka|controller|zookeeper|zk|producer|consumer)[-_ ]?(\d{1,4})$/i.exec(written);
  if (found === null) return /^[\w.-]+-\d+$/.test(written) ? `leader of ${written}` : undefined;
  const name = `${LETTERS[found[1]!.toLowerCase()]}${found[2]}`;
  return nodes.includes(name) ? name : undefined;
}

const LETTERS: Readonly<Record<string, string>> = {
  broker: 'b',
  kafka: 'b',
  controller: 'c',
  zookeeper: 'z',
  zk: 'z',
  producer: 'p',
  consumer: 'k',
};

/** Lists of names: of those, one alone is easily written without its brackets. */
const NAMES = new Set<unknown>(['assign', 'subscribe', 'bootstrap']);

/** What a value is in the form that its key wants: `must` is what the schema says of it. */
export function valueMeant(key: unknown, must: string, value: unknown): string | undefined {
  if (must.startsWith('a node') && typeof value === 'number') return `b${value}`;
  if (typeof value !== 'string' || value.length > 60) return undefined;
  if (must.startsWith('a bandwidth')) return bandwidthMeant(value);
  if (must.startsWith('true or false') && TRUE_OR_FALSE[value.toLowerCase()] !== undefined) {
    return TRUE_OR_FALSE[value.toLowerCase()];
  }
  return NAMES.has(key) && must.startsWith('a list') && /^[\w.-]+$/.test(value) ? `[${value}]` : undefined;
}

/** `"10"` where a number is wanted. */
export function isQuotedNumber(must: string, value: unknown): boolean {
  return (
    typeof value === 'string' &&
    /^(a (whole )?number|a broker id|1, the version)/.test(must) &&
    /^-?\d{1,15}$/.test(value)
  );
}

/** Bits a second, as networks are sold: eight to a byte. */
function bandwidthMeant(value: string): string | undefined {
  const [, amount = '', unit = ''] = /^(\d{1,6}) ?([kMG])(?:bps|bit\/s|b\/s)$/.exec(value) ?? [];
  return amount === '' ? undefined : `${Number(amount) * 125}${{ k: 'B', M: 'kB', G: 'MB' }[unit]}/s`;
}

export const TRUE_OR_FALSE: Readonly<Record<string, string>> = {
  true: 'true',
  yes: 'true',
  on: 'true',
  false: 'false',
  no: 'false',
  off: 'false',
};

/** `4.0` is the number 4 to YAML, and 3.7 is no release that is known: the one that it comes nearest to. */
export function releaseMeant(written: number, known: readonly string[]): string | undefined {
  const first = known.find(
    (name) => name === `${written}.0.0` || name.startsWith(`${written}.`) || name === `${written}.0`,
  );
  const whole = Number.isInteger(written) ? known.find((name) => name === `${written}.0.0`) : undefined;
  return whole ?? first ?? known.find((name) => name.startsWith(`${Math.floor(written)}.`));
}

/** Signs of an East Asian keyboard and of a word processor where YAML has its own. */
const FOREIGN: Readonly<Record<string, string>> = {
  '：': ':',
  '，': ',',
  '、': ',',
  '；': ',',
  '“': '"',
  '”': '"',
  '‘': "'",
  '’': "'",
  '｛': '{',
  '｝': '}',
  '［': '[',
  '］': ']',
  '－': '-',
  '\u00a0': ' ',
  '\u3000': ' ',
};

/** The first such sign of a line, where it stands, and what YAML has for it. */
export function foreignSign(
  line: string,
): { readonly at: number; readonly sign: string; readonly plain: string } | undefined {
  for (let at = 0; at < line.length; at++) {
    const plain = FOREIGN[line[at]!];
    if (plain !== undefined) return { at, sign: line[at]!, plain };
  }
  return undefined;
}
