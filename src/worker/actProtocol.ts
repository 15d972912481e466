/** What is done by hand: a part of the one protocol (protocol.ts). */
import type { Micros } from '../base/time.ts';

/** What a person does to the cluster, in the words of the screen. */
export type Act =
  /** A line typed in the console: a tool, a word like `kill b1`, or a line for the tool that reads. A mistake is `failed`. */
  | {
      readonly type: 'console';
      readonly line: string;
      readonly reader: string | null;
      /** Files written by hand that the line may name; those that tools wrote are known. */
      readonly files: Readonly<Record<string, string>>;
    }
  /** Ctrl-D and Ctrl-C. */
  | { readonly type: 'console-end'; readonly tool: string; readonly how: 'end-of-input' | 'interrupt' }
  | {
      readonly type: 'kill' | 'start' | 'restart' | 'pause' | 'resume' | 'power-loss' | 'wipe' | 'controlled-shutdown';
      readonly node: string;
    }
  | { readonly type: 'cut' | 'cut-one-way' | 'clear-link'; readonly from: string; readonly to: string }
  | { readonly type: 'isolate'; readonly node: string }
  /** From those of one kind, and from nobody else. */
  | { readonly type: 'isolate-from-zookeeper'; readonly node: string }
  | { readonly type: 'isolate-from-controllers'; readonly node: string }
  | { readonly type: 'isolate-from-brokers'; readonly node: string }
  | { readonly type: 'slow-link'; readonly from: string; readonly to: string; readonly delay: Micros }
  | { readonly type: 'heal' }
  | { readonly type: 'break-connection' | 'hold'; readonly message: number }
  | { readonly type: 'release'; readonly connection: number }
  | {
      readonly type: 'produce';
      readonly producer: string;
      readonly topic: string;
      readonly key: string | null;
      readonly value: string;
    }
  /** What an application is told to do with its consumer, or its producer. */
  | {
      readonly type: 'close-client' | 'pause-partitions' | 'resume-partitions' | 'commit-sync';
      readonly client: string;
    }
  /** All its partitions. */
  | { readonly type: 'seek-to'; readonly client: string; readonly to: 'beginning' | 'end' }
  /** From now on a record takes so long. */
  | { readonly type: 'process'; readonly client: string; readonly each: Micros }
  /** One more with the same settings and the same work. */
  | { readonly type: 'add-like'; readonly client: string }
  | { readonly type: 'elect-leaders'; readonly electionType: 'PREFERRED' | 'UNCLEAN' };
