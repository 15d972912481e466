/** `tidemark explain facts`: all words of a kind, to find the one that is meant. */
import { ERROR_NAMES, errorMeaning } from '../../course/errors/index.ts';
import { GLOSSARY } from '../../course/glossary/index.ts';
import { ANOMALIES, propertyNames, propertyOf } from '../../properties/index.ts';
import { keysNamed } from '../../scenario/assist/keysNamed.ts';
import { FACT_NAMES } from '../../scenario/factFields.ts';
import { ACTIONS, EXPECTATIONS } from '../../scenario/schema.ts';
import { TEMPLATES } from '../../scenario/templates/index.ts';
import { FACT_MEANINGS } from './factMeanings.ts';

const KINDS: Readonly<Record<string, () => readonly (readonly [string, string])[]>> = {
  facts: () => [...FACT_NAMES].sort().map((name) => [name, FACT_MEANINGS[name]]),
  properties: () => propertyNames.map((name) => [name, propertyOf(name)?.statement.en ?? '']),
  anomalies: () => ANOMALIES.map(({ name, statement }) => [name, statement.en]),
  errors: () => ERROR_NAMES.map((name) => [name, `${errorMeaning(name)!.code}`]),
  terms: () => GLOSSARY.map(({ en, ko }) => [plainTerm(en[0]!), plainTerm(ko[0]!)]),
  actions: () => ACTIONS.map((name) => [name, keyIn('timeline', name)]),
  expectations: () => EXPECTATIONS.map((name) => [name, keyIn('expect', name)]),
  templates: () => TEMPLATES.map(({ name, summary }) => [name, summary.en]),
};

function keyIn(list: string, name: string): string {
  return keysNamed(name).find(({ path }) => path === `${list} › ${name}`)?.words?.en ?? '';
}

/** The glossary marks names that it does not look for in texts. */
export function plainTerm(name: string): string {
  return name.replace(/^~/, '');
}

export const WORD_KINDS: readonly string[] = Object.keys(KINDS);

export function linesOfKind(kind: string): readonly string[] | undefined {
  if (!Object.hasOwn(KINDS, kind)) return undefined;
  const words = KINDS[kind]!();
  const width = Math.min(40, Math.max(...words.map(([name]) => name.length)));
  return words.map(([name, about]) => `${name.padEnd(width)}  ${about}`.trimEnd());
}
