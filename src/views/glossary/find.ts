/**
 * Looking a term up: in both languages at once, in the names first and then in what they mean. A query of Hangul consonants
 * alone is the beginnings of syllables, as Koreans type them: ㄹㄷ finds 리더.
 */
import { bare, type Term } from '../../course/glossary/term.ts';

const HANGUL_FIRST = 0xac00;
const HANGUL_LAST = 0xd7a3;
/** Syllables that share an initial consonant. */
const OF_ONE_INITIAL = 588;
const INITIALS = 'ㄱㄲㄴㄷㄸㄹㅁㅂㅃㅅㅆㅇㅈㅉㅊㅋㅌㅍㅎ';

/** Best first; all of them, as they stand, where nothing is asked. */
export function findIn(terms: readonly Term[], query: string): readonly Term[] {
  const asked = normal(query);
  if (asked === '') return terms;
  const rank = new Map(terms.map((term) => [term, rankOf(term, asked)]));
  return terms.filter((term) => rank.get(term)! < NOT_FOUND).sort((a, b) => rank.get(a)! - rank.get(b)!);
}

const NOT_FOUND = 6;

function rankOf({ id, en, ko, means, source }: Term, asked: string): number {
  const names = [...en, ...ko, id.replaceAll('-', ' ')].map((name) => normal(bare(name)));
  if (names.includes(asked)) return 0;
  if (names.some((name) => name.startsWith(asked))) return 1;
  if (names.some((name) => name.includes(asked))) return 2;
  if (isInitials(asked)) {
    const wanted = asked.replaceAll(' ', '');
    const places = ko.map((name) => initialsOf(bare(name)).indexOf(wanted));
    if (places[0] === 0) return 3;
    return places.some((place) => place >= 0) ? 4 : NOT_FOUND;
  }
  const text = normal(`${means.en} ${means.ko} ${source}`);
  return asked.length > 1 && asked.split(' ').every((word) => text.includes(word)) ? 5 : NOT_FOUND;
}

function normal(text: string): string {
  return text.normalize('NFC').toLowerCase().replace(/\s+/g, ' ').trim();
}

function isInitials(text: string): boolean {
  return [...text].every((letter) => letter === ' ' || INITIALS.includes(letter));
}

/** 리더 에포크 is ㄹㄷㅇㅍㅋ. */
export function initialsOf(text: string): string {
  return [...text]
    .map((letter) => {
      const code = letter.charCodeAt(0);
      if (code < HANGUL_FIRST || code > HANGUL_LAST) return letter === ' ' ? '' : letter;
      return INITIALS[Math.floor((code - HANGUL_FIRST) / OF_ONE_INITIAL)]!;
    })
    .join('');
}
