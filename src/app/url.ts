/**
 * The address as state: which scenario, seed and instant, and how to look at it. What is not known, or cannot be, is
 * reported and never ignored silently. The run is in the hash, so that it reaches no server's log.
 */
import type { Language } from '../views/viewProps.ts';
import type { VersionOverrides } from '../worker/protocol.ts';
import type { Eyes } from './eyes.ts';
import type { Mode, Motion, Theme } from './settings.ts';

export interface Address {
  readonly scenario?: string;
  readonly seed?: number;
  /** A scenario of one's own, packed. */
  readonly text?: string;
  /** A time in micros, or an event. */
  readonly at?: { readonly at: number } | { readonly step: number };
  /** A step of its lesson. */
  readonly beat?: string;
  /** The lens that is open, and what is selected, as `targetKey` writes it. */
  readonly lens?: string;
  /** How the lens is looked at, packed: it reads that itself. */
  readonly look?: string;
  readonly select?: string;
  /** A mark of the scenario's text where the link was made. */
  readonly of?: string;
  readonly language?: Language;
  readonly theme?: Theme;
  readonly mode?: Mode;
  readonly eyes?: Eyes;
  readonly motion?: Motion;
  /** Another Kafka than the scenario's file says, and the one that is run beside it. */
  readonly version?: string;
  readonly protocol?: string;
  readonly era?: string;
  readonly beside?: VersionOverrides;
  /** The map of the lessons, or a review, lies over it. */
  readonly overlay?: 'course' | 'review';
  /** The glossary lies over it, with a term open; empty: none. */
  readonly glossary?: string;
  /** What was done by hand, packed: the simulation reads it. */
  readonly acts?: string;
  /** What is changed against the file, packed; and in the run beside it. */
  readonly changed?: string;
  readonly change?: string;
}

export interface BadParameter {
  readonly name: string;
  /** Undefined: the name itself is not known. */
  readonly value?: string;
  /** It is there more than once, and not the same: `value` is what counts. */
  readonly isRepeated?: true;
}

/** As in a file, a saved run and on the command line: a seed beyond it would be a run that nobody else can open. */
const MOST_SEED = 2 ** 31 - 1;
const LONGEST_ACTS = 16_000;
const LONGEST_OWN = 40_000;
const LONGEST_CHANGES = 6_000;
/** A link with more wrong parts is no mistake, and a notice for each would fill the page. */
const MOST_TOLD = 20;

export function readAddress(search: string, hash: string): { address: Address; bad: BadParameter[] } {
  const address: { -readonly [K in keyof Address]: Address[K] } = {};
  const bad: BadParameter[] = [];
  const parameters = [...parametersOf(search), ...parametersOf(hash)];
  for (const [name, value] of lastOfEach(parameters, bad)) {
    const wrong = () => bad.push({ name: shown(name), value: shown(value) });
    switch (name) {
      case 'scenario':
        if (/^[\w-]{1,80}$/.test(value)) address.scenario = value;
        else wrong();
        break;
      case 'beat':
        if (/^[a-z][a-z0-9-]{0,39}$/.test(value)) address.beat = value;
        else wrong();
        break;
      case 'lens':
        if (/^[a-z-]{1,20}$/.test(value)) address.lens = value;
        else wrong();
        break;
      case 'look':
        if (/^[\w-]{1,1200}$/.test(value)) address.look = value;
        else wrong();
        break;
      case 'select':
        if (/^[\w .-]{1,300}$/.test(value)) address.select = value;
        else wrong();
        break;
      case 'of':
        if (/^[0-9a-f]{8}$/.test(value)) address.of = value;
        else wrong();
        break;
      case 'seed':
        if (/^\d{1,10}$/.test(value) && Number(value) <= MOST_SEED) address.seed = Number(value);
        else wrong();
        break;
      case 'version':
      case 'protocol':
      case 'era':
        if (RUNG_PART[name].test(value)) address[name] = value;
        else wrong();
        break;
      case 'beside': {
        const beside = readRung(value);
        if (beside === undefined) wrong();
        else address.beside = beside;
        break;
      }
      case 'at': {
        const at = readInstant(value);
        if (at === undefined) wrong();
        else address.at = at;
        break;
      }
      case 'course':
      case 'review':
        if (value === '') address.overlay = name;
        else wrong();
        break;
      case 'glossary':
        if (/^[\w-]{0,60}$/.test(value)) address.glossary = value;
        else wrong();
        break;
      case 'changed':
      case 'change':
        if (value.length <= LONGEST_CHANGES && /^[\w-]+$/.test(value)) address[name] = value;
        else wrong();
        break;
      case 'text':
        if (value.length <= LONGEST_OWN && /^[\w-]+$/.test(value)) address.text = value;
        else wrong();
        break;
      case 'acts':
        if (value.length <= LONGEST_ACTS && /^[\w-]+$/.test(value)) address.acts = value;
        else wrong();
        break;
      case 'lang':
        if (value === 'en' || value === 'ko') address.language = value;
        else if (value !== 'auto') wrong();
        break;
      case 'theme':
        if (value === 'light' || value === 'dark' || value === 'auto') address.theme = value;
        else wrong();
        break;
      case 'mode':
        if (value === 'learn' || value === 'inspect') address.mode = value;
        else wrong();
        break;
      case 'eyes':
        if (value === 'god' || value === 'operator') address.eyes = value;
        else wrong();
        break;
      case 'motion':
        if (value === 'auto' || value === 'reduce') address.motion = value;
        else wrong();
        break;
      default:
        bad.push({ name: shown(name) });
    }
  }
  return { address, bad: bad.slice(0, MOST_TOLD) };
}

/** Of a query or a hash. A link that was copied out of the text of a page may say `&amp;` where it means `&`. */
export function parametersOf(text: string): URLSearchParams {
  return new URLSearchParams(text.replace(/^#/, '').replace(/&(amp;)+/g, '&'));
}

/** Of what is there several times the last one counts. */
export function lastOfEach(
  parameters: readonly (readonly [name: string, value: string])[],
  bad: BadParameter[],
): ReadonlyMap<string, string> {
  const last = new Map(parameters);
  const told = new Set<string>();
  for (const [name, value] of parameters) {
    if (last.get(name) === value || told.has(name)) continue;
    told.add(name);
    bad.push({ name: shown(name), value: shown(last.get(name)!), isRepeated: true });
  }
  return last;
}

/** Whether there is such a one is the simulation's to say. */
const RUNG_PART = {
  version: /^\d[\w.-]{0,19}$/,
  era: /^(zookeeper|kraft|migration)$/,
  protocol: /^[a-z][a-z0-9-]{0,39}$/,
} as const;

/** `kip-101`, `3.9`, `zookeeper`, or several: `3.9_zookeeper_kip-101`. */
export function readRung(text: string): VersionOverrides | undefined {
  const rung: { -readonly [Part in keyof VersionOverrides]: string } = {};
  for (const part of text.split('_')) {
    const name = (['version', 'era', 'protocol'] as const).find((one) => RUNG_PART[one].test(part));
    if (name === undefined || rung[name] !== undefined) return undefined;
    rung[name] = part;
  }
  return rung;
}

export function writeRung({ version, era, protocol }: VersionOverrides): string {
  return [version, era, protocol].filter((part) => part !== undefined).join('_');
}

/** `4.25s`, `250ms`, `120us`, or an event: `1024`. */
export function readInstant(text: string): Address['at'] {
  const event = /^(\d{1,9})$/.exec(text);
  if (event !== null) return { step: Number(event[1]) };
  const time = /^(\d{1,9}(?:\.\d{1,6})?)(us|ms|s)$/.exec(text);
  if (time === null) return undefined;
  const unit = { us: 1, ms: 1_000, s: 1_000_000 }[time[2] as 'us' | 'ms' | 's'];
  return { at: Math.round(Number(time[1]) * unit) };
}

/** The other way round. Defaults are left out, so that a link stays short. */
export function writeAddress(address: Address): string {
  const parameters = new URLSearchParams();
  if (address.scenario !== undefined) parameters.set('scenario', address.scenario);
  if (address.beat !== undefined) parameters.set('beat', address.beat);
  if (address.seed !== undefined) parameters.set('seed', String(address.seed));
  if (address.version !== undefined) parameters.set('version', address.version);
  if (address.protocol !== undefined) parameters.set('protocol', address.protocol);
  if (address.era !== undefined) parameters.set('era', address.era);
  if (address.beside !== undefined) parameters.set('beside', writeRung(address.beside));
  if (address.at !== undefined) {
    parameters.set('at', 'step' in address.at ? String(address.at.step) : `${Math.floor(address.at.at)}us`);
  }
  if (address.lens !== undefined) parameters.set('lens', address.lens);
  if (address.look !== undefined) parameters.set('look', address.look);
  if (address.select !== undefined) parameters.set('select', address.select);
  if (address.of !== undefined) parameters.set('of', address.of);
  if (address.language !== undefined) parameters.set('lang', address.language);
  if (address.theme !== undefined && address.theme !== 'auto') parameters.set('theme', address.theme);
  if (address.mode !== undefined && address.mode !== 'learn') parameters.set('mode', address.mode);
  if (address.eyes !== undefined && address.eyes !== 'god') parameters.set('eyes', address.eyes);
  if (address.motion !== undefined && address.motion !== 'auto') parameters.set('motion', address.motion);
  if (address.changed !== undefined) parameters.set('changed', address.changed);
  if (address.change !== undefined) parameters.set('change', address.change);
  if (address.text !== undefined) parameters.set('text', address.text);
  if (address.acts !== undefined) parameters.set('acts', address.acts);
  return `#${parameters.toString()}`;
}

export function shown(text: string): string {
  const plain = text.replace(/[\p{Cc}\p{Cf}]/gu, '?');
  return plain.length > 60 ? `${plain.slice(0, 60)}…` : plain;
}
