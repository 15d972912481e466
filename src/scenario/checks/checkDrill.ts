/** A drill: its causes have names of their own, and the scenario is sound with each of them. */
import { withCause } from '../drill.ts';
import { LESSON_SAYS } from '../says/lesson.ts';
import { NAMES_SAY } from '../says/names.ts';
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
    report.error(['drill', 'opens'], NAMES_SAY.afterTheEnd());
  }
  const names = new Set<string>();
  causes.forEach(({ name }, place) => {
    const path = ['drill', 'causes', place];
    if (names.has(name)) report.error([...path, 'name'], LESSON_SAYS.causeTwice(name));
    names.add(name);
  });
  if (names.size < causes.length) return;
  causes.forEach(({ name, timeline }, place) => {
    const told = new Set<string>();
    (timeline ?? []).forEach((line, number) => {
      if (line.at === undefined || line.at <= scenario.until) return;
      report.error(['drill', 'causes', place, 'timeline', number, 'at'], NAMES_SAY.afterTheEnd());
    });
    checkWith(withCause(scenario, undefined, name), {
      ...report,
      error: (_path, says) => {
        if (told.has(says.en)) return;
        told.add(says.en);
        report.error(['drill', 'causes', place], LESSON_SAYS.withCause(says));
      },
      warn: () => {},
    });
  });
}
