/**
 * Characters that no editor writes into a text file on purpose, and marks of direction, however they are written: nobody
 * who reads a file here reads anything else than what it says.
 */
import type { Says } from '../base/says.ts';
import { YAML_SAYS } from './says/yaml.ts';

export interface Finding {
  readonly offset: number;
  readonly says: Says;
}

/** The first character that no editor writes into a text file on purpose. */
export function forbiddenCharacters(text: string): Finding[] {
  for (let offset = 0; offset < text.length; offset++) {
    const code = text.charCodeAt(offset);
    if (code === 0xfffd) return [{ offset, says: notUtf8(text) }];
    const next = isHighSurrogate(code) && isLowSurrogate(text.charCodeAt(offset + 1));
    if (next) offset++;
    else if (isForbidden(code)) {
      return [{ offset, says: YAML_SAYS.notAllowed(nameOf(code)) }];
    }
  }
  return [];
}

/** Two bytes a character, as some editors of Windows save it: every other byte is zero. */
function notUtf8(text: string): Says {
  const isUtf16 = /^\uFFFD\uFFFD(?:[^\0]\0|\0[^\0])/.test(text);
  return isUtf16 ? YAML_SAYS.utf16() : YAML_SAYS.notUtf8();
}

const TAB = 9;
const LINE_FEED = 10;
const CARRIAGE_RETURN = 13;

function isForbidden(code: number): boolean {
  if (code < 0x20) return code !== TAB && code !== LINE_FEED && code !== CARRIAGE_RETURN;
  if (code >= 0x7f && code < 0xa0) return true;
  if (turnsText(code)) return true;
  return code === 0xfeff || code >= 0xfffe || isHighSurrogate(code) || isLowSurrogate(code);
}

/** Marks of direction: with them a text reads otherwise than it is written (CVE-2021-42574). */
function turnsText(code: number): boolean {
  if (code === 0x061c || code === 0x200e || code === 0x200f) return true;
  return (code >= 0x202a && code <= 0x202e) || (code >= 0x2066 && code <= 0x2069);
}

function isHighSurrogate(code: number): boolean {
  return code >= 0xd800 && code < 0xdc00;
}

function isLowSurrogate(code: number): boolean {
  return code >= 0xdc00 && code < 0xe000;
}

/** Written with a backslash they are none of the file's own characters. */
export function turningIn(text: string, offset: number): readonly Finding[] {
  for (let place = 0; place < text.length; place++) {
    const code = text.charCodeAt(place);
    if (code >= 0x061c && turnsText(code)) return [{ offset, says: YAML_SAYS.turns(nameOf(code)) }];
  }
  return [];
}

function nameOf(code: number): string {
  return `U+${code.toString(16).toUpperCase().padStart(4, '0')}`;
}

/** A text of JSON: as they are, or with a backslash. */
export function turnsJson(json: string): boolean {
  return /[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]|\\u(?:061c|200[ef]|202[a-e]|206[6-9])/i.test(json);
}
