/** A drill: its causes have names of their own, and the scenario is sound with each of them. */
import { withCause } from '../drill.ts';
import { quoted } from '../problems.ts';
import type { Scenario } from '../scenario.ts';
import type { Report } from './report.ts';

/** `checkWith` checks a scenario without a drill. */
export function checkDrill(
  scenario: Scenario,
  report: Report,
  checkWith: (one: Scenario, report: Report) => void,
): void {
  const causes = scenario.drill?.causes ?? [];
  const { opens } = scenario.drill ?? {};
  if (opens !== undefined && opens > scenario.until) {
    report.error(['drill', 'opens'], 'this is after the end of the run (until)');
  }
  const names = new Set<string>();
  causes.forEach(({ name }, place) => {
    const path = ['drill', 'causes', place];
    if (names.has(name)) report.error([...path, 'name'], `there is a cause ${quoted(name)} already`);
    names.add(name);
  });
  if (names.size < causes.length) return;
  causes.forEach(({ name, timeline }, place) => {
    const told = new Set<string>();
    (timeline ?? []).forEach((line, number) => {
      if (line.at === undefined || line.at <= scenario.until) return;
      report.error(['drill', 'causes', place, 'timeline', number, 'at'], 'this is after the end of the run (until)');
    });
    checkWith(withCause(scenario, undefined, name), {
      ...report,
      error: (_path, message) => {
        if (told.has(message)) return;
        told.add(message);
        report.error(['drill', 'causes', place], `with this cause: ${message}`);
      },
      warn: () => {},
    });
  });
}
