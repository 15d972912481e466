/** What command-line tools printed in a run, and whether that is what a file expects. */
import { linearPattern } from '../base/linearPattern.ts';
import type { KafkaFact } from '../kafka/facts.ts';
import { EXPECTED_SAYS, SEEN_SAYS } from './says/verdicts.ts';
import type { OutputExpectation } from './schemaExpectations.ts';
import { type Verdict, verdict } from './verdict.ts';

export interface ToolOutput {
  readonly tool: string;
  readonly line: string;
  /** Both streams, as they came. */
  readonly text: string;
  /** Null while it runs. */
  readonly status: number | null;
}

/** In the order in which the tools were started. */
export function outputsOf(facts: Iterable<{ readonly fact: KafkaFact }>): readonly ToolOutput[] {
  const found = new Map<string, { line: string; parts: string[]; status: number | null }>();
  for (const { fact } of facts) {
    if (fact.type === 'ToolStarted') found.set(fact.tool, { line: fact.line, parts: [], status: null });
    else if (fact.type === 'ToolPrinted') found.get(fact.tool)?.parts.push(fact.text, fact.unfinished ? '' : '\n');
    else if (fact.type === 'ToolExited') {
      const known = found.get(fact.tool);
      if (known !== undefined) known.status = fact.status;
    }
  }
  return [...found].map(([tool, { line, parts, status }]) => ({ tool, line, text: parts.join(''), status }));
}

export function onOutput(expected: OutputExpectation, facts: Iterable<{ readonly fact: KafkaFact }>): Verdict {
  const { of, contains, excludes, matches, status } = expected;
  const tools = outputsOf(facts).filter(({ line }) => of === undefined || line.startsWith(of));
  const pattern = matches === undefined ? undefined : linearPattern(matches, 'm');
  const fits = (output: ToolOutput): boolean =>
    (contains === undefined || output.text.includes(contains)) &&
    (excludes === undefined || !output.text.includes(excludes)) &&
    (pattern === undefined || pattern.test(output.text)) &&
    (status === undefined || output.status === status);
  const found = excludes === undefined ? tools.find(fits) : tools.every(fits) ? tools[0] : undefined;
  const words = [
    contains === undefined ? [] : [EXPECTED_SAYS.contains(contains)],
    excludes === undefined ? [] : [EXPECTED_SAYS.excludes(excludes)],
    matches === undefined ? [] : [EXPECTED_SAYS.matches(matches)],
    status === undefined ? [] : [EXPECTED_SAYS.exits(status)],
  ].flat();
  const last = tools[tools.length - 1];
  const seen =
    last === undefined
      ? SEEN_SAYS.noTool()
      : SEEN_SAYS.printed(last.tool, last.text.slice(0, 200), last.status ?? undefined);
  return verdict(
    EXPECTED_SAYS.output(of, words),
    found !== undefined,
    found === undefined ? seen : SEEN_SAYS.soPrinted(found.tool),
  );
}
