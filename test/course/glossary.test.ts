/** The glossary: nothing missing, nothing orphaned, and terms found in texts of both languages. */
import { existsSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { GLOSSARY, termOf } from '../../src/course/glossary/index.ts';
import { findTerms, matcherOf } from '../../src/course/glossary/match.ts';
import { bare, nameOf } from '../../src/course/glossary/term.ts';
import { findIn, initialsOf } from '../../src/views/glossary/find.ts';

const HANGUL = /\p{Script=Hangul}/u;

describe('terms', () => {
  test('each has an id of its own, both names, and says what it is in both languages', () => {
    expect(GLOSSARY.length).toBeGreaterThan(110);
    expect(new Set(GLOSSARY.map(({ id }) => id)).size).toBe(GLOSSARY.length);
    const wrong = GLOSSARY.filter(
      ({ en, ko, means, source }) =>
        HANGUL.test(en.join('')) ||
        !HANGUL.test(ko.join('')) ||
        HANGUL.test(means.en) ||
        !HANGUL.test(means.ko) ||
        !/\.$/.test(means.en) ||
        !/요(\([^)]*\))?\.$/.test(means.ko) ||
        source === '',
    );
    expect(wrong.map(({ id }) => id)).toEqual([]);
  });

  test('a definition has one to four sentences, and none is a copy of another', () => {
    const sentences = (text: string) => text.split(/[.:] /).length;
    expect(
      GLOSSARY.filter(({ means }) => sentences(means.en) > 6 || means.en.length > 420).map(({ id }) => id),
    ).toEqual([]);
    for (const language of ['en', 'ko'] as const)
      expect(new Set(GLOSSARY.map(({ means }) => means[language])).size).toBe(GLOSSARY.length);
    expect(GLOSSARY.filter(({ means }) => means.en === means.ko)).toEqual([]);
  });

  test('relatives and lessons exist', () => {
    const orphans = GLOSSARY.flatMap(({ id, related }) =>
      related.filter((other) => termOf(other) === undefined || other === id).map((other) => `${id} -> ${other}`),
    );
    expect(orphans).toEqual([]);
    const missing = GLOSSARY.flatMap(({ id, lessons }) =>
      lessons.filter((name) => !existsSync(`scenarios/${name}.yaml`)).map((name) => `${id}: ${name}`),
    );
    expect(missing).toEqual([]);
    expect(GLOSSARY.filter(({ lessons }) => lessons.length === 0).map(({ id }) => id)).toEqual([]);
  });

  test('no two terms share a name', () => {
    const owners = new Map<string, string>();
    const shared = GLOSSARY.flatMap(({ id, en, ko }) =>
      [...en, ...ko].flatMap((name) => {
        const key = bare(name).toLowerCase();
        const owner = owners.get(key);
        owners.set(key, id);
        return owner === undefined || owner === id ? [] : [`${name}: ${owner}, ${id}`];
      }),
    );
    expect(shared).toEqual([]);
  });
});

describe('terms in a text', () => {
  const matcher = matcherOf(GLOSSARY);
  const found = (text: string) =>
    findTerms(text, matcher).map(({ from, to, id, language }) => `${text.slice(from, to)} = ${id} ${language}`);

  test('whole English words, and their plurals', () => {
    expect(found('Two leaders, one leader; a leadership is none.')).toEqual([
      'leaders = leader en',
      'leader = leader en',
    ]);
    expect(found('The batches wait.')).toEqual(['batches = batch en']);
    expect(found('An acknowledged record')).toEqual(['acknowledged = acknowledgement en', 'record = record en']);
  });

  test('the longest name wins', () => {
    expect(found('the high watermark of the leader epoch')).toEqual([
      'high watermark = high-watermark en',
      'leader epoch = leader-epoch en',
    ]);
    expect(found('네트워크 단절은 파티션과 달라요')).toEqual([
      '네트워크 단절 = network-partition ko',
      '파티션 = partition ko',
    ]);
    expect(found('하이 워터마크(HW)가')).toEqual(['하이 워터마크(HW) = high-watermark ko']);
  });

  test('acronyms in capitals only', () => {
    expect(found('ISR is not isr, and HW is not hw')).toEqual(['ISR = isr en', 'HW = high-watermark en']);
  });

  test.each([
    ['리더는', '리더'],
    ['리더에게서도', '리더'],
    ['팔로워들이', '팔로워'],
    ['리밸런싱하면', '리밸런싱'],
    ['컴팩션된', '컴팩션'],
    ['오프셋부터예요', '오프셋'],
    ['ISR에서는', 'ISR'],
    ['ELR이라면', 'ELR'],
  ])('Korean particles and endings are no obstacle: %s', (text, word) => {
    const [first] = findTerms(text, matcher);
    expect(first && text.slice(first.from, first.to)).toBe(word);
  });

  test('a word that only begins like a term is none', () => {
    expect(found('리더십, 오프라인, 토픽명')).toEqual([]);
  });

  test('names of settings, partitions and files are not words', () => {
    expect(found('log.dirs, orders-0, topic-0, offset.metadata.max.bytes, consumer_offsets')).toEqual([]);
  });

  test('common words of the language are not linked', () => {
    expect(found('Watch the log: its key and value, the group and the session.')).toEqual([]);
  });
});

describe('looking a term up', () => {
  const first = (query: string) => findIn(GLOSSARY, query)[0]?.id;

  test('in both languages at once, names before what is said', () => {
    expect(first('isr')).toBe('isr');
    expect(first('하이 워터')).toBe('high-watermark');
    expect(first('high water')).toBe('high-watermark');
    expect(first('적격')).toBe('elr');
    expect(findIn(GLOSSARY, 'KIP-966').map(({ id }) => id)).toContain('elr');
  });

  test('by initial consonants', () => {
    expect(initialsOf('리더 에포크')).toBe('ㄹㄷㅇㅍㅋ');
    expect(first('ㄹㄷㅇㅍㅋ')).toBe('leader-epoch');
    expect(first('ㅎㅇㅇㅌ')).toBe('high-watermark');
    expect(first('ㄹㄷㅇ')).toBe('leader-epoch');
  });

  test('every term is found by each of its names, and nonsense finds nothing', () => {
    for (const term of GLOSSARY) {
      for (const language of ['en', 'ko'] as const) {
        expect(findIn(GLOSSARY, nameOf(term, language)), term.id).toContain(term);
      }
    }
    expect(findIn(GLOSSARY, 'qwertz')).toEqual([]);
  });
});
