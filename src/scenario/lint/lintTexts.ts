/** Texts of a file in its two languages: what one of them lacks, and what is in the wrong one. */
import { lintTexts as oddTexts } from '../lesson/lint.ts';
import { LINT_SAYS, MENDS } from '../says/lint.ts';
import type { Scenario } from '../scenario.ts';
import { type Path, valueAt } from '../shape.ts';
import type { YamlFile } from '../yamlFile.ts';
import type { Found } from './finding.ts';

type Language = 'en' | 'ko';

export function lintTexts(scenario: Scenario, file: YamlFile): Found[] {
  const { title, summary, prose, lesson, drill } = scenario;
  const spoken = { title, summary, prose, lesson, drill };
  const texts = textsIn(spoken);
  const written = (path: Path, language: Language) => typeof valueAt(file.value, [...path, language]) === 'string';
  const used = (['en', 'ko'] as const).filter((language) => texts.some((path) => written(path, language)));
  const found: Found[] = [];
  if (used.length === 1) {
    const [only] = used;
    const other = only === 'en' ? 'ko' : 'en';
    const says = LINT_SAYS.oneLanguage(only!, other);
    found.push({ code: 'one-language', path: ['title'], which: 'key', says, mend: MENDS.addLanguage(other) });
  } else {
    for (const path of texts) {
      const missing = (['en', 'ko'] as const).find((language) => !written(path, language));
      if (missing === undefined) continue;
      const says = LINT_SAYS.languageMissing(missing);
      found.push({ code: 'language-missing', path, says, mend: MENDS.addThis(missing) });
    }
  }
  for (const { code, path, says } of oddTexts(spoken)) {
    // What lacks a language was filled in from the other.
    if (!written(path, 'en') || !written(path, 'ko')) continue;
    found.push({ code, path, says, mend: code === 'same-in-both' ? MENDS.translateOne() : MENDS.swapLanguages() });
  }
  return found;
}

function textsIn(part: unknown, path: Path = []): Path[] {
  if (Array.isArray(part)) return part.flatMap((item, place) => textsIn(item, [...path, place]));
  if (typeof part !== 'object' || part === null) return [];
  const group = part as Readonly<Record<string, unknown>>;
  if (typeof group.en === 'string' && typeof group.ko === 'string') return [path];
  return Object.keys(group).flatMap((key) => textsIn(group[key], [...path, key]));
}
