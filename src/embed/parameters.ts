/**
 * The address of an embedded page: what of it is shown, and to whom it may speak. Everything else in it is the page's own
 * link parameters. What is not known, or cannot be, is reported with them.
 */
import type { LensTab } from '../app/store.ts';
import { type Address, type BadParameter, lastOfEach, parametersOf, readAddress, shown } from '../app/url.ts';

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
  /** A scenario that lies beside the player, on its own site. */
  readonly file: ScenarioFile | undefined;
  /** The one origin whose page may speak to this one; `null`: a page without an origin. Undefined: nobody. */
  readonly host: string | undefined;
}

export interface ScenarioFile {
  /** What the address said. */
  readonly said: string;
  readonly url: string;
  readonly name: string;
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
const LONGEST_FILE = 1_000;

export interface EmbedAddress {
  readonly parameters: EmbedParameters;
  readonly address: Address;
  readonly bad: readonly BadParameter[];
}

/** `page`: where the player itself is; what it reads lies on the same site. */
export function readEmbed(search: string, hash: string, usual: EmbedUi, page = ''): EmbedAddress {
  if (search.length + hash.length > LONGEST) {
    const { parameters } = readEmbed('', '', usual);
    return { parameters, address: {}, bad: [{ name: 'address', value: `${search.length + hash.length} B` }] };
  }
  const bad: BadParameter[] = [];
  const given = [...parametersOf(search), ...parametersOf(hash)];
  const said = lastOfEach(given, bad);
  const own = new Map([...said].filter(([name]) => OWN.includes(name)));
  const others = new Map([...said].filter(([name]) => !OWN.includes(name)));
  const run = others.get('run');
  others.delete('run');
  if (run?.includes('=')) putRun(others, linkOf(run), bad);
  else if (run !== undefined) bad.push({ name: 'run', value: shown(run) });
  const named = others.get('scenario') ?? '';
  const file = isAddress(named) ? fileAt(named, page) : undefined;
  if (file !== undefined) others.delete('scenario');
  const read = readAddress('', new URLSearchParams([...others]).toString());
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
    file,
    host: api && isOrigin ? origin : undefined,
  };
  return { parameters, address: read.address, bad: [...bad, ...read.bad] };
}

const OWN: readonly string[] = ['ui', 'controls', 'panes', 'autoplay', 'load', 'lock', 'api', 'origin'];

/** A link that was copied, or what follows its `#`. */
function linkOf(run: string): URLSearchParams {
  return parametersOf(run.slice(run.indexOf('#') + 1));
}

/** What makes a run the one that it is: said by a link, it is not to be had otherwise. */
const OF_THE_RUN: readonly string[] = [
  ...['scenario', 'seed', 'version', 'protocol', 'era', 'beside', 'changed', 'change', 'acts', 'of'],
];

/** A run from a link; how it is looked at, and from which moment on, may be said beside it. */
function putRun(others: Map<string, string>, link: URLSearchParams, bad: BadParameter[]): void {
  const hasMoment = others.has('at') || others.has('beat');
  for (const [name, value] of lastOfEach([...link], bad)) {
    const beside = others.get(name);
    const isOfRun = OF_THE_RUN.includes(name);
    if (isOfRun && beside !== undefined && beside !== value)
      bad.push({ name: shown(name), value: shown(value), isRepeated: true });
    const isSaidBeside = beside !== undefined || (hasMoment && (name === 'at' || name === 'beat'));
    if (isOfRun || !isSaidBeside) others.set(name, value);
  }
}

function isAddress(scenario: string): boolean {
  return /[/.:]/.test(scenario);
}

/** Only a YAML file of the site that the player comes from: it asks nobody else for anything. Undefined: it is not one. */
function fileAt(said: string, page: string): ScenarioFile | undefined {
  try {
    const { href, origin, protocol, pathname, username, password } = new URL(said, page);
    const name = /([\w-]{1,80})\.ya?ml$/.exec(pathname)?.[1];
    const isWeb = protocol === 'https:' || protocol === 'http:';
    const isOwn = isWeb && origin === new URL(page).origin && username + password === '';
    return isOwn && name !== undefined && said.length <= LONGEST_FILE ? { said, url: href, name } : undefined;
  } catch {
    return undefined;
  }
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
