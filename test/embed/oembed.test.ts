/** What a site that knows its address answers to whoever finds one of its lessons: oEmbed, from plain files. */
import { expect, test } from 'vitest';
import { oembedFiles } from '../../scripts/site/oembed.ts';
import { readEmbed } from '../../src/embed/parameters.ts';

const HERE = 'https://tidemark.example/kafka/';
const files = oembedFiles(HERE, [
  { name: 'one-lesson', title: { en: 'Acks <all> & "more"', ko: '확인 응답' } },
  { name: 'two', title: { en: 'Two', ko: '둘' } },
]);

test('each lesson has a page that says where its answer is', () => {
  expect(Object.keys(files).sort()).toEqual([
    'lesson/one-lesson/index.html',
    'lesson/one-lesson/oembed.json',
    'lesson/two/index.html',
    'lesson/two/oembed.json',
    'oembed.json',
  ]);
  const page = files['lesson/one-lesson/index.html']!;
  const named = /<link rel="alternate" type="application\/json\+oembed" href="([^"]+)"/.exec(page)?.[1];
  expect(named).toBe(`${HERE}lesson/one-lesson/oembed.json`);
  expect(page).toContain('<title>Acks &lt;all&gt; &amp; &quot;more&quot;</title>');
  expect(page).not.toMatch(/<script|<all>/);
  // It leads to the lesson itself, wherever the site lies.
  expect(page).toContain('content="0; url=../../#scenario=one-lesson"');
});

test('the answer is of the kind that the protocol asks for, and its frame is a player', () => {
  const said = JSON.parse(files['lesson/one-lesson/oembed.json']!) as Record<string, unknown>;
  expect(said).toMatchObject({ version: '1.0', type: 'rich', title: 'Acks <all> & "more"', provider_url: HERE });
  expect(said.width).toBeGreaterThan(0);
  expect(said.height).toBeGreaterThan(0);
  const html = String(said.html);
  expect(html).toMatch(/^<iframe [^<>]*><\/iframe>$/);
  const src = /src="([^"]+)"/.exec(html)![1]!.replaceAll('&amp;', '&');
  expect(src.startsWith(`${HERE}embed.html?`)).toBe(true);
  const { bad, address } = readEmbed(new URL(src).search, '', 'player');
  expect(bad).toEqual([]);
  expect(address.scenario).toBe('one-lesson');
  expect(files['oembed.json']).toBe(files['lesson/one-lesson/oembed.json']);
});
