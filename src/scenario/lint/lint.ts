/**
 * What is legal in a scenario and still not good, in the order of the file: for `tidemark lint` and for the editor. It reads
 * the file alone and runs nothing; whether the story comes to pass is for `tidemark test`.
 */
import type { Says } from '../../base/says.ts';
import { wantingInLesson } from '../lesson/lint.ts';
import { migratedFile } from '../migrate/migrate.ts';
import { type ParseResult, parseScenario } from '../parse.ts';
import type { Problem } from '../problems.ts';
import { MENDS } from '../says/lint.ts';
import type { Scenario } from '../scenario.ts';
import { problemAt } from '../shape.ts';
import { readYaml, type YamlFile } from '../yamlFile.ts';
import { FINDING_CODES, type Finding, type FindingCode, type Found } from './finding.ts';
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
  const old = notes.map((note) => finding('old-format', note, MENDS.migrate()));
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
    ...wantingInLesson(scenario).map(({ code, path, says }): Found => ({ code, path, says, mend: MENDS.lessonDocs() })),
  ];
  return found.map(({ code, path, which = 'value', says, mend }) =>
    finding(code, problemAt(file, path, says, which), mend),
  );
}

function finding(code: FindingCode, found: Problem, mends: Says): Finding {
  const [level] = FINDING_CODES[code];
  return { code, level, ...found, mend: mends.en, mends };
}

/** The parser's own warnings. */
function ofWarning(warning: Problem): Finding {
  const isWithout = warning.message.includes('no effect');
  return isWithout ? finding('no-effect', warning, MENDS.leaveOut()) : finding('odd', warning, MENDS.asSaid());
}
