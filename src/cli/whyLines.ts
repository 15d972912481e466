/** A chain of causes in few lines of a terminal: what happened, and what about the event made it so. */

import type { WhyFrame, WhyStep } from '../frame/why/whyFrames.ts';
import { formatAt } from '../scenario/expectations.ts';

const SHORT = 5;

/** The newest few steps; how many more there are is said. */
export function shortWhy(why: WhyFrame): readonly string[] {
  return whyLines(why, SHORT);
}

export function whyLines({ steps, root, ends }: WhyFrame, most = Number.MAX_SAFE_INTEGER): readonly string[] {
  const shown = steps.slice(0, most);
  const lines = shown.map((step, place) => `${place === 0 ? '' : '<- '}${lineOf(step)}`);
  if (steps.length > shown.length) lines.push(`<- … ${steps.length - shown.length} more steps`);
  else if (ends !== null) lines.push(`(${ends.says.en})`);
  else if (root === 'cut') lines.push('<- … and so on');
  return lines;
}

function lineOf({ at, node, fact, event, kind, because }: WhyStep): string {
  const what = fact?.text ?? event ?? kind;
  const who = node === '' ? '' : ` ${node}:`;
  const reasons = because.length === 0 ? '' : ` (${because.map(({ en }) => en.replace(/\.$/, '')).join('; ')})`;
  return `${formatAt(at)}${who} ${what}${reasons}`;
}
