/** A page that was made for one lesson has its text in it, as data: `tidemark package` puts it there. */

/** To whom results go: the page itself never asks. */
export type Reporting = 'scorm12' | 'scorm2004' | 'cmi5';

export interface Packed {
  readonly name: string;
  readonly text: string;
  readonly reporting: Reporting | null;
  /** As after the `#` of an embedded page. */
  readonly address: string;
}

const content = globalThis.document?.getElementById('tidemark-lesson')?.textContent;

export const PACKED: Packed | null = content ? (JSON.parse(content) as Packed) : null;
