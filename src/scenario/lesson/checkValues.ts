/** Values that texts show: each is a reading of its own, texts name one that there is, and only those of beats have a run. */
import { LESSON_SAYS } from '../says/lesson.ts';
import type { Path } from '../shape.ts';
import { type Context, checkReading } from './checkMoments.ts';
import type { Lesson } from './schemaLesson.ts';
import { eachText, PARTICLES, shownIn } from './values.ts';

const NAME = /^[a-z][a-z0-9-]{0,39}$/;
/** Of a review, what is said to an answer: that is read in the run. */
const OF_AN_ANSWER = ['because', 'so'];

export function checkValues(lesson: Lesson, context: Context): void {
  const { values = {} } = lesson;
  const { report } = context;
  const path: Path = ['lesson', 'values'];
  const names = Object.keys(values);
  for (const name of names) {
    if (!NAME.test(name)) report.error([...path, name], LESSON_SAYS.valueName(name));
    checkReading(values[name]!, [...path, name], context);
    if (values[name]!.happens !== undefined || values[name]!.holds !== undefined)
      report.error([...path, name], LESSON_SAYS.valueOfText(), 'key');
  }
  const used = new Set<string>();
  eachText(lesson, ['lesson'], (text, place) => {
    for (const language of ['en', 'ko'] as const) {
      for (const { name, particle } of shownIn(text[language])) {
        used.add(name);
        const here = [...place, language];
        if (!names.includes(name)) report.error(here, LESSON_SAYS.noValue(name, names));
        else if (!isInARun(place)) report.error(here, LESSON_SAYS.valueOutsideRun(name));
        if (particle !== undefined && (language === 'en' || !PARTICLES.some((one) => one === particle)))
          report.error(here, LESSON_SAYS.noParticle(particle, PARTICLES));
      }
    }
  });
  for (const name of names) if (!used.has(name)) report.warn([...path, name], LESSON_SAYS.unusedValue(name), 'key');
}

function isInARun(path: Path): boolean {
  if (path[1] === 'beats') return true;
  return path[1] === 'review' && OF_AN_ANSWER.includes(String(path[path.length - 1]));
}
