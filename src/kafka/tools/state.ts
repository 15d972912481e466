/** A command-line tool as a process: what it was started with, and the answers it has so far. */
import type { Draft } from '../../base/draft.ts';
import type { Micros } from '../../base/time.ts';
import type { Files } from '../../sim/protocol.ts';
import type { ClientTimerType, NetworkClient } from '../client/clientState.ts';
import type { ConsumerState } from '../consumer/state.ts';
import type { KafkaEnv, KafkaOut, ToolSetup } from '../kinds.ts';
import type { ProducerState } from '../producer/state.ts';
import type { ZkRuntime } from '../zk/threadState.ts';
import type { ConsoleConsumerOptions } from './console/consumerOptions.ts';
import type { ConsoleProducerOptions } from './console/producerOptions.ts';
import type { CallResult, ToolCall, Waited } from './program.ts';

export interface PendingCall {
  readonly call: ToolCall;
  /** While its request is in flight. */
  readonly correlationId: number | null;
  readonly result: CallResult | null;
}

interface ToolBase {
  readonly kind: 'tool';
  readonly setup: ToolSetup;
}

/** A tool of the Admin interface. */
export interface AdminTool extends ToolBase {
  readonly type: 'admin';
  readonly client: NetworkClient;
  readonly startedAt: Micros;
  readonly disk: Files;
  /** What each wait of the program came to, oldest first. */
  readonly waits: readonly Waited[];
  /** What it waits for now. */
  readonly pending: readonly PendingCall[];
  readonly sleepsUntil: Micros | null;
  /** Pieces of output told so far. */
  readonly printed: number;
  readonly wakeAt: Micros | null;
}

/** kafka-console-producer */
export interface ProducerTool extends ToolBase {
  readonly type: 'producer';
  readonly options: ConsoleProducerOptions;
  readonly producer: ProducerState;
  readonly linesRead: number;
  readonly inputEnded: boolean;
  readonly closing: boolean;
}

/** kafka-console-consumer */
export interface ConsumerTool extends ToolBase {
  readonly type: 'consumer';
  readonly options: ConsoleConsumerOptions;
  readonly consumer: ConsumerState;
  /** Records printed or skipped so far. */
  readonly processed: number;
  readonly lastRecordAt: Micros;
  readonly closing: boolean;
}

/** A command that the thread of zookeeper-shell carries out. */
export interface ZooKeeperShellJob {
  readonly words: readonly string[];
}

/** zookeeper-shell */
export interface ZooKeeperTool extends ToolBase {
  readonly type: 'zookeeper';
  readonly zk: ZkRuntime<ZooKeeperShellJob>;
  /** As it was written. */
  readonly server: string;
  readonly timeoutMs: number;
  /** It reads its commands. */
  readonly isInteractive: boolean;
  /** Typed, and not begun yet. */
  readonly lines: readonly string[];
  readonly inputEnded: boolean;
  readonly printWatches: boolean;
  readonly history: readonly string[];
  readonly commandCount: number;
  /** Of the last command. */
  readonly status: number;
  /** It ends when the command it carries out has ended. */
  readonly quits: boolean;
}

/** A tool whose process has ended, or never began. */
export interface EndedTool extends ToolBase {
  readonly type: 'ended';
  readonly status: number;
}

export type ToolState = AdminTool | ProducerTool | ConsumerTool | ZooKeeperTool | EndedTool;

export type ToolTimer =
  | { readonly part: 'tool'; readonly type: ClientTimerType }
  /** A call may be tried, has run out of time, or a sleep ends. */
  | { readonly part: 'tool'; readonly type: 'wake' }
  /** --timeout-ms of the console consumer. */
  | { readonly part: 'tool'; readonly type: 'idle' };

/** One event being handled. */
export type AdminToolRun = Draft<Omit<AdminTool, 'client'>> & {
  readonly client: Draft<NetworkClient>;
  readonly env: KafkaEnv;
  readonly out: KafkaOut;
  nextWakeAt: Micros;
};
