/** A why and a why-not as plain text: for a terminal, for tests, for whoever has no screen. */
import { formatMicros } from '../../base/time.ts';
import type { FactFrame } from '../frame.ts';
import type { ConditionFrame, Said, SettingSeen, WhyFrame, WhyNotFrame, WhyStep } from './whyFrames.ts';

type Language = keyof Said;

/** How a fact is said: without a catalogue of sentences, by its one text form. */
export type SayFact = (fact: FactFrame) => string;

export function whyText(why: WhyFrame, language: Language = 'en', sayFact: SayFact = ({ text }) => text): string {
  const lines = why.steps.flatMap((step, place) => stepLines(step, place === 0, language, sayFact));
  const settings = (why.ends?.settings ?? []).length === 0 ? '' : ` (${settingsText(why.ends!.settings)})`;
  const end = why.ends === null ? '' : `: ${why.ends.says[language]}${settings}`;
  return [...lines, `= ${why.root}${end}`].join('\n');
}

function stepLines(step: WhyStep, isFirst: boolean, language: Language, sayFact: SayFact): string[] {
  const what = step.fact === null ? (step.event ?? step.kind) : sayFact(step.fact);
  const who = step.node === '' ? '' : ` ${step.node}:`;
  const lines = [`${isFirst ? '' : '<- '}${formatMicros(step.at)}${who} ${what}`];
  for (const one of step.because) lines.push(`     ${one[language]}`);
  if (step.settings.length > 0) lines.push(`     ${settingsText(step.settings)}`);
  if (step.rule !== null) lines.push(`     [${step.rule.source}]`);
  if (step.folded.length > 0) lines.push(`   … ${step.folded.length} routine`);
  return lines;
}

function settingsText(settings: readonly SettingSeen[]): string {
  return settings.map(({ key, value }) => `${key}=${value}`).join(' ');
}

export function whyNotText(
  frame: WhyNotFrame,
  language: Language = 'en',
  sayFact: SayFact = ({ text }) => text,
): string {
  const head = [frame.says[language], frame.answer[language]];
  return [...head, ...frame.conditions.map((one) => conditionText(one, language, sayFact))].join('\n');
}

function conditionText(condition: ConditionFrame, language: Language, sayFact: SayFact): string {
  const { met, says, seen, settings, since } = condition;
  const mark = met === null ? '?' : met ? '+' : '-';
  const keys = settings.length === 0 ? '' : ` (${settingsText(settings)})`;
  const moment = since === null ? '' : ` @${formatMicros(since.at)} ${sayFact(since.fact)}`;
  return `${mark} ${says[language]} ${seen[language]}${keys}${moment}`;
}
