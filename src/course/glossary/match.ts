/**
 * Terms in a text: where each known one stands, the longest first. English names are whole words (an s at the end is the
 * plural); Korean ones begin a word and may have particles, or the endings of 하다 and 되다, behind them.
 */
import { bare, type Term } from './term.ts';

export interface Found {
  readonly from: number;
  readonly to: number;
  readonly id: string;
  /** The language of the name, which need not be that of the text. */
  readonly language: 'en' | 'ko';
}

export interface Matcher {
  readonly idOf: ReadonlyMap<string, string>;
  readonly names: RegExp;
}

/** What a Korean word may end in. Longer ones first, where one begins another. */
const PARTICLE = [
  '들|별|당|마다|까지|부터|에게서|에게|에서|으로서|으로써|으로|로서|로써|로|보다|처럼|조차|밖에',
  '이라는|라는|이라고|라고|이라면|라면|이라|라|이란|란|이나|나|이든|든|이며|며|이고|고',
  '이에요|예요|이었|였|입니다|이지|인데|인지|인|이|가|은|는|을|를|와|과|의|에|도|만',
].join('|');
const AFTER_KOREAN = new RegExp(
  `^(?:(?:${PARTICLE})+|(?:을|를)?(?:하|한|할|합|해|했|되|된|될|됩|돼|됐|시키|시킨|시켜).*)?$`,
);
const AFTER_ENGLISH = new RegExp(`^(?:${PARTICLE})*$`);
const ACRONYM = /^[A-Z][A-Za-z]?[A-Z]+$/;

export function matcherOf(terms: readonly Term[]): Matcher {
  const idOf = new Map<string, string>();
  for (const { id, en, ko } of terms) {
    for (const name of [...en, ...ko]) {
      // The first to have a name keeps it.
      if (!name.startsWith('~') && !idOf.has(keyOf(name))) idOf.set(keyOf(name), id);
    }
  }
  const longestFirst = [...idOf.keys()].sort((a, b) => b.length - a.length || (a < b ? -1 : 1));
  return { idOf, names: new RegExp(longestFirst.map(escaped).join('|'), 'giu') };
}

/** Every term at every place, from left to right; none within another. */
export function findTerms(text: string, { idOf, names }: Matcher): Found[] {
  const found: Found[] = [];
  names.lastIndex = 0;
  for (let match = names.exec(text); match !== null; match = names.exec(text)) {
    const end = match.index + match[0].length;
    const id = idOf.get(keyOf(match[0]));
    const ending = id === undefined ? undefined : endingOf(text, match.index, end);
    if (ending === undefined) {
      // A shorter name, or one that begins within this one, may still fit.
      names.lastIndex = match.index + 1;
      const shorter = shorterAt(text, match, idOf);
      if (shorter === undefined) continue;
      found.push(shorter);
      names.lastIndex = shorter.to;
    } else {
      const to = end + ending;
      found.push({ from: match.index, to, id: id!, language: isKorean(match[0]) ? 'ko' : 'en' });
      names.lastIndex = to;
    }
  }
  return found;
}

function shorterAt(text: string, match: RegExpExecArray, idOf: Matcher['idOf']): Found | undefined {
  for (let length = match[0].length - 1; length > 1; length--) {
    const name = text.slice(match.index, match.index + length);
    const id = idOf.get(keyOf(name));
    const ending = id === undefined ? undefined : endingOf(text, match.index, match.index + length);
    if (ending === undefined) continue;
    const to = match.index + length + ending;
    return { from: match.index, to, id: id!, language: isKorean(name) ? 'ko' : 'en' };
  }
  return undefined;
}

/** Endings are short. The particles can be read in so many ways that a long row of them would never be done. */
const LONGEST_ENDING = 16;

/** How much of what follows belongs to the word that is linked (a plural's s); undefined: it is part of another word. */
function endingOf(text: string, from: number, to: number): number | undefined {
  if (/[\p{L}\p{N}_.-]$/u.test(text.slice(Math.max(0, from - 2), from))) return undefined;
  const rest = /^[\p{L}\p{N}_]*/u.exec(text.slice(to, to + LONGEST_ENDING + 1))![0];
  if (rest.length > LONGEST_ENDING) return undefined;
  if (isKorean(text.slice(from, to))) return AFTER_KOREAN.test(rest) ? 0 : undefined;
  // `log.dirs` and `topic-0` are names, not words.
  if (rest === '' || /^es?$|^s$/.test(rest)) {
    return /^[-.=]\w/.test(text.slice(to + rest.length, to + rest.length + 2)) ? undefined : rest.length;
  }
  return AFTER_ENGLISH.test(rest) ? 0 : undefined;
}

/** Acronyms are what they are in capitals only. */
function keyOf(name: string): string {
  return ACRONYM.test(name) ? name : bare(name).toLowerCase();
}

function isKorean(name: string): boolean {
  return /\p{Script=Hangul}/u.test(name);
}

function escaped(name: string): string {
  return name.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}
