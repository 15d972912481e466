/**
 * What is legal in a scenario and still not good, in the order of the file: for `tidemark lint` and for the editor. It reads
 * the file alone and runs nothing; whether the story comes to pass is for `tidemark test`.
 */
import { wantingInLesson } from '../lesson/lint.ts';
import { migratedFile } from '../migrate/migrate.ts';
import { type ParseResult, parseScenario } from '../parse.ts';
import type { Problem } from '../problems.ts';
import type { Scenario } from '../scenario.ts';
import { problemAt } from '../shape.ts';
import { readYaml, type YamlFile } from '../yamlFile.ts';
import { FINDING_CODES, type Finding, type Found } from './finding.ts';
import { lintClients } from './lintClients.ts';
import { lintCost } from './lintCost.ts';
import { lintExpectations } from './lintExpectations.ts';
import { lintTexts } from './lintTexts.ts';
import { lintTimeline } from './lintTimeline.ts';

export type LintResult =
  /** It is no scenario yet: these are errors. */
  | { readonly ok: false; readonly problems: readonly Problem[] }
  | { readonly ok: true; readonly findings: readonly Finding[] };

export function lintText(text: string): LintResult {
  const parsed = parseScenario(text);
  return parsed.ok ? { ok: true, findings: lintParsed(text, parsed) } : parsed;
}

/** The same of a text that has been parsed already. */
export function lintParsed(text: string, parsed: Extract<ParseResult, { ok: true }>): readonly Finding[] {
  const yaml = readYaml(text);
  if (!yaml.ok) return [];
  // The places are those of the file as it is written; its paths are those of the form of today.
  const { file, notes } = migratedFile(yaml.file);
  const old = notes.map(
    ({ line, column, message }): Finding => ({
      ...level('old-format'),
      line,
      column,
      message,
      mend: '`tidemark migrate FILE --write`',
    }),
  );
  const findings = [...old, ...parsed.warnings.map(ofWarning), ...lintScenario(parsed.scenario, file)];
  return findings.sort((a, b) => a.line - b.line || a.column - b.column);
}

function lintScenario(scenario: Scenario, file: YamlFile): Finding[] {
  const found: Found[] = [
    ...lintExpectations(scenario),
    ...lintTimeline(scenario),
    ...lintClients(scenario),
    ...lintCost(scenario),
    ...lintTexts(scenario, file),
    ...wantingInLesson(scenario).map(
      ({ code, path, text }): Found => ({ code, path, message: text, mend: 'docs/lessons.md says what a lesson has' }),
    ),
  ];
  return found.map(({ code, path, which = 'value', message, mend }) => ({
    ...level(code),
    ...problemAt(file, path, message, which),
    mend,
  }));
}

function level<Code extends Finding['code']>(code: Code): Pick<Finding, 'code' | 'level'> {
  return { code, level: FINDING_CODES[code][0] };
}

/** The parser's own warnings. */
function ofWarning({ line, column, message }: Problem): Finding {
  const isWithout = message.includes('no effect');
  const mend = isWithout ? 'leave it out: what the run shows does not depend on it' : 'as the message says';
  return { ...level(isWithout ? 'no-effect' : 'odd'), line, column, message, mend };
}
