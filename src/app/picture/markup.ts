/** SVG as text: names and numbers of our own, and texts from anywhere, which can never become markup. */

export type Attributes = Readonly<Record<string, string | number | undefined>>;

/** What XML 1.0 cannot hold at all becomes a replacement character; the rest is escaped. */
export function escaped(text: string): string {
  return text
    .replace(/(?![\t\n\r])\p{Cc}|\p{Cs}|[\ufffe\uffff]/gu, '\ufffd')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}

/** Hundredths of a pixel are enough. */
export function short(value: number): number {
  return Number.isFinite(value) ? Math.round(value * 100) / 100 : 0;
}

export function opening(tag: string, attributes: Attributes = {}): string {
  return `<${tag}${written(attributes)}>`;
}

export function element(tag: string, attributes: Attributes, content = ''): string {
  return content === '' ? `<${tag}${written(attributes)}/>` : `<${tag}${written(attributes)}>${content}</${tag}>`;
}

function written(attributes: Attributes): string {
  let text = '';
  for (const [name, value] of Object.entries(attributes)) {
    if (value !== undefined) text += ` ${name}="${typeof value === 'number' ? short(value) : escaped(value)}"`;
  }
  return text;
}
