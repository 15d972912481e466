/**
 * A scenario of one's own inside a link: its text, compressed, with its form and a checksum before it. Whoever opens one
 * reads something from a stranger: it is bounded before it is unpacked and while it is, and what comes out is read as any
 * file is. Too long a text goes into no link.
 */
import { Deflate, Inflate, strToU8 } from 'fflate';
import { base64url, bytesOfBase64url } from '../../base/base64url.ts';
import { sealed, unsealed } from '../../base/sealed.ts';
import { type Words, words } from '../../views/words.ts';
import type { Conductor } from '../conductor.ts';
import type { OwnText } from '../desk.ts';
import type { Address } from '../url.ts';

const FORM = 1;
export const LONGEST_TEXT = 32_000;
/** As large as a scenario may be. */
const MOST_BYTES = 256 * 1024;
/** No more is unpacked at once, so that a few letters that stand for very many are noticed on the way. */
const SLICE = 256;

const TOO_LONG = words('the scenario in the link is too long', '링크에 담긴 시나리오가 너무 깁니다');
const DAMAGED = words(
  'the scenario in the link is damaged or cut off',
  '링크에 담긴 시나리오가 손상되었거나 중간에 잘렸습니다',
);
const NEWER = words(
  'the scenario in the link was made by a newer Tidemark',
  '링크에 담긴 시나리오를 더 새로운 Tidemark에서 만들었습니다',
);

/** What a link says of a scenario that did not come with the page; null: it is too much for a link. */
export function ownAddress(name: string, text: string): Pick<Address, 'scenario' | 'text'> | null {
  const packed = packText(text);
  const scenario = name.replace(/[^\w-]+/g, '-').slice(0, 80) || 'linked';
  return packed === undefined ? null : { scenario, text: packed };
}

/** The other way round; undefined, and told: it cannot be read. */
export function readOwn(
  { scenario: name = 'linked', text, ...address }: Address,
  conductor: Conductor,
): { readonly address: Address; readonly own: OwnText } | undefined {
  const read = unpackText(text ?? '');
  if ('text' in read) return { address, own: { name, text: read.text } };
  const reason = read.problem[conductor.state.settings.language];
  conductor.notice('notice.failed', { reason }, true);
  return undefined;
}

/** Undefined: that is too much for a link. */
export function packText(text: string): string | undefined {
  const plain = strToU8(text);
  if (plain.length > MOST_BYTES) return undefined;
  const parts: Uint8Array[] = [];
  new Deflate({ level: 9 }, (part) => parts.push(part)).push(plain, true);
  const packed = base64url(sealed(FORM, joined(parts)));
  return packed.length > LONGEST_TEXT ? undefined : packed;
}

export function unpackText(packed: string): { readonly text: string } | { readonly problem: Words } {
  if (packed.length > LONGEST_TEXT) return { problem: TOO_LONG };
  const bytes = bytesOfBase64url(packed);
  const found = bytes === undefined ? undefined : unsealed(bytes);
  if (found === undefined) return { problem: DAMAGED };
  if (found.form > FORM) return { problem: NEWER };
  const text = found.form === FORM ? inflated(found.body) : undefined;
  return text === undefined ? { problem: DAMAGED } : { text };
}

function inflated(body: Uint8Array): string | undefined {
  const parts: Uint8Array[] = [];
  let size = 0;
  let isWhole = false;
  const inflate = new Inflate((part, isLast) => {
    size += part.length;
    if (size > MOST_BYTES) throw new RangeError('too much');
    parts.push(part);
    isWhole = isLast;
  });
  try {
    for (let at = 0; at < body.length; at += SLICE)
      inflate.push(body.subarray(at, at + SLICE), at + SLICE >= body.length);
    return isWhole ? new TextDecoder('utf-8', { fatal: true }).decode(joined(parts)) : undefined;
  } catch {
    return undefined;
  }
}

function joined(parts: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}
