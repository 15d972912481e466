/**
 * A tool of the Admin interface at work: its program is run over the answers so far, its requests go out, answers come in
 * (org.apache.kafka.clients.admin.KafkaAdminClient: Call, AdminMetadataManager; which requests are made, and what is tried
 * again, is in admin/).
 *
 * *Simplified:* the client asks for metadata before its first request, as Kafka's does, and no broker is asked for the
 * versions of its APIs.
 */
import { unreachable } from '../../base/assert.ts';
import type { Micros } from '../../base/time.ts';
import { bootNetworkClient, connectionKey, draftOfNetworkClient, nextCorrelationId } from '../client/clientState.ts';
import { armClientTimers, reconnectAt, timerFired } from '../client/clientTimers.ts';
import type { InFlightRequest } from '../client/connectionStates.ts';
import { leastLoadedNode } from '../client/leastLoadedNode.ts';
import { brokerById, requestUpdate } from '../client/metadata.ts';
import * as network from '../client/networkClient.ts';
import { resolvedConfig } from '../config/config.ts';
import type { KafkaEnv, KafkaEvent, KafkaOut, ToolSetup } from '../kinds.ts';
import type { KafkaRequest } from '../messages.ts';
import { ExitTool, messageOf, textOf } from './options/thrown.ts';
import { Printer, tell } from './printing.ts';
import type { CallTarget, Program, Shell, Wait, Waited } from './program.ts';
import { shellOf } from './shell.ts';
import type { AdminTool, AdminToolRun, EndedTool, PendingCall, ToolTimer } from './state.ts';

const NEVER = Number.MAX_SAFE_INTEGER;

type Files = AdminTool['disk'];

export function bootAdminTool(setup: ToolSetup, bootstrap: readonly string[], disk: Files, env: KafkaEnv): AdminTool {
  const clientId = `${env.self}-adminclient`;
  const config = resolvedConfig('admin', { 'client.id': clientId }, setup.version.name);
  const names = setup.names === undefined ? {} : { names: setup.names };
  const client = bootNetworkClient('tool', { clientId, bootstrap, ...names, config });
  return {
    kind: 'tool',
    type: 'admin',
    setup,
    client,
    startedAt: env.now,
    disk,
    waits: [],
    pending: [],
    sleepsUntil: null,
    printed: 0,
    wakeAt: null,
  };
}

export function handleAdminTool(
  state: AdminTool,
  program: Program,
  event: KafkaEvent,
  env: KafkaEnv,
  out: KafkaOut,
): AdminTool | EndedTool {
  const { client, ...rest } = state;
  const run: AdminToolRun = { ...rest, client: draftOfNetworkClient(client), env, out, nextWakeAt: NEVER };
  handleEvent(run, event);
  if (event.type === 'told' && event.order.type === 'interrupt') return ended(run, INTERRUPTED);
  const status = advance(run, program, event.type === 'booted');
  if (status !== undefined) return ended(run, status);
  if (run.pending.length > 0) {
    loseRequests(run, network.maybeUpdateMetadata(run));
    sendCalls(run);
    loseRequests(run, network.maybeUpdateMetadata(run));
  }
  const over = advance(run, program, false);
  if (over !== undefined) return ended(run, over);
  armWake(run);
  armClientTimers(run);
  const { env: _env, out: _out, nextWakeAt: _wake, ...next } = run;
  return next;
}

/** 128 + SIGINT */
const INTERRUPTED = 130;

function ended(run: AdminToolRun, status: number): EndedTool {
  run.out.fact({ type: 'ToolExited', tool: run.env.self, status });
  run.out.exit(true);
  return { kind: 'tool', type: 'ended', setup: run.setup, status };
}

function handleEvent(run: AdminToolRun, event: KafkaEvent): void {
  switch (event.type) {
    case 'arrived': {
      const { message } = event;
      const request = event.client ? network.handleArrived(run, event) : undefined;
      if (request !== undefined) settle(run, request.correlationId, { type: 'answered', response: message });
      return;
    }
    case 'disconnected':
      if (event.client)
        loseRequests(run, network.handleDisconnected(run, connectionKey(event.from, event.lane), 'connection lost'));
      return;
    case 'timer': {
      const { type } = event.timer as ToolTimer;
      if (type === 'wake') run.wakeAt = null;
      else if (type !== 'idle') timerFired(run, type);
      if (type !== 'request-timeout') return;
      for (const { requests } of network.handleTimedOutRequests(run)) loseRequests(run, requests);
      return;
    }
    case 'booted':
    case 'told':
    case 'flushed':
      return;
    default:
      unreachable(event);
  }
}

function settle(run: AdminToolRun, correlationId: number, result: PendingCall['result']): void {
  run.pending = run.pending.map((pending) =>
    pending.correlationId === correlationId ? { ...pending, correlationId: null, result } : pending,
  );
}

function loseRequests(run: AdminToolRun, requests: readonly InFlightRequest[]): void {
  for (const { correlationId } of requests) settle(run, correlationId, { type: 'lost' });
}

// ---- the program --------------------------------------------------------------------------------------------------------

/** Runs the program on if what it waited for has come; answers its exit status when it has ended. */
function advance(run: AdminToolRun, program: Program, isStart: boolean): number | undefined {
  if (!isStart && !isOver(run)) return undefined;
  const printer = new Printer();
  const { shell, step, status } = execute(run, program, printer);
  if (status !== undefined) printer.flush();
  run.printed = tell(shell.self, printer, run.printed, run.out);
  if (step !== undefined) begin(run, step);
  return status;
}

/** All that is waited for has come: it is written down. */
function isOver(run: AdminToolRun): boolean {
  const { now } = run.env;
  const sleeps = run.sleepsUntil !== null;
  if (sleeps ? now < run.sleepsUntil! : run.pending.some(({ result }) => result === null)) return false;
  const waited: Waited = { at: now, results: run.pending.map(({ result }) => result!) };
  run.waits = [...run.waits, waited];
  run.pending = [];
  run.sleepsUntil = null;
  return true;
}

interface Executed {
  readonly shell: Shell;
  readonly step?: Wait;
  readonly status?: number;
}

function execute(run: AdminToolRun, program: Program, printer: Printer): Executed {
  const { setup, env, startedAt, disk } = run;
  const shell = shellOf(setup, env, startedAt, disk, printer);
  try {
    const running = program(shell);
    let next = running.next();
    for (const waited of run.waits) {
      shell.now = waited.at;
      if (next.done !== true) next = running.next(waited);
    }
    return next.done === true ? { shell, status: next.value } : { shell, step: next.value };
  } catch (error) {
    if (error instanceof ExitTool) return { shell, status: error.status };
    shell.err(messageOf(error));
    shell.err(textOf(error));
    return { shell, status: 1 };
  }
}

function begin(run: AdminToolRun, step: Wait): void {
  if (step.type === 'sleep') run.sleepsUntil = step.until;
  else run.pending = step.calls.map((call) => ({ call, correlationId: null, result: null }));
}

// ---- sending ------------------------------------------------------------------------------------------------------------

function sendCalls(run: AdminToolRun): void {
  run.pending = run.pending.map((pending) => {
    const { call, result, correlationId } = pending;
    if (result !== null) return pending;
    if (run.env.now >= call.deadlineAt) return { ...pending, correlationId: null, result: { type: 'timeout' } };
    run.nextWakeAt = Math.min(run.nextWakeAt, call.deadlineAt);
    return correlationId === null ? { ...pending, correlationId: trySend(run, pending) } : pending;
  });
}

function trySend(run: AdminToolRun, { call }: PendingCall): number | null {
  if (run.client.metadata.isBootstrap) {
    run.client.metadata = requestUpdate(run.client.metadata);
    return null;
  }
  const host = hostFor(run, call.target);
  if (host === undefined) {
    run.client.metadata = requestUpdate(run.client.metadata);
    return null;
  }
  if (network.ensureReady(run, host)) {
    const correlationId = nextCorrelationId(run);
    network.send(run, host, { ...call.request, correlationId } as KafkaRequest);
    return correlationId;
  }
  const at = reconnectAt(run.client, host, run.env.now);
  if (at !== null) run.nextWakeAt = Math.min(run.nextWakeAt, at);
  return null;
}

function hostFor(run: AdminToolRun, target: CallTarget): string | undefined {
  const { metadata } = run.client;
  switch (target.type) {
    case 'broker':
      return brokerById(metadata, target.id)?.host;
    case 'controller':
      return brokerById(metadata, metadata.controllerId)?.host ?? leastLoadedNode(run).host;
    case 'least-loaded':
      return leastLoadedNode(run).host;
    default:
      return unreachable(target);
  }
}

function armWake(run: AdminToolRun): void {
  const wanted: Micros = Math.min(run.nextWakeAt, run.sleepsUntil ?? NEVER);
  const wakeAt = wanted === NEVER ? null : wanted;
  if (wakeAt === run.wakeAt) return;
  if (wakeAt === null) run.out.cancelTimer('wake');
  else run.out.setTimer('wake', Math.max(0, wakeAt - run.env.now), { part: 'tool', type: 'wake' });
  run.wakeAt = wakeAt;
}
