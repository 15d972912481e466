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
