/**
 * What a command-line tool is: a program that is run from its start again whenever an answer has come, over all answers so
 * far, up to the first thing it still waits for. So the state of a process is its arguments and those answers, plain data,
 * while the program reads from top to bottom as Kafka's own do.
 */
import type { Micros } from '../../base/time.ts';
import type { KafkaMessage, KafkaRequest } from '../messages.ts';

/** Which broker a request goes to (KafkaAdminClient's NodeProviders). */
export type CallTarget =
  | { readonly type: 'least-loaded' }
  /** Any broker: it forwards to the controller. */
  | { readonly type: 'controller' }
  | { readonly type: 'broker'; readonly id: number };

export type CallRequest = KafkaRequest extends infer R
  ? R extends KafkaRequest
    ? Omit<R, 'correlationId'>
    : never
  : never;

export interface ToolCall {
  /** The Admin's name for it, as timeouts tell it. */
  readonly name: string;
  readonly target: CallTarget;
  readonly request: CallRequest;
  readonly deadlineAt: Micros;
}

/** What a program waits for. */
export type Wait =
  | { readonly type: 'calls'; readonly calls: readonly ToolCall[] }
  | { readonly type: 'sleep'; readonly until: Micros };

export type CallResult =
  | { readonly type: 'answered'; readonly response: KafkaMessage }
  /** The connection was lost, or the request was not answered in time: it may have taken effect. */
  | { readonly type: 'lost' }
  /** No broker could be reached in time. */
  | { readonly type: 'timeout' };

export interface Waited {
  readonly at: Micros;
  readonly results: readonly CallResult[];
}

export type Program = (shell: Shell) => Run<number>;
/** A part of a program: it may wait, and comes to a value. */
export type Run<T> = Generator<Wait, T, Waited>;

/** What a program has: its arguments, its files, the time, and where it prints. */
export interface Shell {
  readonly self: string;
  readonly args: readonly string[];
  readonly files: Readonly<Record<string, string>>;
  /** Of the disk of the machine it runs on. */
  readonly disk: unknown;
  /** Kafka's version: `4.3.1`. */
  readonly version: string;
  /** As of the answer it got last. */
  now: Micros;
  draw(name: string, bound: number): number;
  /** A line on standard output. */
  out(line: string): void;
  err(line: string): void;
  /** What the tool's logger writes to standard error (config/tools-log4j2.yaml). */
  log(level: 'WARN' | 'ERROR', message: string, logger: string): void;
  /** Without an end of line of its own. */
  outRaw(text: string): void;
  errRaw(text: string): void;
}
