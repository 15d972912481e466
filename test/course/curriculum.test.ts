/** The curriculum is a map that can be walked: nothing before what it needs, every concept with a lesson, every lesson once. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { CHAPTERS, CONCEPTS, conceptOfLesson, LESSONS } from '../../src/course/curriculum.ts';

const FOLDER = join(import.meta.dirname, '../../scenarios');
const files = readdirSync(FOLDER).filter((name) => name.endsWith('.yaml'));
const isLesson = (file: string) => /^lesson:/m.test(readFileSync(join(FOLDER, file), 'utf8'));

describe('the curriculum', () => {
  test('has concepts of different names, none of them empty in either language', () => {
    expect(new Set(CONCEPTS.map(({ id }) => id)).size).toBe(CONCEPTS.length);
    for (const language of ['en', 'ko'] as const) {
      expect(new Set(CONCEPTS.map(({ name }) => name[language])).size).toBe(CONCEPTS.length);
      for (const { name, question } of [
        ...CONCEPTS,
        ...CHAPTERS.map((one) => ({ name: one.name, question: one.name })),
      ])
        expect(name[language].trim().length * question[language].trim().length).toBeGreaterThan(0);
    }
  });

  test('asks its questions as questions, and short enough for a card', () => {
    for (const { question } of CONCEPTS) {
      for (const text of [question.en, question.ko]) {
        expect(text.endsWith('?'), text).toBe(true);
        expect(text.length, text).toBeLessThanOrEqual(110);
      }
    }
  });

  test('names nothing before what it needs, so that it has no circle', () => {
    const known = new Set<string>();
    for (const { id, after } of CONCEPTS) {
      for (const before of after) expect(known, `${id} needs ${before}`).toContain(before);
      expect(new Set(after).size, id).toBe(after.length);
      known.add(id);
    }
  });

  test('names no concept as needed that is needed already by another that it needs', () => {
    const before = new Map<string, Set<string>>();
    for (const { id, after } of CONCEPTS)
      before.set(id, new Set(after.flatMap((one) => [one, ...(before.get(one) ?? [])])));
    for (const { id, after } of CONCEPTS) {
      const twice = after.filter((one) => after.some((other) => other !== one && before.get(other)?.has(one)));
      expect(twice, id).toEqual([]);
    }
  });

  test('begins with one thing, from which all else can be reached', () => {
    expect(CONCEPTS.filter(({ after }) => after.length === 0).map(({ id }) => id)).toEqual(['log']);
  });

  test('has a lesson for every concept, and no lesson twice', () => {
    expect(LESSONS.length).toBeGreaterThanOrEqual(36);
    expect(new Set(LESSONS).size).toBe(LESSONS.length);
    for (const { id, lessons } of CONCEPTS) expect(lessons.length, id).toBeGreaterThan(0);
  });

  test('names only lessons that are there', () => {
    expect(LESSONS.filter((name) => !files.includes(`${name}.yaml`))).toEqual([]);
    expect(LESSONS.filter((name) => files.includes(`${name}.yaml`) && !isLesson(`${name}.yaml`))).toEqual([]);
  });

  test('leaves out no lesson that is there', () => {
    const written = files.filter(isLesson).map((file) => file.replace('.yaml', ''));
    expect(written.filter((name) => conceptOfLesson(name) === undefined)).toEqual([]);
  });
});
