/**
 * What makes a lesson a good one, as far as a program can tell: short beats, a prediction before the key event, wrong
 * answers that are met with evidence, something to do, to change, to explain and to come back to, in both languages.
 * Whether it is true of its runs is judged by running it; this reads the file alone.
 */
import type { Says } from '../../base/says.ts';
import type { FindingCode } from '../lint/finding.ts';
import { LINT_SAYS } from '../says/lint.ts';
import type { Scenario } from '../scenario.ts';
import type { Path } from '../shape.ts';
import type { Both, Lesson, Question } from './schemaLesson.ts';

const BEATS = { least: 4, most: 9 };
const MOST_MINUTES = 8;
const REVIEWS = 2;
const TRIES = 3;

/** A beat or a question of the review, by its name. */
type Where = readonly ['beat' | 'review', string];

/** What is wanting, and where in the file. */
export interface Wanting {
  readonly code: FindingCode;
  readonly path: Path;
  readonly says: Says;
}

/** Empty: nothing is wanting. */
export function lintLesson(scenario: Scenario): string[] {
  if (scenario.lesson === undefined) return [];
  const { title, summary, lesson } = scenario;
  const texts = lintTexts({ title, summary, lesson }).map(
    ({ path, says }) => `${path.map(counted).join('.')}: ${says.en}`,
  );
  return [...wantingInLesson(scenario).map(({ says }) => says.en), ...texts];
}

/** Places in lists are counted from 1 for people. */
function counted(step: string | number): string {
  return typeof step === 'number' ? String(step + 1) : step;
}

/** All but what is said of its texts. */
export function wantingInLesson({ lesson }: Scenario): Wanting[] {
  if (lesson === undefined) return [];
  return [
    ...lintWhole(lesson),
    ...lesson.beats.flatMap((beat, place) => lintBeat(beat, place, lesson)),
    ...(lesson.review ?? []).flatMap((review, place) =>
      lintQuestion(review, ['review', review.name], ['lesson', 'review', place], false),
    ),
  ];
}

function lintWhole(lesson: Lesson): Wanting[] {
  const { misconception, minutes, beats, goals = [], explain, review = [], try: tries = [] } = lesson;
  const wanting: Wanting[] = [];
  const need = (ok: boolean, says: Says, key: keyof Lesson = 'beats', code: FindingCode = 'lesson-whole') => {
    // What is missing is missing from the lesson as a whole.
    const path: Path = lesson[key] === undefined ? ['lesson'] : ['lesson', key];
    if (!ok) wanting.push({ code, path, says });
  };
  const whatIfs = lesson['what-if'] ?? [];
  const asking = beats.filter(({ predict }) => predict !== undefined);
  need(misconception.source !== undefined, LINT_SAYS.sourceMissing(), 'misconception');
  need(minutes <= MOST_MINUTES, LINT_SAYS.tooLongLesson(minutes, MOST_MINUTES), 'minutes');
  const { least, most } = BEATS;
  need(beats.length >= least && beats.length <= most, LINT_SAYS.beatCount(beats.length, least, most));
  need(asking.length > 0, LINT_SAYS.noPrediction());
  need(asking.length === 0 || asking[0] !== beats[beats.length - 1], LINT_SAYS.latePrediction());
  need(goals.length > 0, LINT_SAYS.atLeastOne('goals'), 'goals');
  need(whatIfs.length > 0, LINT_SAYS.atLeastOne('what-if'), 'what-if');
  need(explain !== undefined, LINT_SAYS.noExplain(), 'explain');
  need(review.length >= REVIEWS, LINT_SAYS.tooFew('review', review.length, REVIEWS), 'review');
  need(tries.length >= TRIES, LINT_SAYS.tooFew('try', tries.length, TRIES), 'try', 'lesson-sandbox');
  return wanting;
}

function lintBeat(
  { name, predict, reveal, outcome }: Lesson['beats'][number],
  place: number,
  lesson: Lesson,
): Wanting[] {
  const where: Where = ['beat', name];
  if (predict === undefined) return [];
  const path: Path = ['lesson', 'beats', place];
  const wanting = lintQuestion(predict, where, [...path, 'predict']);
  const add = (code: FindingCode, says: Says) => wanting.push({ code, path, says: LINT_SAYS.inPart(...where, says) });
  if (reveal === undefined) add('lesson-reveal', LINT_SAYS.noReveal());
  if (outcome === undefined) add('lesson-reveal', LINT_SAYS.noOutcome());
  for (const told of toldBefore(predict, place, lesson)) add('lesson-told', told);
  return wanting;
}

/** What comes back after days may be met with words alone: the run is not there any more. */
function lintQuestion(question: Question, where: Where, path: Path, needsEvidence = true): Wanting[] {
  const wanting: Wanting[] = [];
  const add = (says: Says) => wanting.push({ code: 'lesson-question', path, says: LINT_SAYS.inPart(...where, says) });
  for (const { say, because, evidence } of question.choose ?? []) {
    // Which one is right is for the run to tell: all but one must be met.
    if (because === undefined && evidence === undefined) continue;
    if (because === undefined) add(LINT_SAYS.evidenceAlone(say.en));
  }
  const met = (question.choose ?? []).filter(
    ({ because, evidence }) => because !== undefined && (evidence !== undefined || !needsEvidence),
  );
  const options = question.choose?.length ?? 0;
  if (options > 0 && met.length < options - 1) {
    add(LINT_SAYS.optionsUnmet(options - met.length, needsEvidence));
  }
  for (const wrong of question.mark?.wrong ?? question.number?.wrong ?? question.node?.wrong ?? []) {
    if (wrong.evidence === undefined && question.mark !== undefined) {
      add(LINT_SAYS.mistakeUnmet(wrong.because.en.trim().slice(0, 40)));
    }
  }
  const asksPlainly = question.mark ?? question.number;
  if (asksPlainly !== undefined && (asksPlainly.wrong ?? []).length === 0) {
    add(LINT_SAYS.noWrong());
  }
  return wanting;
}

/** A plain value that is the answer to a condition, and stands in the text before it. */
function toldBefore({ ask, number }: Question, place: number, { beats }: Lesson): Says[] {
  const said = `${beats[place]!.say.en}\n${ask.en}`;
  const constants = (number?.wrong ?? []).flatMap(({ is }) => (typeof is === 'number' ? [is] : []));
  const units = number?.unit?.en ?? '';
  if (units === '') return [];
  const found = [...said.matchAll(new RegExp(`(\\d[\\d,.]*)\\s*${escapedForPattern(units)}(?![\\w가-힣])`, 'g'))].map(
    ([, digits]) => Number(digits!.replace(/,/g, '')),
  );
  // Numbers that a mistake is made of are bait; one that only the answer could be is a spoiler.
  const other = found.filter((value) => !constants.includes(value) && !isGiven(value, beats, place));
  return other.length === 0 ? [] : [LINT_SAYS.toldBefore(other, units)];
}

/** What an author wrote is looked for as it stands, and is no pattern. */
function escapedForPattern(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\/-]/g, '\\$&');
}

/** It was told in an earlier beat already: a given of the scenario. */
function isGiven(value: number, beats: Lesson['beats'], place: number): boolean {
  return beats.slice(0, place).some(({ say }) => say.en.includes(String(value)));
}

// ---- both languages --------------------------------------------------------------------------------------------------

/** What is odd about the texts of a part of the file, each with its path. */
export function lintTexts(part: unknown): Wanting[] {
  const wanting: Wanting[] = [];
  visit(part, [], (text, path) => {
    // A name is the same in both.
    const isName = !/\s/.test(text.en.trim()) || !/[a-z]{4}/i.test(text.en.replace(/`[^`]*`/g, ''));
    const add = (code: FindingCode, says: Says) => wanting.push({ code, path, says });
    if (text.en === text.ko && !isName) add('same-in-both', LINT_SAYS.sameInBoth());
    else if (/[가-힣]/.test(text.en)) add('wrong-language', LINT_SAYS.koreanInEnglish());
    else if (!/[가-힣]/.test(text.ko) && text.en !== text.ko) add('wrong-language', LINT_SAYS.noKorean());
  });
  return wanting;
}

function visit(part: unknown, path: Path, tell: (text: Both, path: Path) => void): void {
  if (Array.isArray(part)) {
    for (const [place, item] of part.entries()) visit(item, [...path, place], tell);
  } else if (typeof part === 'object' && part !== null) {
    const group = part as Readonly<Record<string, unknown>>;
    if (typeof group.en === 'string' && typeof group.ko === 'string') tell(group as unknown as Both, path);
    else for (const key of Object.keys(group)) visit(group[key], [...path, key], tell);
  }
}
