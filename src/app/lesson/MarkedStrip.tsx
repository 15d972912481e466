/** The log at the outcome, with the mark that was placed and the one that is so. */
import type { Frame } from '../../frame/frame.ts';
import type { LessonAnswer } from '../../frame/lessonFrames.ts';
import { chosenValue } from '../../views/prediction/answer.ts';
import { LogStrip, type StripMark } from '../../views/prediction/LogStrip.tsx';
import { stripOf } from '../../views/prediction/strip.ts';
import { TRUTH, YOURS } from '../../views/prediction/words.ts';
import { useLanguage } from './Say.tsx';

interface MarkedStripProps {
  readonly partition: string;
  readonly yours: LessonAnswer | null;
  readonly truth: LessonAnswer;
  readonly frame: Frame | null;
}

export function MarkedStrip({ partition, yours, truth, frame }: MarkedStripProps) {
  const language = useLanguage();
  const [mine, is] = [chosenValue(yours), chosenValue(truth)];
  const strip = stripOf(
    frame,
    partition,
    [mine, is].filter((value) => value !== null),
  );
  const marks: StripMark[] = [];
  const inSight = (value: number | null): value is number => value !== null && value >= strip.from && value <= strip.to;
  if (inSight(mine) && mine !== is) marks.push({ value: mine, label: YOURS[language], kind: 'yours' });
  if (inSight(is)) marks.push({ value: is, label: TRUTH[language], kind: 'truth' });
  return <LogStrip strip={strip} marks={marks} language={language} />;
}
