/** The servers' and the clients' logs as the screen has them: lines as Kafka's log4j writes them, oldest first. */
import type { Micros } from '../../base/time.ts';

export const LOG_LEVELS = ['INFO', 'WARN', 'ERROR'] as const;

export type LogLevel = (typeof LOG_LEVELS)[number];

export interface ServerLogAsk {
  /** null: of all. */
  readonly node: string | null;
  /** This level and what is worse. */
  readonly level: LogLevel;
  /** The beginning or a part of a logger's name; empty: all. */
  readonly logger: string;
  /** In the whole line, whatever the case; empty: all. */
  readonly search: string;
  readonly from: Micros;
  /** Inclusive; never later than the playhead is answered. */
  readonly to: Micros;
}

export interface ServerLogLine {
  readonly at: Micros;
  readonly step: number;
  /** Who wrote it. */
  readonly node: string;
  readonly level: LogLevel;
  readonly logger: string;
  /** `server.log`, or of a client what its application does with it: `client`. */
  readonly file: string;
  /** Without time, level and logger; further lines of it after a line break. */
  readonly message: string;
  /** As it stands in the file. */
  readonly text: string;
}

export interface ServerLogFrame {
  /** The newest that fit, oldest first. */
  readonly lines: readonly ServerLogLine[];
  /** Older ones that are left out. */
  readonly leftOut: number;
  /** Who has written anything up to the playhead, whatever is filtered, with how much, and how much of that is bad. */
  readonly writers: readonly {
    readonly node: string;
    readonly lines: number;
    readonly warnings: number;
    readonly errors: number;
  }[];
  readonly loggers: readonly string[];
}
