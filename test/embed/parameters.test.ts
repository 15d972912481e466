/** The address of an embedded page. */
import { expect, test } from 'vitest';
import { readEmbed } from '../../src/embed/parameters.ts';

test('its own parameters, and those of a link, in query and hash', () => {
  const { parameters, address, bad } = readEmbed(
    '?ui=player&panes=picture,groups,cli&lock=1',
    '#scenario=slow-follower&at=12.5s&lang=ko&api=1&origin=https://course.example',
    'player',
  );
  expect(bad).toEqual([]);
  expect(parameters).toMatchObject({ ui: 'player', controls: true, isLocked: true, host: 'https://course.example' });
  expect(parameters.panes).toEqual(['picture', 'group', 'console']);
  expect(address).toMatchObject({ scenario: 'slow-follower', at: { at: 12_500_000 }, language: 'ko' });
});

test('a link as it was copied is a run', () => {
  const run = encodeURIComponent('https://tidemark.example/#scenario=slow-follower&seed=7&at=100&theme=dark');
  const { address, bad } = readEmbed('', `#run=${run}`, 'player');
  expect(bad).toEqual([]);
  expect(address).toMatchObject({ scenario: 'slow-follower', seed: 7, at: { step: 100 }, theme: 'dark' });
});

test('a link that was copied out of the text of a page says `&amp;` where it means `&`', () => {
  const link = 'https://tidemark.example/#scenario=slow-follower&amp;seed=7&amp;amp;at=100';
  for (const hash of [`#run=${encodeURIComponent(link)}&amp;theme=dark`, `${new URL(link).hash}&amp;theme=dark`]) {
    const { address, bad } = readEmbed('?ui=player&amp;lock=1', hash, 'player');
    expect(bad).toEqual([]);
    expect(address).toMatchObject({ scenario: 'slow-follower', seed: 7, at: { step: 100 }, theme: 'dark' });
  }
});

test('a picture and a table have no transport, unless they are given one', () => {
  expect(readEmbed('?ui=picture', '', 'player').parameters.controls).toBe(false);
  expect(readEmbed('?ui=table&controls=1', '', 'player').parameters.controls).toBe(true);
  expect(readEmbed('', '', 'full').parameters.ui).toBe('full');
});

test('what is not known, or cannot be, is told by name', () => {
  const search =
    '?ui=tiny&controls=yes&panes=log,everything&load=later&colour=red&seed=-1&origin=https://a.example/path&api=1';
  const { parameters, bad } = readEmbed(search, '', 'player');
  expect(bad.map(({ name }) => name).sort()).toEqual(['colour', 'controls', 'load', 'origin', 'panes', 'seed', 'ui']);
  expect(parameters.host).toBeUndefined();
  expect(parameters.panes).toEqual(['log']);
  expect(readEmbed('?api=1', '', 'player').bad).toMatchObject([{ name: 'api' }]);
  expect(readEmbed('', `#acts=${'x'.repeat(70_000)}`, 'player').bad).toMatchObject([{ name: 'address' }]);
  for (const origin of [
    '*',
    'https://a.example/',
    'javascript:alert(1)',
    'ftp://a.example',
    '',
    'https://a.example,https://b.example',
  ])
    expect(readEmbed(`?api=1&origin=${encodeURIComponent(origin)}`, '', 'player').parameters.host).toBeUndefined();
});

const PAGE = 'https://tidemark.example/course/embed.html';
const told = (hash: string) => readEmbed('', hash, 'player', PAGE).bad.map(({ name, value }) => `${name}=${value}`);

test('what is said twice, or against its link, is told with what counts', () => {
  expect(told('#seed=1&lock=1&seed=2&lock=0')).toEqual(['seed=2', 'lock=0']);
  expect(told('#seed=2&seed=2')).toEqual([]);
  const run = encodeURIComponent('scenario=slow-follower&seed=3&at=100&lang=ko');
  const beside = readEmbed('?scenario=leader-failover', `#run=${run}&lang=en&beat=start`, 'player');
  expect(beside.bad).toEqual([{ name: 'scenario', value: 'slow-follower', isRepeated: true }]);
  // How it is looked at, and from when on, is for the page around to say.
  expect(beside.address).toEqual({ scenario: 'slow-follower', seed: 3, language: 'en', beat: 'start' });
  expect(told('#run=zAAAA')).toEqual(['run=zAAAA']);
});

test('a file of the own site is a scenario; one of anybody else is not', () => {
  const file = (said: string, page = PAGE) =>
    readEmbed('', `#scenario=${encodeURIComponent(said)}`, 'player', page).parameters.file?.url;
  expect(file('mine.yaml')).toBe('https://tidemark.example/course/mine.yaml');
  expect(file('/week/3.yml?v=2')).toBe('https://tidemark.example/week/3.yml?v=2');
  expect(file('https://tidemark.example/a/b.yaml')).toBe('https://tidemark.example/a/b.yaml');
  for (const said of [
    'https://evil.example/x.yaml',
    '//evil.example/x.yaml',
    'https://a:b@tidemark.example/x.yaml',
    'https://tidemark.example:444/x.yaml',
    'http://tidemark.example/x.yaml',
    'javascript:x.yaml',
    'data:text/plain,x.yaml',
    'blob:https://tidemark.example/x.yaml',
    'https://tidemark.example/secret.json',
    `${'x/'.repeat(600)}a.yaml`,
  ]) {
    expect(file(said), said).toBeUndefined();
    expect(told(`#scenario=${encodeURIComponent(said)}`), said).toHaveLength(1);
  }
  // A single file in a folder has no site.
  expect(file('mine.yaml', 'file:///home/me/tidemark.html')).toBeUndefined();
  expect(file('mine.yaml', '')).toBeUndefined();
});

test('names of a prototype are names like any other', () => {
  expect(told('#__proto__=1&constructor=2&toString=3&panes=constructor,__proto__')).toHaveLength(4);
  expect(({} as { x?: unknown }).x).toBeUndefined();
});
