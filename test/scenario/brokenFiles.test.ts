/**
 * Broken files and every word that is said about them. A case in broken/*.txt is what stands in the file, a line of four
 * dashes, and the problems, in korean.txt as a Korean reader is told them. Keys that every scenario needs follow below the text unless the case has them itself.
 * `TIDEMARK_REWRITE_STORIES=1` rewrites the words.
 */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { parseScenario } from '../../src/scenario/parse.ts';
import { formatProblems, type Problem } from '../../src/scenario/problems.ts';

const FOLDER = join(import.meta.dirname, 'broken');
const REWRITE = process.env.TIDEMARK_REWRITE_STORIES === '1';

const NEEDED: Readonly<Record<string, string>> = {
  tidemark: 'tidemark: 1',
  title: 'title: { en: A case, ko: 사례 }',
  until: 'until: 30s',
  cluster: 'cluster: { controllers: 3, brokers: 3 }',
  topics: 'topics: [{ name: orders, partitions: 2, replication-factor: 3 }]',
  producers: 'producers: [{ name: p1 }]',
};

for (const name of readdirSync(FOLDER).sort()) {
  const path = join(FOLDER, name);
  const text = readFileSync(path, 'utf8');
  const cases = casesOf(text);
  const language = name === 'korean.txt' ? 'ko' : 'en';
  describe(name, () => {
    for (const { title, content, expected } of cases) {
      test(title, () => {
        if (!REWRITE) expect(saidAbout(content, language)).toBe(expected);
      });
    }
  });
  if (REWRITE) {
    const rewritten = cases
      .map(({ title, content }) => `# ${title}\n${content}----\n${saidAbout(content, language)}\n`)
      .join('\n');
    writeFileSync(path, rewritten);
  }
}

interface Case {
  readonly title: string;
  readonly content: string;
  readonly expected: string;
}

function casesOf(text: string): Case[] {
  return text.split(/\n(?=# )/).map((part) => {
    const [head = '', said = ''] = part.split('----\n');
    const [title = '', ...lines] = head.split('\n');
    return { title: title.slice(2), content: lines.join('\n'), expected: said.trimEnd() };
  });
}

function saidAbout(content: string, language: 'en' | 'ko'): string {
  const missing = Object.keys(NEEDED).filter((key) => !new RegExp(`^"?(no )?${key}"?:`, 'm').test(content));
  const left = content.replace(/^no \w+:.*\n/gm, (line) => `#${line}`);
  const result = parseScenario(left + missing.map((key) => `${NEEDED[key]}\n`).join(''));
  const told = (problems: readonly Problem[]) =>
    formatProblems(
      'file',
      problems.map((one) => ({ ...one, message: one.says[language] })),
    );
  return (result.ok ? ['fine', ...told(result.warnings)] : told(result.problems)).join('\n');
}
