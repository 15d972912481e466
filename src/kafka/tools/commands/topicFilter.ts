/** Which topics a flag means: a list, or a regular expression (org.apache.kafka.tools.filter.TopicFilter.IncludeList). */
import { type LinearPattern, linearWholePattern } from '../../../base/linearPattern.ts';
import { isInternalTopic } from '../../internalTopics.ts';
import { Thrown } from '../options/thrown.ts';

export function includeList(raw: string): (topic: string, excludeInternal: boolean) => boolean {
  const regex = raw
    .trim()
    .replaceAll(',', '|')
    .replaceAll(' ', '')
    .replace(/^["']+/, '')
    .replace(/["']+$/, '');
  const pattern = wholePattern(regex, () => new Thrown('java.lang.RuntimeException', `${regex} is an invalid regex.`));
  return (topic, excludeInternal) => pattern.test(topic) && !(isInternalTopic(topic) && excludeInternal);
}

/** String.matches. *Simplified:* the regular expressions of JavaScript in place of Java's. */
export function wholePattern(regex: string, invalid: () => Error): LinearPattern {
  try {
    return linearWholePattern(regex);
  } catch {
    throw invalid();
  }
}
