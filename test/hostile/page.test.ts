/** What the page may do, and what it is made of. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { expect, test } from 'vitest';
import { CONTENT_SECURITY_POLICY, policyOf } from '../../vite.config.ts';
import { SOURCES } from '../tidy/sources.ts';

const ROOT = join(import.meta.dirname, '../..');

test('each page’s policy: nothing inline, nothing made of text, nothing from elsewhere', () => {
  for (const page of ['index.html', 'embed.html']) {
    const policy = policyOf(page);
    expect(policy).not.toMatch(/unsafe-|\*|https?:/);
    for (const rule of [
      "default-src 'none'",
      "script-src 'self'",
      "object-src 'none'",
      "base-uri 'none'",
      "form-action 'none'",
    ])
      expect(policy.split('; ')).toContain(rule);
    expect(policy).toContain("require-trusted-types-for 'script'");
    const html = readFileSync(join(ROOT, page), 'utf8');
    expect(html).not.toMatch(/<script(?![^>]* src=)|\son\w+=|<style|style=/);
    expect(html.match(/(?:src|href)="(?!\.?\/)/g)).toBeNull();
  }
  expect(CONTENT_SECURITY_POLICY).not.toContain('blob:');
});

test('no markup and no script is made of a text', () => {
  const sinks =
    /dangerouslySetInnerHTML|\.(?:inner|outer)HTML\b|insertAdjacentHTML|document\.write|new Function\(|\beval\(|srcdoc|javascript:/;
  const found = SOURCES.filter(({ path }) => !path.includes('.test.')).flatMap(({ path, text }) =>
    text
      .split('\n')
      .flatMap((line, n) => (sinks.test(line.replace(/^\s*(\/\/|\*|\/\*).*/, '')) ? [`${path}:${n + 1}`] : [])),
  );
  expect(found).toEqual([]);
});

test('THIRD-PARTY.md names every package that is shipped, and each has a licence of the permissive kind', async () => {
  const { thirdPartyText } = await import(pathToFileURL(join(ROOT, 'scripts/thirdParty.mjs')).href);
  const text: string = thirdPartyText();
  expect(readFileSync(join(ROOT, 'THIRD-PARTY.md'), 'utf8')).toBe(text);
  const licences = text.split('\n').filter((line) => /^\| [@a-z]/.test(line) && !line.startsWith('| package'));
  expect(licences.length).toBeGreaterThan(20);
  for (const line of licences)
    expect(line).toMatch(/\| (?:MIT|ISC|Apache-2\.0|0BSD|BSD-[23]-Clause|\(MIT AND Zlib\)) \|$/);
});
