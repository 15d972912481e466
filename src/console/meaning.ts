/** What a typed line is about: the same in the terminal and on the page. Who types decides what becomes of it. */
import type { Micros } from '../base/time.ts';
import { seconds } from '../base/time.ts';
import { durationHint, parseDuration } from '../scenario/duration.ts';
import { FACT_FIELDS } from '../scenario/factFields.ts';
import { didYouMean } from '../scenario/problems.ts';
import { HELP } from './help.ts';

/** Own words of the console, besides the tools. */
export const OWN_COMMANDS = [
  'run',
  'until',
  'kill',
  'start',
  'pause',
  'resume',
  'power-loss',
  'wipe',
  'stop',
  'cut',
  'heal',
  'add',
  'files',
  'cat',
  'write',
  'facts',
  'interrupt',
  'save',
  'help',
  'exit',
] as const;

export type Meaning =
  | { readonly type: 'nothing' }
  /** A tool, or something that happens to the cluster: a command of the run. */
  | { readonly type: 'act' }
  | { readonly type: 'run'; readonly length: Micros }
  | { readonly type: 'until'; readonly fact: string; readonly within: Micros }
  | { readonly type: 'facts'; readonly count: number }
  | { readonly type: 'write'; readonly name: string; readonly text: string }
  | { readonly type: 'say'; readonly stream: 'out' | 'console'; readonly text: string }
  | { readonly type: 'interrupt' }
  | { readonly type: 'save' }
  | { readonly type: 'exit' };

/** Of what prints without an end: its group waits three seconds for others before it reads. */
export const FOLLOWED: Micros = seconds(5);
const UNTIL: Micros = seconds(300);
const FACTS = 20;
const FACTS_AT_MOST = 500;

export function meaningOf(line: string, files: Readonly<Record<string, string>>): Meaning {
  const text = line.trim();
  if (text === '' || text.startsWith('#')) return { type: 'nothing' };
  const [word = '', ...rest] = text.split(/\s+/);
  switch (word) {
    case 'exit':
    case 'quit':
      return { type: 'exit' };
    case 'help':
      return say(HELP.trimEnd());
    case 'run':
      return running(rest[0] ?? '1s');
    case 'until':
      return until(rest);
    case 'files':
      return say(Object.keys(files).join('\n') || 'no files');
    case 'cat':
      return rest[0] === undefined ? say('cat needs a file') : content(rest[0], files);
    case 'write':
      return write(rest[0], text);
    case 'facts':
      return { type: 'facts', count: Math.max(1, Math.min(Number(rest[0] ?? FACTS) || FACTS, FACTS_AT_MOST)) };
    case 'interrupt':
      return { type: 'interrupt' };
    case 'save':
      return { type: 'save' };
    default:
      return { type: 'act' };
  }
}

function running(text: string): Meaning {
  const length = parseDuration(text);
  if (length !== undefined) return { type: 'run', length };
  const hint = durationHint(text);
  return say(`run needs a duration such as 10s, not ${text}${hint === undefined ? '' : `; did you mean ${hint}?`}`);
}

function until([fact, within]: readonly string[]): Meaning {
  if (fact === undefined) return say('until needs a fact, such as until LeaderElected');
  if (!Object.hasOwn(FACT_FIELDS, fact)) {
    return say(`there is no fact ${fact}${didYouMean(fact, Object.keys(FACT_FIELDS))}`);
  }
  return { type: 'until', fact, within: parseDuration(within ?? '') ?? UNTIL };
}

function content(name: string, files: Readonly<Record<string, string>>): Meaning {
  const text = Object.hasOwn(files, name) ? files[name] : undefined;
  return text === undefined ? say(`there is no file ${name}`) : { type: 'say', stream: 'out', text };
}

/** `write plan.json {"version":1,…}`, or a file of several lines: `write c1.properties node.id=3001\nprocess.roles=controller` */
function write(name: string | undefined, line: string): Meaning {
  const text = name === undefined ? '' : line.slice(line.indexOf(name, 'write '.length) + name.length).trim();
  if (name === undefined || text === '') return say('write needs a name and a text: write plan.json {"version":1, …}');
  const bare = text.replace(/^'(.*)'$/s, '$1');
  return { type: 'write', name, text: `${/^[{[]/.test(bare) ? bare : bare.replaceAll('\\n', '\n')}\n` };
}

function say(text: string): Meaning {
  return { type: 'say', stream: 'console', text: `${text}\n` };
}
