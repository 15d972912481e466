/**
 * A typed line as a process to be started. What comes in is whatever somebody typed, or a saved run from somewhere: bounded,
 * and refused in words.
 *
 * Where a line names no `--bootstrap-server`, the console writes one, all brokers of the cluster: the tools themselves ask
 * for it as Kafka's do.
 */
import { nearest } from '../../base/nearest.ts';
import type { Says } from '../../base/says.ts';
import type { ToolSetup } from '../kinds.ts';
import type { KafkaVersion } from '../versions.ts';
import { TOOL_NAMES, toolNamed } from './programs.ts';
import { LINE_SAYS } from './says.ts';
import { wordsOf } from './words.ts';
import { defaultServer } from './zooKeeper/servers.ts';

export const LONGEST_LINE = 4_000;
const BROKER_PORT = 9092;

export interface ToolPlace {
  /** Names of the brokers. */
  readonly hosts: readonly string[];
  /** Names of the servers of ZooKeeper; absent: there is none. */
  readonly zooKeepers?: readonly string[];
  readonly version: KafkaVersion;
  readonly files: Readonly<Record<string, string>>;
}

export type TypedTool =
  | {
      readonly ok: true;
      readonly setup: ToolSetup;
      /** The machine whose disk it reads: kafka-dump-log runs on a broker. */
      readonly beside: string | undefined;
      /** What it prints goes into this file of the console. */
      readonly redirect: string | null;
    }
  | { readonly ok: false; readonly problem: string; readonly says: Says };

export function typedTool(line: string, place: ToolPlace): TypedTool {
  const { hosts, version, files } = place;
  if (line.length > LONGEST_LINE) return failed(LINE_SAYS.tooLong(LONGEST_LINE));
  const parsed = wordsOf(line);
  if (!parsed.ok) return parsed;
  const [word, ...written] = parsed.words;
  if (word === undefined) return failed(LINE_SAYS.empty());
  const tool = toolNamed(word);
  if (tool === undefined) {
    return failed(LINE_SAYS.notFound(word, nearest(word.replace(/\.sh$/, ''), TOOL_NAMES)));
  }
  if (tool === 'zookeeper-shell') return zooKeeperShell(line, written, parsed.redirect, place);
  let args: readonly string[] = written;
  let beside: string | undefined;
  if (tool === 'kafka-dump-log') {
    beside = hosts[0];
    args = written.map((arg) => {
      const [, host, path] = /^([^:/]+):(\/.*|[^/:]+-\d+\/.*)$/.exec(arg) ?? [];
      if (host === undefined || !hosts.includes(host)) return arg;
      beside = host;
      return path!;
    });
  } else if (needsBootstrap(args)) {
    args = ['--bootstrap-server', hosts.map((host) => `${host}:${BROKER_PORT}`).join(','), ...args];
  }
  const named = Object.keys(files).filter((name) => args.some((arg) => arg === name || arg.endsWith(`=${name}`)));
  const needed = Object.fromEntries(named.map((name) => [name, files[name]!]));
  return {
    ok: true,
    setup: { kind: 'tool', line, tool, args, hosts, files: needed, version },
    beside,
    redirect: parsed.redirect,
  };
}

/** Where a line names no server, the console writes all of them. */
function zooKeeperShell(
  line: string,
  written: readonly string[],
  redirect: string | null,
  { zooKeepers = [], version }: ToolPlace,
): TypedTool {
  if (zooKeepers.length === 0) return failed(LINE_SAYS.noZooKeeper());
  const [first] = written;
  const isServer = first !== undefined && (/:\d+/.test(first) || zooKeepers.includes(first));
  const args = isServer ? written : [defaultServer(zooKeepers), ...written];
  const setup: ToolSetup = { kind: 'tool', line, tool: 'zookeeper-shell', args, hosts: zooKeepers, files: {}, version };
  return { ok: true, setup, beside: undefined, redirect };
}

function needsBootstrap(args: readonly string[]): boolean {
  if (args.length === 0) return false;
  return !args.some((arg) => /^--?(bootstrap-(server|controller)(=.*)?|help|version|h|validate-regex)$/.test(arg));
}

function failed(says: Says): TypedTool {
  return { ok: false, problem: says.en, says };
}
