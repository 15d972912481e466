/** A storyboard as one page to print or to keep: panels in two columns, no script, nothing from elsewhere. Pure. */
import { escaped } from '../picture/markup.ts';

export interface Panel {
  readonly time: string;
  /** Pictures as SVG, each with ids of its own. */
  readonly pictures: readonly string[];
  readonly sentences: readonly string[];
}

export interface Storyboard {
  readonly title: string;
  readonly description: string;
  readonly language: 'en' | 'ko';
  readonly panels: readonly Panel[];
}

export const MOST_PANELS = 12;

const STYLE = `
@page { margin: 14mm }
body { margin: 16px auto; max-width: 1100px; color: #14181c; background: #fff; font: 14px/1.45 sans-serif }
:lang(ko) { word-break: keep-all }
h1 { margin: 0; font-size: 20px }
body > p { margin: 4px 0 16px; color: #454d56 }
ol { display: grid; grid-template-columns: 1fr 1fr; gap: 16px; margin: 0; padding: 0; list-style: none }
ol > li { break-inside: avoid; border: 1px solid #d4d9dc; padding: 8px }
h2 { margin: 0 0 6px; font-size: 14px }
svg { display: block; width: 100%; height: auto; margin-bottom: 6px }
ul { margin: 0; padding-left: 18px }
@media (max-width: 700px) { ol { grid-template-columns: 1fr } }
@media print { body { margin: 0; max-width: none; font-size: 10pt } ol { grid-template-columns: 1fr 1fr; gap: 5mm } }
`;

export function storyboardPage({ title, description, language, panels }: Storyboard): string {
  const policy = "default-src 'none'; style-src 'unsafe-inline'; img-src data:";
  return [
    '<!doctype html>',
    `<html lang="${language}">`,
    '<head>',
    '<meta charset="utf-8">',
    `<meta http-equiv="Content-Security-Policy" content="${policy}">`,
    '<meta name="viewport" content="width=device-width, initial-scale=1">',
    `<title>${escaped(title)}</title>`,
    `<style>${STYLE}</style>`,
    '</head>',
    '<body>',
    `<h1>${escaped(title)}</h1>`,
    `<p>${escaped(description)}</p>`,
    '<ol>',
    ...panels.map(panelOf),
    '</ol>',
    '</body>',
    '</html>',
    '',
  ].join('\n');
}

function panelOf({ time, pictures, sentences }: Panel, place: number): string {
  const told = sentences.map((sentence) => `<li>${escaped(sentence)}</li>`).join('');
  return `<li><h2>${place + 1}. ${escaped(time)}</h2>${pictures.join('')}<ul>${told}</ul></li>`;
}

/** At most so many, evenly: the first and the last always among them. */
export function thinnedTo<T>(moments: readonly T[], most = MOST_PANELS): readonly T[] {
  if (moments.length <= most) return moments;
  return Array.from({ length: most }, (_, place) => moments[Math.round((place * (moments.length - 1)) / (most - 1))]!);
}
