/**
 * Where a failure can be looked at: a link that the page opens at that very moment. The text of the scenario goes along, so
 * that it opens anywhere; what is too long for that has no link. The page reads it in `app/url.ts` and
 * `app/share/linkedText.ts`, and a test opens one of these with both.
 */
import { deflateSync, strToU8 } from 'fflate';
import { base64url } from '../../base/base64url.ts';
import { sealed } from '../../base/sealed.ts';
import type { Micros } from '../../base/time.ts';
import { drawnCause } from '../../scenario/drill.ts';
import { eraOf } from '../../scenario/era.ts';
import type { Scenario } from '../../scenario/scenario.ts';
import { UsageError } from '../flags.ts';
import type { Variant } from './unit.ts';

const FORM = 1;
/** Longer ones are read by no page. */
const LONGEST_TEXT = 32_000;

export interface Looked {
  readonly variant: Variant;
  readonly seed: number;
  /** Undefined: where the page opens it anyway. */
  readonly at?: Micros | undefined;
}

/** Of one file. */
export type Linker = (looked: Looked) => string | null;

/** `base`: where a page is; empty: what comes behind its address. */
export function linkerOf(base: string, name: string, text: string, scenario: Scenario): Linker {
  let packed: string | null | undefined;
  return ({ variant, seed, at }) => {
    // The page draws the cause from the seed.
    if (variant.cause !== null && drawnCause(scenario, seed)?.name !== variant.cause) return null;
    packed ??= packText(text);
    if (packed === null) return null;
    const parameters = new URLSearchParams({ scenario: name.replace(/[^\w-]+/g, '-').slice(0, 80) || 'linked' });
    parameters.set('seed', String(seed));
    if (variant.version !== undefined) parameters.set('version', variant.version);
    if (variant.era !== null && variant.era !== eraOf(scenario)) parameters.set('era', variant.era);
    if (at !== undefined) parameters.set('at', `${at}us`);
    parameters.set('text', packed);
    return `${base}#${parameters}`;
  };
}

function packText(text: string): string | null {
  const packed = base64url(sealed(FORM, deflateSync(strToU8(text), { level: 9 })));
  return packed.length > LONGEST_TEXT ? null : packed;
}

/** What `--page` names: the address of a page, without what comes behind it. */
export function pageAddress(written: string): string {
  let url: URL;
  try {
    url = new URL(written);
  } catch {
    throw new UsageError('--page is the address of a page, such as https://example.org/tidemark/');
  }
  if (!['http:', 'https:', 'file:'].includes(url.protocol)) {
    throw new UsageError(`--page is an address that begins with http, https or file, not with ${url.protocol}`);
  }
  return `${url.origin === 'null' ? 'file://' : url.origin}${url.pathname}`;
}
