/** What `tidemark new` and the editor begin from: each holds as it stands, in any of its languages, and nothing is wanting. */
import { describe, expect, test } from 'vitest';
import { judgeLesson } from '../../src/lesson/judge.ts';
import { judgeWhatIfs } from '../../src/lesson/judgeWhatIfs.ts';
import { lintText } from '../../src/scenario/lint/lint.ts';
import { parseScenario } from '../../src/scenario/parse.ts';
import { runScenario } from '../../src/scenario/run.ts';
import { fileOf, TEMPLATES, type TemplateLanguage, templateNamed } from '../../src/scenario/templates/index.ts';

const scenarioIn = (text: string) => {
  const parsed = parseScenario(text);
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems));
  return parsed.scenario;
};

describe.each(TEMPLATES.map((template) => [template.name, template] as const))('%s', (name, template) => {
  const text = fileOf(template);

  test('holds, with another seed too', () => {
    const scenario = scenarioIn(text);
    const causes = scenario.drill?.causes.map((cause) => cause.name) ?? [undefined];
    for (const cause of causes) {
      const { verdicts } = runScenario(scenario, { seed: 100, ...(cause === undefined ? {} : { cause }) });
      expect(verdicts.filter(({ ok }) => !ok)).toEqual([]);
      expect(verdicts.length).toBeGreaterThan(1);
    }
    expect([...judgeWhatIfs(text, scenario), ...judgeLesson(scenario, 1)]).toEqual([]);
  });

  test.each([[['en', 'ko']], [['en']], [['ko']], [['ko', 'en']]] as const)('in %j nothing is wanting', (languages) => {
    const written = fileOf(template, { languages: languages as readonly TemplateLanguage[] });
    const linted = lintText(written);
    if (!linted.ok) throw new Error(JSON.stringify(linted.problems));
    expect(linted.findings.map(({ code }) => code)).toEqual(languages.length === 1 ? ['one-language'] : []);
    // No Korean is left in an English file; no comment is empty.
    if (!(languages as readonly string[]).includes('ko')) expect(written).not.toMatch(/[가-힣]/);
    expect(written).not.toMatch(/#\s*$/m);
  });

  test('a title of one’s own, whatever is in it', () => {
    const title = 'Say "yes": {b1} — #1 \\ 한글';
    expect(scenarioIn(fileOf(template, { title })).title).toEqual({ en: title, ko: title });
    expect(templateNamed(name)).toBe(template);
  });
});
