/**
 * Whether the lesson of a text is true of its run, found out a slice at a time while the text is written: at the lines of
 * its beats, questions and goals. Of one text at a time; another one begins anew.
 */
import type { Says } from '../base/says.ts';
import type { Expired } from '../frame/recording.ts';
import { judgingLesson } from '../lesson/judge.ts';
import { markedProblem } from '../scenario/assist/checked.ts';
import type { CheckedProblem } from '../scenario/assist/item.ts';
import { parseScenario } from '../scenario/parse.ts';
import type { Scenario } from '../scenario/scenario.ts';
import { type Path, problemAt } from '../scenario/shape.ts';
import { readYaml } from '../scenario/yamlFile.ts';

interface Judging {
  readonly text: string;
  readonly scenario: Scenario;
  readonly parts: Generator<undefined, Says[]>;
  expired: Expired;
  found: readonly Says[] | undefined;
}

export interface Judged {
  readonly problems: readonly CheckedProblem[];
  readonly more: boolean;
}

const NOTHING: Judged = { problems: [], more: false };

export class LessonJudge {
  #judging: Judging | undefined;

  judge(text: string, expired: Expired): Judged {
    if (this.#judging?.text !== text) this.#judging = begun(text);
    const judging = this.#judging;
    if (judging === undefined) return NOTHING;
    judging.expired = expired;
    while (judging.found === undefined) {
      const next = judging.parts.next();
      if (next.done === true) judging.found = next.value;
      else if (expired()) return { problems: [], more: true };
    }
    return { problems: placed(judging.found, judging), more: false };
  }
}

/** Undefined: there is no lesson, or nothing that can be run. */
function begun(text: string): Judging | undefined {
  const parsed = parseScenario(text);
  if (!parsed.ok || parsed.scenario.lesson === undefined) return undefined;
  const { scenario } = parsed;
  const parts = judgingLesson(scenario, scenario.seed ?? 1, () => judging.expired());
  const judging: Judging = { text, scenario, parts, expired: () => false, found: undefined };
  return judging;
}

function placed(found: readonly Says[], { text, scenario }: Judging): readonly CheckedProblem[] {
  const yaml = readYaml(text);
  if (!yaml.ok) return [];
  return found.map((says) => {
    const problem = problemAt(yaml.file, placeOf(says.en, scenario), says);
    return markedProblem(problem, { severity: 'warning', code: 'lesson-untrue', mends: null }, text);
  });
}

/** A problem begins with what it is about: `beat who-leads: …`. */
function placeOf(message: string, { lesson }: Scenario): Path {
  const [, kind, name = '', solution] = /^(beat|review|try|goal) ([^:,]+)(?:, solution (\d+))?/.exec(message) ?? [];
  const named = (list: readonly { readonly name: string }[] | undefined) =>
    Math.max(
      0,
      (list ?? []).findIndex((one) => one.name === name),
    );
  switch (kind) {
    case 'beat':
      return ['lesson', 'beats', named(lesson?.beats), 'name'];
    case 'review':
      return ['lesson', 'review', named(lesson?.review), 'name'];
    case 'try':
      return ['lesson', 'try', Number(name) - 1];
    case 'goal': {
      const goal = ['lesson', 'goals', named(lesson?.goals)];
      return solution === undefined ? [...goal, 'name'] : [...goal, 'solutions', Number(solution) - 1];
    }
    default:
      return ['lesson'];
  }
}
