/** What to paste into a page of one's own: a frame, or the web component. Every value becomes an escaped attribute. */
import { formatTime } from '../../views/format.ts';
import { readAddress } from '../url.ts';

/** Beside the page. */
const PAGE = 'embed.html';
const COMPONENT = 'tidemark-player.js';

export interface EmbedChoice {
  readonly kind: 'iframe' | 'component';
  readonly ui: 'player' | 'full' | 'picture' | 'table';
  readonly controls: boolean;
  readonly isLocked: boolean;
  readonly isClickToLoad: boolean;
  readonly autoplay: boolean;
  readonly height: number;
}

/** `link`: the whole link; `title`: for who does not see the frame. */
export function embedSnippet(link: string, title: string, choice: EmbedChoice): string {
  const url = new URL(link);
  const base = new URL('.', url.origin + url.pathname);
  const parameters = new URLSearchParams(url.hash.slice(1));
  if (choice.ui !== 'player') parameters.set('ui', choice.ui);
  const usually = choice.ui === 'player' || choice.ui === 'full';
  if (choice.controls !== usually) parameters.set('controls', choice.controls ? '1' : '0');
  if (choice.autoplay) parameters.set('autoplay', '1');
  if (choice.isLocked) parameters.set('lock', '1');
  if (choice.isClickToLoad) parameters.set('load', 'click');
  if (choice.kind === 'iframe') {
    const address = new URL(PAGE, base);
    address.hash = parameters.toString();
    const attributes = { src: address.href, title, width: '100%', height: String(choice.height), loading: 'lazy' };
    return `<iframe ${written(attributes)}></iframe>`;
  }
  const script = new URL(COMPONENT, base).href;
  // The component has an attribute for each of the short ones; a run goes in as it is.
  const isPlain = !parameters.has('acts') && !parameters.has('changed') && !parameters.has('change');
  const own = ['ui', 'controls', 'autoplay', 'lock', 'load'];
  const attributes: Record<string, string> = {};
  const run = new URLSearchParams();
  for (const [name, value] of parameters) {
    if (own.includes(name) || (isPlain && PLAIN.includes(name))) attributes[name] = value;
    else run.set(name, value);
  }
  if (run.size > 0) attributes.run = run.toString();
  const lines = [`<script type="module" ${written({ src: script })}></script>`];
  return [...lines, `<tidemark-player ${written({ ...attributes, label: title })}></tidemark-player>`].join('\n');
}

const PLAIN: readonly string[] = [
  'scenario',
  'seed',
  'at',
  'beat',
  'mode',
  'eyes',
  'lang',
  'theme',
  'motion',
  'version',
];

function written(attributes: Readonly<Record<string, string>>): string {
  return Object.entries(attributes)
    .map(([name, value]) => `${name}="${attribute(value)}"`)
    .join(' ');
}

function attribute(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('"', '&quot;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}

/** What a link holds, part by part, as its reader sees it. */
export function partsOfLink(link: string): { readonly name: string; readonly value: string }[] {
  const hash = link.slice(link.indexOf('#'));
  const { bad } = readAddress('', hash);
  return [...new URLSearchParams(hash.slice(1))]
    .filter(([name]) => !bad.some((one) => one.name === name))
    .map(([name, value]) => ({ name, value: name === 'at' ? shownMoment(value) : value }));
}

/** The link has micros; who reads it thinks in seconds. An event stays what it is. */
function shownMoment(value: string): string {
  const micros = /^(\d+)us$/.exec(value);
  return micros === null ? value : formatTime(Number(micros[1]), 6);
}
