/**
 * What was done by hand, small enough for an address: the commands of a run, compressed. A link names the scenario and the
 * seed beside it. Whoever opens one reads something from a stranger: bounded before it is unpacked and while it is, and
 * then checked as a saved run is.
 */
import { Deflate, Inflate } from 'pako';
import { base64url, bytesOfBase64url } from '../base/base64url.ts';
import type { Says } from '../base/says.ts';
import { sealed, unsealed } from '../base/sealed.ts';
import type { Kafka } from '../kafka/kinds.ts';
import type { Intervention } from '../record/history.ts';
import type { VersionOverrides } from './overrides.ts';
import type { RefusedOne } from './problems.ts';
import { exportRun, importRun, MAX_RUN_CHARACTERS } from './runFile.ts';
import { CHANGE_SAYS } from './says/change.ts';

/** The first byte of what this writes: its form. A link of an older form opens in every later one. */
const FORM = 2;
/** What was written before forms had numbers begins as a zlib stream does (RFC 1950). */
const FORM_1 = 0x78;
/** One byte never stands for more than so many, where that is much at all: no honest run comes near. */
const MOST_RATIO = 100;
const SMALL = 64 * 1024;

/** Longer addresses are cut off on their way: by chats, mails and some servers' logs. */
export const LONGEST_PACKED = 12_000;
const FINGERPRINT = /^[0-9a-f]{1,64}$/;

export interface LinkedRun {
  readonly commands: readonly Intervention<Kafka>[];
  /** Of the run where the link was made: whoever opens it can tell whether it is the same. */
  readonly fingerprint: string;
}

/** What the link says beside it. */
export interface LinkedScenario extends VersionOverrides {
  readonly name: string;
  readonly text: string;
  readonly seed: number;
}

export type UnpackedRun = { readonly ok: true; readonly run: LinkedRun } | RefusedOne;

/** Undefined: that is too much for a link. */
export function packRun({ commands, fingerprint }: LinkedRun): string | undefined {
  const saved = JSON.parse(exportRun('', '', 0, commands)) as { commands: { at: number; step: number }[] };
  const text = asAscii(JSON.stringify([fingerprint, saved.commands]));
  if (text.length > MAX_RUN_CHARACTERS) return undefined;
  const deflate = new Deflate({ level: 9, raw: true });
  deflate.push(text, true);
  const body = deflate.result as Uint8Array;
  if (text.length > mostOf(body)) return undefined;
  const packed = base64url(sealed(FORM, body));
  return packed.length > LONGEST_PACKED ? undefined : packed;
}

export function unpackRun(packed: string, { name, text, seed, ...overrides }: LinkedScenario): UnpackedRun {
  const failed = (says: Says): UnpackedRun => ({ ok: false, problem: says.en, says });
  if (packed.length > LONGEST_PACKED) return failed(CHANGE_SAYS.linkTooLong(LONGEST_PACKED));
  const bytes = bytesOfBase64url(packed);
  const form = bytes === undefined || bytes[0] === FORM_1 ? undefined : unsealed(bytes)?.form;
  if (form !== undefined && form > FORM) {
    return failed(CHANGE_SAYS.newerForm(form, FORM));
  }
  const json = bytes === undefined ? undefined : textIn(bytes);
  const read = json === undefined ? undefined : parsed(json);
  if (!Array.isArray(read) || read.length !== 2) return failed(CHANGE_SAYS.damaged());
  const [fingerprint, commands] = read as [unknown, unknown];
  if (typeof fingerprint !== 'string' || !FINGERPRINT.test(fingerprint)) return failed(CHANGE_SAYS.damaged());
  const run = { 'tidemark-run': 1, name: name.slice(0, 200), seed, ...overrides, scenario: text, commands };
  const imported = importRun(JSON.stringify(run));
  if (!imported.ok) return failed(imported.says);
  return { ok: true, run: { commands: imported.run.commands, fingerprint } };
}

/** In JSON every character has a form of plain letters. */
function asAscii(json: string): string {
  return json.replace(/[\u0080-\uffff]/g, (letter) => `\\u${letter.charCodeAt(0).toString(16).padStart(4, '0')}`);
}

function textIn(bytes: Uint8Array): string | undefined {
  if (bytes[0] === FORM_1) return inflated(bytes, false);
  const found = unsealed(bytes);
  return found?.form === FORM ? inflated(found.body, true) : undefined;
}

function mostOf({ length }: Uint8Array): number {
  return Math.min(MAX_RUN_CHARACTERS, Math.max(SMALL, length * MOST_RATIO));
}

/** At most so much as a saved run may have: a few bytes can stand for a great many. */
function inflated(bytes: Uint8Array, raw: boolean): string | undefined {
  const inflate = new Inflate({ chunkSize: 16_384, raw });
  const most = mostOf(bytes);
  let text = '';
  let isWhole = false;
  inflate.onData = (chunk) => {
    for (const unit of chunk as Uint8Array) text += String.fromCharCode(unit);
    if (text.length > most) throw new Error('too much');
  };
  inflate.onEnd = (status) => {
    isWhole = status === 0;
  };
  try {
    inflate.push(bytes, true);
  } catch {
    return undefined;
  }
  return isWhole ? text : undefined;
}

function parsed(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    return undefined;
  }
}
