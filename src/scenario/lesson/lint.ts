/**
 * What makes a lesson a good one, as far as a program can tell: short beats, a prediction before the key event, wrong
 * answers that are met with evidence, something to do, to change, to explain and to come back to, in both languages.
 * Whether it is true of its runs is judged by running it; this reads the file alone.
 */
import type { FindingCode } from '../lint/finding.ts';
import type { Scenario } from '../scenario.ts';
import type { Path } from '../shape.ts';
import type { Both, Lesson, Question } from './schemaLesson.ts';

const BEATS = { least: 4, most: 9 };
const MOST_MINUTES = 8;
const REVIEWS = 2;
const TRIES = 3;

/** What is wanting, and where in the file. */
export interface Wanting {
  readonly code: FindingCode;
  readonly path: Path;
  readonly text: string;
}

/** Empty: nothing is wanting. */
export function lintLesson(scenario: Scenario): string[] {
  if (scenario.lesson === undefined) return [];
  const { title, summary, lesson } = scenario;
  const texts = lintTexts({ title, summary, lesson }).map(
    ({ path, text }) => `${path.map(counted).join('.')}: ${text}`,
  );
  return [...wantingInLesson(scenario).map(({ text }) => text), ...texts];
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
      lintQuestion(review, `review ${review.name}`, ['lesson', 'review', place], false),
    ),
  ];
}

function lintWhole(lesson: Lesson): Wanting[] {
  const { misconception, minutes, beats, goals = [], explain, review = [], try: tries = [] } = lesson;
  const wanting: Wanting[] = [];
  const need = (ok: boolean, text: string, key: keyof Lesson = 'beats', code: FindingCode = 'lesson-whole') => {
    // What is missing is missing from the lesson as a whole.
    const path: Path = lesson[key] === undefined ? ['lesson'] : ['lesson', key];
    if (!ok) wanting.push({ code, path, text });
  };
  const whatIfs = lesson['what-if'] ?? [];
  const asking = beats.filter(({ predict }) => predict !== undefined);
  need(misconception.source !== undefined, 'misconception: source is missing: where is it found?', 'misconception');
  need(minutes <= MOST_MINUTES, `minutes: ${minutes} is more than ${MOST_MINUTES}: make two lessons of it`, 'minutes');
  const { least, most } = BEATS;
  need(beats.length >= least && beats.length <= most, `beats: ${beats.length}, not ${least} to ${most}`);
  need(asking.length > 0, 'no beat asks for a prediction');
  need(asking.length === 0 || asking[0] !== beats[beats.length - 1], 'the first prediction is asked in the last beat');
  need(goals.length > 0, 'goals: at least one', 'goals');
  need(whatIfs.length > 0, 'what-if: at least one', 'what-if');
  need(explain !== undefined, 'explain is missing', 'explain');
  need(review.length >= REVIEWS, `review: ${review.length} of at least ${REVIEWS}`, 'review');
  need(tries.length >= TRIES, `try: ${tries.length} of at least ${TRIES}`, 'try', 'lesson-sandbox');
  return wanting;
}

function lintBeat(
  { name, predict, reveal, outcome }: Lesson['beats'][number],
  place: number,
  lesson: Lesson,
): Wanting[] {
  const where = `beat ${name}`;
  if (predict === undefined) return [];
  const path: Path = ['lesson', 'beats', place];
  const wanting = lintQuestion(predict, where, [...path, 'predict']);
  const add = (code: FindingCode, text: string) => wanting.push({ code, path, text: `${where}: ${text}` });
  if (reveal === undefined) add('lesson-reveal', 'reveal is missing: a prediction is about what is still to come');
  if (outcome === undefined) add('lesson-reveal', 'outcome is missing: what was seen, and why');
  for (const told of toldBefore(predict, place, lesson)) add('lesson-told', told);
  return wanting;
}

/** What comes back after days may be met with words alone: the run is not there any more. */
function lintQuestion(question: Question, where: string, path: Path, needsEvidence = true): Wanting[] {
  const wanting: Wanting[] = [];
  const add = (text: string) => wanting.push({ code: 'lesson-question', path, text: `${where}: ${text}` });
  for (const { say, because, evidence } of question.choose ?? []) {
    // Which one is right is for the run to tell: all but one must be met.
    if (because === undefined && evidence === undefined) continue;
    if (because === undefined) add(`"${say.en}" has evidence, and no because`);
  }
  const met = (question.choose ?? []).filter(
    ({ because, evidence }) => because !== undefined && (evidence !== undefined || !needsEvidence),
  );
  const options = question.choose?.length ?? 0;
  if (options > 0 && met.length < options - 1) {
    const needed = needsEvidence ? 'because and evidence' : 'because';
    add(`${options - met.length} options are without ${needed}; the right one may be, no other`);
  }
  for (const wrong of question.mark?.wrong ?? question.number?.wrong ?? question.node?.wrong ?? []) {
    if (wrong.evidence === undefined && question.mark !== undefined) {
      add(`a known mistake has no evidence ("${wrong.because.en.trim().slice(0, 40)}…")`);
    }
  }
  const asksPlainly = question.mark ?? question.number;
  if (asksPlainly !== undefined && (asksPlainly.wrong ?? []).length === 0) {
    add(`wrong is missing: which mistake do people make?`);
  }
  return wanting;
}

/** A plain value that is the answer to a condition, and stands in the text before it. */
function toldBefore({ ask, number }: Question, place: number, { beats }: Lesson): string[] {
  const said = `${beats[place]!.say.en}\n${ask.en}`;
  const constants = (number?.wrong ?? []).flatMap(({ is }) => (typeof is === 'number' ? [is] : []));
  const units = number?.unit?.en ?? '';
  if (units === '') return [];
  const found = [...said.matchAll(new RegExp(`(\\d[\\d,.]*)\\s*${escapedForPattern(units)}(?![\\w가-힣])`, 'g'))].map(
    ([, digits]) => Number(digits!.replace(/,/g, '')),
  );
  // Numbers that a mistake is made of are bait; one that only the answer could be is a spoiler.
  const other = found.filter((value) => !constants.includes(value) && !isGiven(value, beats, place));
  return other.length === 0 ? [] : [`the texts before the answer say ${other.join(', ')} ${units}`];
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
export function lintTexts(part: unknown): { readonly code: FindingCode; readonly path: Path; readonly text: string }[] {
  const wanting: Wanting[] = [];
  visit(part, [], (text, path) => {
    // A name is the same in both.
    const isName = !/\s/.test(text.en.trim()) || !/[a-z]{4}/i.test(text.en.replace(/`[^`]*`/g, ''));
    const add = (code: FindingCode, what: string) => wanting.push({ code, path, text: what });
    if (text.en === text.ko && !isName) add('same-in-both', 'both languages say the same');
    else if (/[가-힣]/.test(text.en)) add('wrong-language', 'en has Korean letters in it');
    else if (!/[가-힣]/.test(text.ko) && text.en !== text.ko) add('wrong-language', 'ko has no Korean in it');
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
