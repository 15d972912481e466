import { describe, expect, test } from 'vitest';
import { defaultSettings, memoryKeeper, openKeeper, readSettings, writeSettings } from '../../src/app/settings.ts';
import { readAddress, readInstant, writeAddress } from '../../src/app/url.ts';

describe('the address', () => {
  test('reads what it writes', () => {
    const address = {
      scenario: 'slow-follower',
      seed: 7,
      at: { at: 4_250_113 },
      language: 'ko',
      theme: 'dark',
      mode: 'inspect',
      motion: 'reduce',
    } as const;
    expect(readAddress('', writeAddress(address))).toEqual({ address, bad: [] });
    expect(readAddress('?scenario=slow-follower', '#at=1024').address).toEqual({
      scenario: 'slow-follower',
      at: { step: 1024 },
    });
  });

  test('instants are events or times with a unit', () => {
    expect(readInstant('4.25s')).toEqual({ at: 4_250_000 });
    expect(readInstant('250ms')).toEqual({ at: 250_000 });
    expect(readInstant('12')).toEqual({ step: 12 });
    for (const wrong of ['', '-1', '4.25', '1h', '1e9s', 's']) expect(readInstant(wrong)).toBeUndefined();
  });

  test('what is not known is reported, not ignored', () => {
    const { address, bad } = readAddress('?utm=x&seed=-4&lang=fr', '#scenario=../etc&theme=pink');
    expect(address).toEqual({});
    expect(bad).toEqual([
      { name: 'utm' },
      { name: 'seed', value: '-4' },
      { name: 'lang', value: 'fr' },
      { name: 'scenario', value: '../etc' },
      { name: 'theme', value: 'pink' },
    ]);
  });

  test('a seed is one that a file, a saved run and the command line can have as well', () => {
    expect(readAddress('', '#seed=2147483647')).toEqual({ address: { seed: 2_147_483_647 }, bad: [] });
    expect(readAddress('', '#seed=2147483648').bad).toEqual([{ name: 'seed', value: '2147483648' }]);
  });
});

describe('settings', () => {
  const fallback = defaultSettings(['fr', 'ko-KR', 'en']);

  test('the language is the first one we have', () => {
    expect(fallback.language).toBe('ko');
    expect(defaultSettings(['de']).language).toBe('en');
  });

  test('are kept, and nonsense in the storage is not believed', () => {
    const keeper = memoryKeeper();
    writeSettings(keeper, { ...fallback, theme: 'dark', keys: false });
    expect(readSettings(keeper, fallback)).toEqual({ ...fallback, theme: 'dark', keys: false });
    keeper.setItem('tidemark.settings', '{"theme":"pink","keys":"yes","mode":"inspect"}');
    expect(readSettings(keeper, fallback)).toEqual({ ...fallback, mode: 'inspect' });
    keeper.setItem('tidemark.settings', 'not json');
    expect(readSettings(keeper, fallback)).toEqual(fallback);
  });

  test('where storage is forbidden they live in memory', () => {
    const keeper = openKeeper(() => {
      throw new Error('sandboxed');
    });
    writeSettings(keeper, { ...fallback, theme: 'light' });
    expect(readSettings(keeper, fallback).theme).toBe('light');
  });
});
