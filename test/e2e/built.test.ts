/** What is shipped, read as it was built: nothing in it makes code of text, nothing is inline, nothing is fetched elsewhere. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';

const DIST = join(import.meta.dirname, '../../dist');
const FILES = readdirSync(DIST, { recursive: true, encoding: 'utf8' })
  .filter((path) => /\.(?:js|css|html|webmanifest|svg)$/.test(path))
  .map((path) => ({ path, text: readFileSync(join(DIST, path), 'utf8') }));

/** Addresses that are said and not asked: names of formats, and where a thing is explained. */
const SAID: readonly RegExp[] = [
  /^https?:\/\/www\.w3\.org\//,
  /^https?:\/\/json-schema\.org\//,
  /^http:\/\/adlnet\.gov\/expapi\//,
  /^https:\/\/w3id\.org\/xapi\//,
  /^https:\/\/kafka\.apache\.org\//,
  // Written into an exported file, for whoever builds its image.
  /^https:\/\/archive\.apache\.org\/dist\/kafka\//,
  /^https:\/\/react\.dev\/errors\//,
  /^https:\/\/github\.com\/nodeca\/pako/,
];
/** What zod asks unless it is told not to (`jitless`, see test/tidy). */
const PROBE = /try\{return (?:new )?Function\(["'`]{2}\),!0\}/g;

test('no code is made of text', () => {
  expect(FILES.length).toBeGreaterThan(50);
  for (const { path, text } of FILES)
    expect([
      path,
      text
        .replace(PROBE, '')
        .match(/(?<![\w.$])eval\(|\bnew Function\b|(?<![\w.$])Function\((?!\))|document\.write\(|setTimeout\(["'`]/g),
    ]).toEqual([path, null]);
});

test('no page and no picture has a script, a handler or a style of its own', () => {
  const pages = FILES.filter(({ path }) => /\.(?:html|svg)$/.test(path));
  expect(pages.length).toBeGreaterThan(2);
  for (const { path, text } of pages)
    expect([path, text.match(/<script(?![^>]* src=)|\son\w+\s*=|<style|\sstyle=|javascript:/gi)]).toEqual([path, null]);
});

test('no address of anybody else', () => {
  const found = new Set<string>();
  for (const { path, text } of FILES)
    for (const [address] of text.matchAll(/(?:https?|wss?):\/\/[\w.-]+[^\s"'`<>)\\]*/g))
      if (!SAID.some((known) => known.test(address))) found.add(`${path.replace(/-[\w-]{8}\./, '.')}: ${address}`);
  expect([...found]).toEqual([]);
  for (const { path, text } of FILES)
    expect([path, text.match(/@import|url\(\s*["']?(?:https?:)?\/\//g)]).toEqual([path, null]);
});
