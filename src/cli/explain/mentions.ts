/** Where a word that has no entry of its own is spoken of: `explain KIP-848`, `explain CooperativeStickyAssignor`. */
import { meaningOf, type Owner } from '../../course/configs/index.ts';
import { ERROR_NAMES, errorMeaning } from '../../course/errors/index.ts';
import { GLOSSARY } from '../../course/glossary/index.ts';
import type { ConfigScope } from '../../kafka/config/definitions.ts';
import { everyDefinition } from '../../kafka/config/versionDefinitions.ts';
import { propertyNames, propertyOf } from '../../properties/index.ts';
import { FACT_NAMES } from '../../scenario/factFields.ts';
import { plainTerm } from './allWords.ts';
import { FACT_MEANINGS } from './factMeanings.ts';

const SHOWN = 12;
const SHORTEST = 3;
const SCOPES: readonly ConfigScope[] = ['topic', 'producer', 'consumer', 'group', 'server'];

/** Empty: nothing speaks of it. */
export function linesOfMentions(word: string): readonly string[] {
  const wanted = word.toLowerCase();
  if (wanted.length < SHORTEST) return [];
  const found = new Map<string, string>();
  for (const { name, means, also } of everything()) {
    if (!found.has(name) && speaksOf(`${name} ${means} ${also}`.toLowerCase(), wanted)) found.set(name, means);
  }
  if (found.size === 0) return [];
  const shown = [...found].slice(0, SHOWN);
  const more = found.size > shown.length ? [`  … and ${found.size - shown.length} more`] : [];
  return [
    `${word} has no entry of its own; these speak of it (tidemark explain NAME has more):`,
    ...shown.map(([name, means]) => `  ${name}: ${firstSentence(means)}`),
    ...more,
  ];
}

/** As a word of its own: what is only the beginning of a name is a typo. Korean words have their particles behind them. */
function speaksOf(text: string, wanted: string): boolean {
  for (let at = text.indexOf(wanted); at >= 0; at = text.indexOf(wanted, at + 1)) {
    const [before, behind] = [text[at - 1] ?? ' ', text[at + wanted.length] ?? ' '];
    if (!/\w/.test(before) && !/\w/.test(behind)) return true;
  }
  return false;
}

function* everything(): Generator<{ readonly name: string; readonly means: string; readonly also: string }> {
  for (const { en, ko, means, source } of GLOSSARY) {
    yield { name: plainTerm(en[0]!), means: means.en, also: [...en, ...ko, means.ko, source ?? ''].join(' ') };
  }
  for (const scope of SCOPES) {
    for (const { name, internal, oneOf, default: value } of everyDefinition(scope)) {
      if (internal === true) continue;
      const means = meaningOf(scope as Owner, name);
      yield { name, means: means?.en ?? '', also: [...(oneOf ?? []), String(value), means?.ko ?? ''].join(' ') };
    }
  }
  for (const name of FACT_NAMES) yield { name, means: FACT_MEANINGS[name], also: '' };
  for (const name of propertyNames) yield { name, means: propertyOf(name)?.statement.en ?? '', also: '' };
  for (const name of ERROR_NAMES) yield { name, means: errorMeaning(name)!.means.en, also: '' };
}

function firstSentence(text: string): string {
  return /^.*?\.(?= |$)/.exec(text)?.[0] ?? text;
}
