/**
 * Korean particles after a word that is not known when the sentence is written. A particle has two forms: after a final
 * consonant and after none; 으로/로 also counts a final ㄹ as none. Hangul says so itself; digits and Latin letters are read
 * aloud: 3 is 삼, so 3이; 2 is 이, so 2가; ISR ends in 알, so ISR은; a name is read as a word: billing is 빌링, so billing이,
 * and reader 리더, so reader가 (es-hangul is wrong after digits, and knows no Latin words).
 */
export type Particle = '은/는' | '이/가' | '을/를' | '과/와' | '으로/로' | '이에요/예요';

type Final = 'none' | 'rieul' | 'other';

/** 영 일 이 삼 사 오 육 칠 팔 구 */
const DIGIT_FINAL: readonly Final[] = [
  'other',
  'rieul',
  'none',
  'other',
  'none',
  'none',
  'other',
  'rieul',
  'rieul',
  'none',
];

/** Letters whose Korean name ends in a consonant: 엘, 엠, 엔, and 아르 as most people say it, 알. */
const LETTER_FINAL: Readonly<Record<string, Final>> = { l: 'rieul', m: 'other', n: 'other', r: 'rieul' };

const HANGUL_FIRST = 0xac00;
const HANGUL_LAST = 0xd7a3;
const FINALS = 28;
const RIEUL = 8;

/** 십, 백, 천, 만, 억: what a round number ends in when read aloud. Zeros are read as one of these, never as 영. */
function finalOfDigits(digits: string): Final {
  const zeros = digits.length - digits.replace(/0+$/, '').length;
  if (zeros === 0 || zeros === digits.length) return DIGIT_FINAL[Number(digits.at(-1))] ?? 'none';
  // 조 has no final consonant; all the smaller units have one, none of them ㄹ.
  return zeros >= 12 ? 'none' : 'other';
}

function finalOf(word: string): Final {
  // Only its end is heard; a name can be as long as a stranger likes.
  const spoken = word.slice(-80).replace(/[^\p{L}\p{N}]+$/u, '');
  const digits = /\d+$/.exec(spoken)?.[0];
  if (digits !== undefined) return finalOfDigits(digits);
  const last = spoken.at(-1);
  if (last === undefined) return 'none';
  const code = last.charCodeAt(0);
  if (code >= HANGUL_FIRST && code <= HANGUL_LAST) {
    const final = (code - HANGUL_FIRST) % FINALS;
    return final === 0 ? 'none' : final === RIEUL ? 'rieul' : 'other';
  }
  const latin = /[A-Za-z]+$/.exec(spoken)?.[0];
  return latin !== undefined && isReadAsWord(latin) ? finalOfLatinWord(latin.toLowerCase()) : finalOfLetter(last);
}

function finalOfLetter(letter: string): Final {
  return LETTER_FINAL[letter.toLowerCase()] ?? 'none';
}

/** ISR, DNS and k are spelt out; orders, KRaft and RUNNING are read. */
function isReadAsWord(latin: string): boolean {
  const isAcronym = latin.length < 5 && latin === latin.toUpperCase();
  return latin.length > 2 && !isAcronym && /[aeiouy]/i.test(latin);
}

/**
 * How an English word ends as Korean writes it. The first that fits; whatever else ends in a consonant gets a vowel in
 * Korean (오더스, 서치, 이벤트), and so has no final.
 */
const WORD_FINALS: readonly (readonly [RegExp, Final])[] = [
  // 파일, 테이블, 이메일
  [/le?$/, 'rieul'],
  // 빌링, 라인, 타임, 스트림
  [/(ng|[nm])$|[aeiou][nm]e$/, 'other'],
  [/(check|hub|sub|club)$/, 'none'],
  // 토픽, 피드백, 웹훅
  [/[aeiou]c$|[aeiou]ck$|ook$/, 'other'],
  // 그룹, 앱, 잡
  [/([aeiou]|[aeiou]p)p$|[aeiou]b$/, 'other'],
  // 리셋, 티켓, 체크아웃
  [/([^aeiou][aeiou]|ou)t$/, 'other'],
];

function finalOfLatinWord(word: string): Final {
  return WORD_FINALS.find(([ending]) => ending.test(word))?.[1] ?? 'none';
}

/** `particle('b3', '이/가')` is `이`. */
export function particle(word: string, pair: Particle): string {
  const [after, bare] = pair.split('/') as [string, string];
  const final = finalOf(word);
  if (final === 'none') return bare;
  if (pair === '으로/로' && final === 'rieul') return bare;
  return after;
}

/** The word with its particle: `b3이`. */
export function withParticle(word: string, pair: Particle): string {
  return word + particle(word, pair);
}
