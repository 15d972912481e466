/** Values that texts show: each is a reading of its own, texts name one that there is, and only those of beats have a run. */
import { didYouMean, listed, quoted } from '../problems.ts';
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
    if (!NAME.test(name))
      report.error([...path, name], `${quoted(name)} is not a name of small letters, digits and dashes`);
    checkReading(values[name]!, [...path, name], context);
    if (values[name]!.happens !== undefined || values[name]!.holds !== undefined)
      report.error([...path, name], 'what is shown is a value: yes and no say nothing in a text', 'key');
  }
  const used = new Set<string>();
  eachText(lesson, ['lesson'], (text, place) => {
    for (const language of ['en', 'ko'] as const) {
      for (const { name, particle } of shownIn(text[language])) {
        used.add(name);
        const here = [...place, language];
        if (!names.includes(name)) {
          const instead =
            didYouMean(name, names) || (names.length === 0 ? '; values: names them' : `; there is ${listed(names)}`);
          report.error(here, `there is no value ${quoted(name)}${instead}`);
        } else if (!isInARun(place))
          report.error(here, `{${name}} is read in a beat: this text is of no moment of the run`);
        if (particle !== undefined && (language === 'en' || !PARTICLES.some((one) => one === particle)))
          report.error(here, `${quoted(particle)} is no particle; in ko there is ${listed(PARTICLES)}`);
      }
    }
  });
  for (const name of names) if (!used.has(name)) report.warn([...path, name], `no text shows {${name}}`, 'key');
}

function isInARun(path: Path): boolean {
  if (path[1] === 'beats') return true;
  return path[1] === 'review' && OF_AN_ANSWER.includes(String(path[path.length - 1]));
}
