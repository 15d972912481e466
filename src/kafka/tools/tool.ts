/**
 * A command-line tool as a process: its one function. It prints facts and ends by itself; what kind of client it is depends
 * on the tool: most are programs over the Admin interface, the two consoles are a producer and a consumer.
 */
import { unreachable } from '../../base/assert.ts';
import type { Files } from '../../sim/protocol.ts';
import type { KafkaEnv, KafkaEvent, KafkaOut, ToolSetup } from '../kinds.ts';
import { bootAdminTool, handleAdminTool } from './adminTool.ts';
import { addressesOf } from './bootstrap.ts';
import { consoleConsumerOptions } from './console/consumerOptions.ts';
import { bootConsumerTool, handleConsumerTool } from './console/consumerTool.ts';
import { consoleProducerOptions } from './console/producerOptions.ts';
import { bootProducerTool, handleProducerTool } from './console/producerTool.ts';
import { ExitTool, textOf } from './options/thrown.ts';
import { Printer, tell } from './printing.ts';
import type { Shell } from './program.ts';
import { TOOLS } from './programs.ts';
import { shellOf } from './shell.ts';
import type { ToolState } from './state.ts';
import { bootZooKeeperTool, handleZooKeeperTool } from './zooKeeper/zooKeeperTool.ts';

export function handleTool(state: ToolState | undefined, event: KafkaEvent, env: KafkaEnv, out: KafkaOut): ToolState {
  const now = event.type === 'booted' ? boot(event.setup as ToolSetup, event.files, env, out) : (state as ToolState);
  switch (now.type) {
    case 'admin':
      return handleAdminTool(now, TOOLS[now.setup.tool]!, event, env, out);
    case 'producer':
      return handleProducerTool(now, event, env, out);
    case 'consumer':
      return handleConsumerTool(now, event, env, out);
    case 'zookeeper':
      return event.type === 'booted' ? now : handleZooKeeperTool(now, event, env, out);
    case 'ended':
      return now;
    default:
      return unreachable(now);
  }
}

/** Flags that are wrong end a tool before it has begun; what else it says of them it prints first. */
function boot(setup: ToolSetup, files: Files, env: KafkaEnv, out: KafkaOut): ToolState {
  const printer = new Printer();
  const shell = shellOf(setup, env, env.now, files, printer);
  let status: number;
  try {
    if (setup.tool === 'zookeeper-shell') return bootZooKeeperTool(setup, shell, printer, env, out);
    const addresses = addressesOf(
      bootstrapOf(setup.args) ?? setup.hosts.map((host) => `${host}:9092`).join(),
      setup.hosts,
    );
    for (const warning of addresses.warnings) shell.log('WARN', warning, 'org.apache.kafka.clients.ClientUtils');
    const started = start(setup, shell, addresses.hosts, files, env, out);
    // What a program of the Admin prints it prints when it is run.
    if (started.type !== 'admin') {
      printer.flush();
      tell(env.self, printer, 0, out);
    }
    return started;
  } catch (error) {
    if (!(error instanceof ExitTool)) shell.err(textOf(error));
    status = error instanceof ExitTool ? error.status : 1;
  }
  printer.flush();
  tell(env.self, printer, 0, out);
  out.fact({ type: 'ToolExited', tool: env.self, status });
  out.exit(true);
  return { kind: 'tool', type: 'ended', setup, status };
}

function start(
  setup: ToolSetup,
  shell: Shell,
  hosts: readonly string[],
  files: Files,
  env: KafkaEnv,
  out: KafkaOut,
): ToolState {
  if (setup.tool === 'kafka-console-producer') return bootProducerTool(setup, consoleProducerOptions(shell), env, out);
  if (setup.tool === 'kafka-console-consumer') return bootConsumerTool(setup, consoleConsumerOptions(shell), env, out);
  if (TOOLS[setup.tool] != null) return bootAdminTool(setup, hosts, files, env);
  shell.err(`${setup.tool}: command not found`);
  throw new ExitTool(127);
}

/** As the tool's own parser would find it; a flag without a value it complains about itself. */
function bootstrapOf(args: readonly string[]): string | undefined {
  const place = args.findIndex((arg) => /^--bootstrap-server(=|$)/.test(arg));
  if (place < 0) return undefined;
  const equals = args[place]!.indexOf('=');
  const text = equals < 0 ? args[place + 1] : args[place]!.slice(equals + 1);
  return text === undefined || !/:\d+/.test(text) ? undefined : text;
}
