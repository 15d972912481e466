/**
 * The address of an embedded page: what of it is shown, and to whom it may speak. Everything else in it is the page's own
 * link parameters. What is not known, or cannot be, is reported with them.
 */
import type { LensTab } from '../app/store.ts';
import { type Address, type BadParameter, readAddress } from '../app/url.ts';

export type EmbedUi = 'full' | 'player' | 'picture' | 'table';

export interface EmbedParameters {
  readonly ui: EmbedUi;
  /** The transport: play, scrubber, time. */
  readonly controls: boolean;
  /** Beside the stage, in their order. */
  readonly panes: readonly EmbedPane[];
  /** Begins by itself when it is in sight. */
  readonly autoplay: boolean;
  /** Nothing is loaded until somebody asks for it. */
  readonly isClickToLoad: boolean;
  /** Nothing can be done to the cluster. */
  readonly isLocked: boolean;
  /** The one origin whose page may speak to this one; `null`: a page without an origin. Undefined: nobody. */
  readonly host: string | undefined;
}

/** The lesson, what is selected, or a lens. */
export type EmbedPane = 'picture' | 'lesson' | 'inspect' | LensTab;

const PANES: Readonly<Record<string, EmbedPane>> = {
  picture: 'picture',
  lesson: 'lesson',
  inspect: 'inspect',
  log: 'log',
  facts: 'facts',
  groups: 'group',
  cli: 'console',
  'space-time': 'space-time',
  'server-log': 'server-log',
  leadership: 'leadership',
  quorum: 'quorum',
  zookeeper: 'zookeeper',
  producer: 'producer',
  states: 'states',
  files: 'files',
  metrics: 'metrics',
  records: 'records',
  tables: 'tables',
};

export const PANE_NAMES: readonly string[] = Object.keys(PANES);
const DEFAULT_PANES: readonly EmbedPane[] = ['picture', 'lesson', 'inspect'];
/** As long as anything here can be. */
const LONGEST = 65_536;

export interface EmbedAddress {
  readonly parameters: EmbedParameters;
  readonly address: Address;
  readonly bad: readonly BadParameter[];
}

export function readEmbed(search: string, hash: string, usual: EmbedUi): EmbedAddress {
  if (search.length + hash.length > LONGEST) {
    const { parameters } = readEmbed('', '', usual);
    return { parameters, address: {}, bad: [{ name: 'address', value: `${search.length + hash.length} B` }] };
  }
  const bad: BadParameter[] = [];
  const own = new Map<string, string>();
  const others = new URLSearchParams();
  for (const [name, value] of [...new URLSearchParams(search), ...new URLSearchParams(hash.replace(/^#/, ''))]) {
    if (OWN.includes(name)) own.set(name, value);
    else if (name === 'run' && value.includes('=')) for (const [inner, of] of linkOf(value)) others.append(inner, of);
    else others.append(name, value);
  }
  const read = readAddress('', others.toString());
  const wrong = (name: string): void => void bad.push({ name, value: shown(own.get(name) ?? '') });
  const flag = (name: string, usually: boolean): boolean => {
    const value = own.get(name);
    if (value === '1' || value === '0') return value === '1';
    if (value !== undefined) wrong(name);
    return usually;
  };
  const ui = (['full', 'player', 'picture', 'table'] as const).find((one) => one === own.get('ui'));
  if (ui === undefined && own.has('ui')) wrong('ui');
  if (own.has('load') && !['click', 'auto'].includes(own.get('load')!)) wrong('load');
  const panes = own.get('panes')?.split(',') ?? [];
  const known = panes.filter((name) => Object.hasOwn(PANES, name));
  if (known.length < panes.length || panes.length > PANE_NAMES.length) wrong('panes');
  const origin = own.get('origin');
  const isOrigin = origin !== undefined && isExactOrigin(origin);
  if (origin !== undefined && !isOrigin) wrong('origin');
  const api = flag('api', false);
  // Without a named host there is nobody to speak to.
  if (api && origin === undefined) bad.push({ name: 'api', value: '1 (origin=)' });
  const parameters: EmbedParameters = {
    ui: ui ?? usual,
    controls: flag('controls', (ui ?? usual) === 'player' || (ui ?? usual) === 'full'),
    panes: known.length === 0 ? DEFAULT_PANES : [...new Set(known.map((name) => PANES[name]!))],
    autoplay: flag('autoplay', false),
    isClickToLoad: own.get('load') === 'click',
    isLocked: flag('lock', false),
    host: api && isOrigin ? origin : undefined,
  };
  return { parameters, address: read.address, bad: [...bad, ...read.bad] };
}

const OWN: readonly string[] = ['ui', 'controls', 'panes', 'autoplay', 'load', 'lock', 'api', 'origin'];

/** A link that was copied, or what follows its `#`. */
function linkOf(run: string): URLSearchParams {
  return new URLSearchParams(run.slice(run.indexOf('#') + 1));
}

function isExactOrigin(text: string): boolean {
  if (text === 'null') return true;
  try {
    const url = new URL(text);
    return (url.protocol === 'https:' || url.protocol === 'http:') && url.origin === text;
  } catch {
    return false;
  }
}

function shown(text: string): string {
  return text.replace(/[\p{Cc}\p{Cf}]/gu, '?').slice(0, 60);
}
