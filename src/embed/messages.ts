/**
 * What comes from the page around, checked before anything reads it: plain data only, bounded in size, depth and number,
 * then of a known shape. What is of no known type is ignored; what has a known type and a wrong shape is told.
 */
import type { ErrorData, HostMessage, HostRequest, Moment } from './protocol.ts';

export const LARGEST_MESSAGE = 65_536;
export const MOST_A_SECOND = 50;
const DEEPEST = 6;
const MOST_VALUES = 2_000;
const MOST_KINDS = 64;

export type Checked =
  | { readonly is: 'message'; readonly message: HostMessage }
  /** Not of this protocol, or of a type that is not known: nothing is said of it. */
  | { readonly is: 'unknown' }
  | { readonly is: 'wrong'; readonly id?: string | number; readonly error: ErrorData };

/** The strings that reveal.js posts to a frame on the slide that is shown, and when it is left. */
export function slideOf(message: unknown): 'start' | 'stop' | null {
  if (message === 'slide:start') return 'start';
  return message === 'slide:stop' ? 'stop' : null;
}

export function checkMessage(message: unknown): Checked {
  if (!isPlain(message) || own(message, 'tidemark') !== 1 || typeof own(message, 'type') !== 'string')
    return { is: 'unknown' };
  // Whoever asked under a name is answered under it, whatever else was wrong.
  const said = own(message, 'id');
  const id = isId(said) ? said : undefined;
  const size = sizeOf(message);
  if (size === null)
    return wrong(id, 'bad-message', 'only plain data: text, numbers, true, false, null, lists and objects');
  if (size > LARGEST_MESSAGE) return wrong(id, 'too-large', `a message may have ${LARGEST_MESSAGE} bytes`);
  if (said !== undefined && id === undefined)
    return wrong(undefined, 'bad-message', 'id: a number, or a text of up to 100 characters');
  const type = own(message, 'type') as string;
  const read = Object.hasOwn(READERS, type) ? READERS[type as HostRequest['type']] : undefined;
  if (read === undefined) return { is: 'unknown' };
  const data = own(message, 'data');
  const request = read(data);
  if (typeof request === 'string') return wrong(id, 'bad-message', `${type}: ${request}`);
  const named = id === undefined ? {} : { id };
  return { is: 'message', message: { tidemark: 1, ...named, ...request } as HostMessage };
}

function wrong(id: string | number | undefined, code: ErrorData['code'], text: string): Checked {
  return { is: 'wrong', ...(id === undefined ? {} : { id }), error: { code, text } };
}

/** A request, or what is wrong with its data. Only what is named here is read, so that nothing else gets in. */
type Reader = (data: unknown) => HostRequest | string;

const READERS: Readonly<Record<HostRequest['type'], Reader>> = {
  hello: () => ({ type: 'hello' }),
  play: () => ({ type: 'play' }),
  pause: () => ({ type: 'pause' }),
  getRun: () => ({ type: 'getRun' }),
  getState: () => ({ type: 'getState' }),
  step: (data) => {
    const n = own(data, 'n') ?? 1;
    return isWhole(n, -1_000, 1_000) && n !== 0
      ? { type: 'step', data: { n } }
      : 'n must be a whole number from -1000 to 1000, not 0';
  },
  seek: (data) => {
    const moment = momentOf(data);
    return moment === undefined ? 'needs event or time, a whole number from 0' : { type: 'seek', data: moment };
  },
  speed: (data) => {
    const speed = own(data, 'speed');
    return typeof speed === 'number' && speed >= 0.1 && speed <= 20
      ? { type: 'speed', data: { speed } }
      : 'speed must be a number from 0.1 to 20';
  },
  load: (data) => {
    const scenario = own(data, 'scenario');
    const text = own(data, 'text');
    if (typeof scenario === 'string' && text === undefined)
      return /^[\w-]{1,80}$/.test(scenario)
        ? { type: 'load', data: { scenario } }
        : 'scenario is the name of one that comes with Tidemark';
    return typeof text === 'string' && scenario === undefined
      ? { type: 'load', data: { text } }
      : 'needs scenario or text';
  },
  setLang: (data) => {
    const lang = own(data, 'lang');
    return lang === 'en' || lang === 'ko' ? { type: 'setLang', data: { lang } } : 'lang must be en or ko';
  },
  setTheme: (data) => {
    const theme = own(data, 'theme');
    return theme === 'auto' || theme === 'light' || theme === 'dark'
      ? { type: 'setTheme', data: { theme } }
      : 'theme must be auto, light or dark';
  },
  setVisible: (data) => {
    const visible = own(data, 'visible');
    return typeof visible === 'boolean' ? { type: 'setVisible', data: { visible } } : 'visible must be true or false';
  },
  subscribe: (data) => {
    const kinds = own(data, 'kinds');
    return Array.isArray(kinds) && kinds.length <= MOST_KINDS && kinds.every((kind) => isText(kind, 60))
      ? { type: 'subscribe', data: { kinds: [...kinds] } }
      : `kinds must be a list of up to ${MOST_KINDS} types of facts`;
  },
  command: (data) => {
    const id = own(data, 'id');
    const on = own(own(data, 'args'), 'on');
    if (!isText(id, 60)) return 'needs the id of a command';
    if (on === undefined) return { type: 'command', data: { id } };
    return isText(on, 120) ? { type: 'command', data: { id, args: { on } } } : 'args.on must name a thing';
  },
};

export const ACCEPTED: readonly string[] = Object.keys(READERS);

function momentOf(data: unknown): Moment | undefined {
  const event = own(data, 'event');
  const time = own(data, 'time');
  if (time === undefined && isWhole(event, 0, 1e9)) return { event };
  return event === undefined && isWhole(time, 0, 1e15) ? { time } : undefined;
}

function isId(id: unknown): id is string | number {
  return typeof id === 'number' ? Number.isFinite(id) : typeof id === 'string' && id.length <= 100;
}

function isText(value: unknown, longest: number): value is string {
  return typeof value === 'string' && value.length > 0 && value.length <= longest;
}

function isWhole(value: unknown, least: number, most: number): value is number {
  return Number.isInteger(value) && (value as number) >= least && (value as number) <= most;
}

function isPlain(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && Object.getPrototypeOf(value) === Object.prototype;
}

/** A property of its own, never one of its prototype. */
function own(value: unknown, name: string): unknown {
  return isPlain(value) && Object.hasOwn(value, name) ? value[name] : undefined;
}

/** About how many bytes it would have as JSON, counted no further than the limit; null: it is not plain data. */
function sizeOf(message: unknown): number | null {
  let size = 0;
  let values = 0;
  const count = (value: unknown, depth: number): boolean => {
    if (++values > MOST_VALUES || depth > DEEPEST) return false;
    if (size > LARGEST_MESSAGE) return true;
    if (typeof value === 'string') size += bytesOf(value) + 2;
    else if (typeof value === 'number' || typeof value === 'boolean' || value === null || value === undefined)
      size += 8;
    // A list says how long it is without being so: one of four thousand million holes costs its sender nothing.
    else if (Array.isArray(value)) return value.length <= MOST_VALUES && value.every((one) => count(one, depth + 1));
    else if (isPlain(value))
      return Object.entries(value).every(([name, one]) => {
        size += bytesOf(name) + 4;
        return count(one, depth + 1);
      });
    else return false;
    return true;
  };
  return count(message, 0) ? size : null;
}

/** As UTF-8, never less: a text that is too long by its characters alone is not gone through. */
function bytesOf(text: string): number {
  return text.length > LARGEST_MESSAGE ? text.length : new TextEncoder().encode(text).length;
}
