/**
 * What makes a lesson a good one, as far as a program can tell: short beats, a prediction before the key event, wrong
 * answers that are met with evidence, something to do, to change, to explain and to come back to, in both languages.
 * Whether it is true of its runs is judged by running it; this reads the file alone.
 */
import type { Scenario } from '../scenario.ts';
import type { Both, Lesson, Question } from './schemaLesson.ts';

const BEATS = { least: 4, most: 9 };
const MOST_MINUTES = 8;
const REVIEWS = 2;
const TRIES = 3;

/** Empty: nothing is wanting. */
export function lintLesson({ lesson, title, summary }: Scenario): string[] {
  if (lesson === undefined) return [];
  return [
    ...lintWhole(lesson),
    ...lesson.beats.flatMap((beat, place) => lintBeat(beat, place, lesson)),
    ...(lesson.review ?? []).flatMap((review) => lintQuestion(review, `review ${review.name}`, false)),
    ...lintTexts({ title, summary, lesson }),
  ];
}

function lintWhole(lesson: Lesson): string[] {
  const { misconception, minutes, beats, goals = [], explain, review = [], try: tries = [] } = lesson;
  const wanting: string[] = [];
  const need = (ok: boolean, problem: string) => {
    if (!ok) wanting.push(problem);
  };
  const whatIfs = lesson['what-if'] ?? [];
  const asking = beats.filter(({ predict }) => predict !== undefined);
  need(misconception.source !== undefined, 'misconception: source is missing: where is it found?');
  need(minutes <= MOST_MINUTES, `minutes: ${minutes} is more than ${MOST_MINUTES}: make two lessons of it`);
  const { least, most } = BEATS;
  need(beats.length >= least && beats.length <= most, `beats: ${beats.length}, not ${least} to ${most}`);
  need(asking.length > 0, 'no beat asks for a prediction');
  need(asking.length === 0 || asking[0] !== beats[beats.length - 1], 'the first prediction is asked in the last beat');
  need(goals.length > 0, 'goals: at least one');
  need(whatIfs.length > 0, 'what-if: at least one');
  need(explain !== undefined, 'explain is missing');
  need(review.length >= REVIEWS, `review: ${review.length} of at least ${REVIEWS}`);
  need(tries.length >= TRIES, `try: ${tries.length} of at least ${TRIES}`);
  return wanting;
}

function lintBeat(
  { name, predict, reveal, outcome }: Lesson['beats'][number],
  place: number,
  lesson: Lesson,
): string[] {
  const where = `beat ${name}`;
  if (predict === undefined) return [];
  const wanting = lintQuestion(predict, where);
  if (reveal === undefined) wanting.push(`${where}: reveal is missing: a prediction is about what is still to come`);
  if (outcome === undefined) wanting.push(`${where}: outcome is missing: what was seen, and why`);
  for (const told of toldBefore(predict, place, lesson)) wanting.push(`${where}: ${told}`);
  return wanting;
}

/** What comes back after days may be met with words alone: the run is not there any more. */
function lintQuestion(question: Question, where: string, needsEvidence = true): string[] {
  const wanting: string[] = [];
  for (const { say, because, evidence } of question.choose ?? []) {
    // Which one is right is for the run to tell: all but one must be met.
    if (because === undefined && evidence === undefined) continue;
    if (because === undefined) wanting.push(`${where}: "${say.en}" has evidence, and no because`);
  }
  const met = (question.choose ?? []).filter(
    ({ because, evidence }) => because !== undefined && (evidence !== undefined || !needsEvidence),
  );
  const options = question.choose?.length ?? 0;
  if (options > 0 && met.length < options - 1) {
    const needed = needsEvidence ? 'because and evidence' : 'because';
    wanting.push(`${where}: ${options - met.length} options are without ${needed}; the right one may be, no other`);
  }
  for (const wrong of question.mark?.wrong ?? question.number?.wrong ?? question.node?.wrong ?? []) {
    if (wrong.evidence === undefined && question.mark !== undefined) {
      wanting.push(`${where}: a known mistake has no evidence ("${wrong.because.en.trim().slice(0, 40)}…")`);
    }
  }
  const asksPlainly = question.mark ?? question.number;
  if (asksPlainly !== undefined && (asksPlainly.wrong ?? []).length === 0) {
    wanting.push(`${where}: wrong is missing: which mistake do people make?`);
  }
  return wanting;
}

/** A plain value that is the answer to a condition, and stands in the text before it. */
function toldBefore({ ask, number }: Question, place: number, { beats }: Lesson): string[] {
  const said = `${beats[place]!.say.en}\n${ask.en}`;
  const constants = (number?.wrong ?? []).flatMap(({ is }) => (typeof is === 'number' ? [is] : []));
  const units = number?.unit?.en ?? '';
  if (units === '') return [];
  const found = [...said.matchAll(new RegExp(`(\\d[\\d,.]*)\\s*${units}\\b`, 'g'))].map(([, digits]) =>
    Number(digits!.replace(/,/g, '')),
  );
  // Numbers that a mistake is made of are bait; one that only the answer could be is a spoiler.
  const other = found.filter((value) => !constants.includes(value) && !isGiven(value, beats, place));
  return other.length === 0 ? [] : [`the texts before the answer say ${other.join(', ')} ${units}`];
}

/** It was told in an earlier beat already: a given of the scenario. */
function isGiven(value: number, beats: Lesson['beats'], place: number): boolean {
  return beats.slice(0, place).some(({ say }) => say.en.includes(String(value)));
}

// ---- both languages --------------------------------------------------------------------------------------------------

function lintTexts(part: unknown): string[] {
  const wanting: string[] = [];
  visit(part, [], (text, path) => {
    const where = path.join('.');
    // A name is the same in both.
    const isName = !/\s/.test(text.en.trim()) || !/[a-z]{4}/i.test(text.en.replace(/`[^`]*`/g, ''));
    if (text.en === text.ko && !isName) {
      wanting.push(`${where}: both languages say the same`);
    } else if (/[가-힣]/.test(text.en)) wanting.push(`${where}: en has Korean letters in it`);
    else if (!/[가-힣]/.test(text.ko) && text.en !== text.ko) wanting.push(`${where}: ko has no Korean in it`);
  });
  return wanting;
}

function visit(part: unknown, path: readonly string[], tell: (text: Both, path: readonly string[]) => void): void {
  if (Array.isArray(part)) {
    for (const [place, item] of part.entries()) visit(item, [...path, String(place + 1)], tell);
  } else if (typeof part === 'object' && part !== null) {
    const group = part as Readonly<Record<string, unknown>>;
    if (typeof group.en === 'string' && typeof group.ko === 'string') tell(group as unknown as Both, path);
    else for (const key of Object.keys(group)) visit(group[key], [...path, key], tell);
  }
}
