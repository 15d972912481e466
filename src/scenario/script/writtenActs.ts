/**
 * What was done to a run by hand, as lines of a timeline that do the same at the same time. What a line cannot say is told,
 * with the reason: nothing is left out in silence.
 */
import type { Micros } from '../../base/time.ts';
import type { Kafka } from '../../kafka/kinds.ts';
import type { Intervention } from '../../record/history.ts';
import type { Command } from '../../sim/command.ts';
import { formatDuration } from '../duration.ts';
import { orderValue } from './writtenOrders.ts';

export interface Both {
  readonly en: string;
  readonly ko: string;
}

/** A group of a timeline, before it is text. */
export type LineValue = Readonly<Record<string, unknown>>;

export interface WrittenLine {
  readonly at: Micros;
  /** Not first at its time, but behind so many events of it. */
  readonly afterEvents: number;
  readonly value: LineValue;
}

/** One more client, with a start of its own. */
export interface WrittenClient {
  readonly kind: 'producers' | 'consumers';
  readonly name: string;
  readonly like: string;
  readonly start: Micros;
}

export interface Unsaid {
  readonly at: Micros;
  /** Its text form is the frame's business: the place among what was done. */
  readonly place: number;
  readonly why: Both;
}

export interface WrittenActs {
  readonly lines: readonly WrittenLine[];
  readonly clients: readonly WrittenClient[];
  readonly unsaid: readonly Unsaid[];
  /** Said, but not to the letter. */
  readonly nearly: readonly Unsaid[];
}

const ONE_MESSAGE: Both = {
  en: 'it is about one message, which only this very run has: the text could be changed so that it is never sent',
  ko: '이 실행에만 있는 메시지 하나에 대한 일이라, 텍스트가 바뀌면 그 메시지가 없을 수도 있어요',
};
const ONE_CONNECTION: Both = {
  en: 'it is about one connection, which only this very run has',
  ko: '이 실행에만 있는 연결 하나에 대한 일이에요',
};
const FILES: Both = {
  en: 'the command line reads files that were written by hand here',
  ko: '여기서 직접 쓴 파일을 읽는 명령줄이에요',
};
const TYPED_AT_ONCE: Both = {
  en: 'a line has all input typed as soon as the tool starts',
  ko: '줄로 적으면 입력이 도구가 시작하자마자 한꺼번에 들어가요',
};
const OTHER_NAME: Both = {
  en: 'the tool has another client name in a script, so its messages take other times',
  ko: '스크립트에서는 도구의 클라이언트 이름이 달라서 메시지에 걸리는 시간도 달라져요',
};
const A_MOMENT_LATER: Both = {
  en: 'a client starts first of all that happens at its time: it is written a microsecond later, and times after it may differ',
  ko: '클라이언트는 같은 시각의 일 가운데 맨 먼저 시작돼요. 그래서 1마이크로초 뒤로 적었고, 그 뒤의 시각은 조금 다를 수 있어요',
};
const NO_LINE: Both = { en: 'the format has no line for it', ko: '형식에 이 일을 적는 줄이 없어요' };

/** `afterEvents`: so many events of its very time had run, commands not counted. */
export type Given = Intervention<Kafka> & { readonly afterEvents: number };

export function writtenActs(given: readonly Given[]): WrittenActs {
  const lines: WrittenLine[] = [];
  const clients: WrittenClient[] = [];
  const unsaid: Unsaid[] = [];
  const nearly: Unsaid[] = [];
  const tools = new Map<string, { line: number; at: Micros }>();
  for (let place = 0; place < given.length; place++) {
    const { at, afterEvents, command } = given[place]!;
    const refuse = (why: Both) => unsaid.push({ at, place, why });
    if (command.type === 'spawn') spawn(command, place);
    else if (command.type === 'tell' && tools.has(command.node)) toTool(command, at, place);
    else if (command.type === 'link' || command.type === 'break-connections') {
      const next = given[place + 1];
      const isPair = next?.at === at && next.afterEvents === afterEvents && isReverse(command, next.command);
      const value = linkValue(command, isPair);
      if (value === undefined) refuse(NO_LINE);
      else lines.push({ at, afterEvents, value });
      if (isPair) place++;
    } else {
      const value = plainValue(command);
      if ('en' in value) refuse(value as Both);
      else add({ at, afterEvents, value });
    }
  }
  return { lines, clients, unsaid, nearly };

  /** The same done to several at once is one line. */
  function add(line: WrittenLine): void {
    const { at, afterEvents, value } = line;
    const last = lines[lines.length - 1];
    const [key] = Object.keys(value);
    const node = value[key!];
    const isSame = last?.at === at && last.afterEvents === afterEvents;
    if (isSame && typeof node === 'string' && MANY.includes(key!) && last.value[key!] !== undefined) {
      const before = last.value[key!];
      const nodes = Array.isArray(before) ? (before as readonly unknown[]) : [before];
      lines[lines.length - 1] = { ...line, value: { [key!]: [...nodes, node] } };
    } else lines.push(line);
  }

  function spawn(command: Extract<Command<Kafka>, { type: 'spawn' }>, place: number): void {
    const { at, afterEvents } = given[place]!;
    const { id, setup } = command.process;
    if (setup.kind === 'producer' || setup.kind === 'consumer') {
      const start = afterEvents === 0 ? at : at + 1;
      clients.push({ kind: `${setup.kind}s`, name: id, like: command.like ?? id, start });
      if (start !== at) nearly.push({ at, place, why: A_MOMENT_LATER });
      return;
    }
    if (setup.kind !== 'tool') return void unsaid.push({ at, place, why: NO_LINE });
    if (Object.keys(setup.files).length > 0) return void unsaid.push({ at, place, why: FILES });
    tools.set(id, { line: lines.length, at });
    lines.push({ at, afterEvents, value: { console: setup.line } });
    nearly.push({ at, place, why: OTHER_NAME });
  }

  function toTool(command: Extract<Command<Kafka>, { type: 'tell' }>, at: Micros, place: number): void {
    const tool = tools.get(command.node)!;
    const line = lines[tool.line]!;
    const written = line.value.console;
    const group = typeof written === 'string' ? { line: written } : (written as Record<string, unknown>);
    const { order } = command;
    if (order.type === 'input') {
      const input = [...((group as { input?: readonly string[] }).input ?? []), order.text];
      lines[tool.line] = { ...line, value: { console: { ...group, input } } };
      nearly.push({ at, place, why: TYPED_AT_ONCE });
    } else if (order.type === 'interrupt' && at > tool.at) {
      lines[tool.line] = { ...line, value: { console: { ...group, for: formatDuration(at - tool.at) } } };
    } else if (order.type === 'end-of-input') {
      const { input = [] } = group as { input?: readonly string[] };
      lines[tool.line] = { ...line, value: { console: { ...group, input } } };
      nearly.push({ at, place, why: TYPED_AT_ONCE });
    } else unsaid.push({ at, place, why: NO_LINE });
  }
}

const MANY: readonly string[] = ['kill', 'start', 'pause', 'resume', 'power-loss', 'wipe', 'controlled-shutdown'];

function plainValue(
  command: Exclude<Command<Kafka>, { type: 'link' | 'break-connections' | 'spawn' }>,
): LineValue | Both {
  switch (command.type) {
    case 'kill':
    case 'start':
    case 'pause':
    case 'resume':
    case 'power-loss':
    case 'wipe':
      return { [command.type]: command.node };
    case 'reconfigure':
      // One line of a server's file has no line in a timeline.
      return command.to.includes('=') ? NO_LINE : { reconfigure: { node: command.node, to: command.to } };
    case 'slow-disk':
      return { 'slow-disk': { node: command.node, factor: command.factor } };
    case 'heal':
      return { heal: 'all' };
    case 'break-connection':
    case 'hold':
      return ONE_MESSAGE;
    case 'release':
      return ONE_CONNECTION;
    case 'tell':
      return orderValue(command.node, command.order) ?? NO_LINE;
  }
}

type Link = Extract<Command<Kafka>, { type: 'link' | 'break-connections' }>;

function isReverse(one: Link, other: Command<Kafka>): boolean {
  if (other.type !== one.type) return false;
  const rule = (link: Link) => (link.type === 'link' ? JSON.stringify(link.rule) : '');
  const isTurned = one.from.join() === other.to.join() && one.to.join() === other.from.join();
  return isTurned && rule(one) === rule(other as Link);
}

function linkValue(link: Link, isPair: boolean): LineValue | undefined {
  const ends = endsOf(link, isPair);
  if (link.type === 'break-connections') return { 'break-connections': ends };
  const { cut, delay, bytesPerSecond } = link.rule;
  if (cut === true) return delay === undefined && bytesPerSecond === undefined ? { cut: ends } : undefined;
  if (cut === false) return delay === 0 && bytesPerSecond === 0 ? { heal: ends } : undefined;
  return {
    'slow-link': {
      ...ends,
      ...(delay === undefined ? {} : { delay: formatDuration(delay) }),
      ...(bytesPerSecond === undefined ? {} : { bandwidth: `${bytesPerSecond}B/s` }),
    },
  };
}

/** Two nodes on both sides are the link between them, both ways. */
function endsOf({ from, to }: Link, isPair: boolean): LineValue {
  const one = (names: readonly string[]) => (names.length === 1 ? names[0] : names);
  const [a, b] = from;
  if (from.length === 2 && from.join() === to.join()) return { from: a, to: b };
  return { from: one(from), to: one(to), ...(isPair ? {} : { 'both-ways': false }) };
}
