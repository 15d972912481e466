/**
 * Tells a story of controllers: brokers that are nothing else, real ZooKeeper between them. Blocks of commands, `----`, and what
 * was told meanwhile.
 *
 *   servers 1; brokers 3 version 3.9.1 timeout 6s …      before the first `run`
 *   b1 create-topic orders 1,2,3 2,3,1                    brokerNode.ts: a call of a thread, or a request to its controller
 *   run 2s | kill b1 | start b1 | pause b1 | resume b1 | cut b1 z1 | cut b1 b2 | heal | break b1 b2
 *   facts LeaderElected …                                 from here on these are told; `requests` what brokers hear; `quiet` neither
 *   show b1                                               what its controller is at
 *   heard b1                                              what it has been told of partitions in its life
 */
import { hashText } from '../../src/base/hash.ts';
import { entries } from '../../src/base/table.ts';
import { formatMicros } from '../../src/base/time.ts';
import { controllerState } from '../../src/kafka/kafkaController/kafkaController.ts';
import { ZOOKEEPER_DEFAULTS } from '../../src/kafka/zookeeper/setup.ts';
import { parseDuration } from '../../src/scenario/duration.ts';
import type { Command } from '../../src/sim/command.ts';
import { Kernel } from '../../src/sim/kernel.ts';
import { DEFAULT_NETWORK } from '../../src/sim/network.ts';
import type { NodeSetup, Step } from '../../src/sim/world.ts';
import { type BrokerState, type BrokerWorld, brokerProtocol } from './brokerNode.ts';

export class ControllerTeller {
  #nodes: NodeSetup<BrokerWorld>[] = [];
  #kernel: Kernel<BrokerWorld> | undefined;
  #printed: string[] = [];
  #requests = false;
  #facts: readonly string[] = [];

  tell(commands: readonly string[]): string[] {
    this.#printed = [];
    for (const line of commands) for (const command of line.split(';')) this.#do(command.trim().split(/\s+/));
    return this.#printed;
  }

  get kernel(): Kernel<BrokerWorld> {
    const [protocol, nodes] = [brokerProtocol, this.#nodes];
    const setup = { protocol, seed: hashText('controller story'), nodes, network: DEFAULT_NETWORK, script: [] };
    this.#kernel ??= new Kernel<BrokerWorld>(setup, { freeze: true });
    return this.#kernel;
  }

  #do(words: string[]): void {
    const [verb, first, second] = words as [string, string, string];
    switch (verb) {
      case 'servers':
        this.#servers(Number(first));
        return;
      case 'brokers':
        this.#brokers(Number(first), words.slice(2));
        return;
      case 'run':
        this.#run(duration(first));
        return;
      case 'facts':
        this.#facts = words.slice(1);
        return;
      case 'requests':
        this.#requests = true;
        return;
      case 'quiet':
        this.#requests = false;
        this.#facts = [];
        return;
      case 'show':
        this.#printed.push(`${first} ${describeController(this.kernel.node(first)!.state as BrokerState)}`);
        return;
      case 'heard': {
        const { heard } = this.kernel.node(first)!.state as BrokerState;
        const told = Object.entries(heard).map(([tp, state]) => `${tp} b${state}`);
        this.#printed.push(`${first} has heard of ${told.join(', ')}`);
        return;
      }
      default:
        this.#see(this.kernel.apply(commandOf(words)));
        if (verb === 'cut') this.#see(this.kernel.apply(commandOf([verb, second, first])));
    }
  }

  #servers(count: number): void {
    const servers = Array.from({ length: count }, (_, place) => ({ myid: place + 1, host: `z${place + 1}` }));
    for (const { myid, host } of servers) {
      this.#nodes.push({
        id: host,
        setup: { kind: 'zookeeper', myid, servers, zooCfg: ZOOKEEPER_DEFAULTS },
        startAt: 0,
      });
    }
  }

  #brokers(count: number, options: readonly string[]): void {
    const connect = this.#nodes.map(({ id }) => id);
    let version = '3.9.1';
    let timeout = '6s';
    const settings: Record<string, boolean | number> = {};
    for (let place = 0; place < options.length; place += 2) {
      const [name, value] = [options[place]!, options[place + 1]!];
      if (name === 'version') version = value;
      else if (name === 'timeout') timeout = value;
      else settings[name] = value === 'true' || value === 'false' ? value === 'true' : Number(value);
    }
    const sessionTimeoutMs = Math.floor(duration(timeout) / 1000);
    for (let id = 1; id <= count; id++) {
      const setup = { kind: 'broker', id, connect, version, sessionTimeoutMs, settings } as const;
      // One after the other, so that the first is the controller.
      this.#nodes.push({ id: `b${id}`, setup, startAt: (id - 1) * 1_000_000 });
    }
  }

  #run(length: number): void {
    const until = this.kernel.now + length;
    for (let step = this.kernel.runNext(until); step !== undefined; step = this.kernel.runNext(until)) this.#see(step);
    this.kernel.idleUntil(until);
  }

  #see({ at, facts }: Step<BrokerWorld>): void {
    for (const { node, fact } of facts) {
      if (fact.type === 'Said') {
        if (this.#requests || !fact.text.startsWith('<-')) this.#print(at, `${node} ${fact.text}`);
      } else if (this.#facts.includes(fact.type)) this.#print(at, `${node} ${brokerProtocol.describeFact(fact)}`);
    }
  }

  #print(at: number, text: string): void {
    this.#printed.push(`${formatMicros(at).slice(0, -4)}  ${text}`);
  }
}

export function describeController({ controller, setup }: BrokerState): string {
  const { owned, queue, channels } = controller;
  const { context, activeControllerId } = owned;
  const who = activeControllerId === -1 ? 'knows of no controller' : `knows controller b${activeControllerId}`;
  const words = [who, controllerState(controller)];
  if (queue.length > 0) words.push(`queue [${queue.map(({ event }) => event.type).join(', ')}]`);
  if (activeControllerId !== setup.id) return words.join('; ');
  words.push(`epoch ${context.epoch}`, `brokers [${context.liveBrokers.map(({ id }) => id).join(',')}]`);
  for (const [tp, { leaderAndIsr: it }] of entries(context.partitionLeadershipInfo)) {
    const leader = it.leader === -1 ? 'none' : `b${it.leader}`;
    words.push(`${tp} ${leader}@${it.leaderEpoch} [${it.isr.join(',')}]`);
  }
  const unusual = [...entries(context.partitionStates), ...entries(context.replicaStates)];
  for (const [what, state] of unusual) if (!state.startsWith('Online')) words.push(`${what} ${state}`);
  if (context.topicsToBeDeleted.length > 0) words.push(`to be deleted [${context.topicsToBeDeleted.join(',')}]`);
  if (context.offlinePartitionCount > 0) words.push(`offline partitions ${context.offlinePartitionCount}`);
  if (context.preferredReplicaImbalanceCount > 0) words.push(`imbalance ${context.preferredReplicaImbalanceCount}`);
  for (const { broker, queue: waiting, inFlight } of channels.values) {
    if (inFlight !== null)
      words.push(`to b${broker.id}: ${inFlight.request.type} in flight, ${waiting.length} behind it`);
  }
  return words.join('; ');
}

function duration(text: string): number {
  const parsed = parseDuration(text);
  if (parsed === undefined) throw new Error(`no duration: ${text}`);
  return parsed as number;
}

function commandOf(words: readonly string[]): Command<BrokerWorld> {
  const [verb, first, second] = words as [string, string, string];
  switch (verb) {
    case 'kill':
    case 'start':
    case 'pause':
    case 'resume':
      return { type: verb, node: first };
    case 'cut':
      return { type: 'link', from: first.split(','), to: second.split(','), rule: { cut: true } };
    case 'heal':
      return { type: 'heal' };
    case 'break':
      return { type: 'break-connections', from: [first], to: second.split(',') };
    default:
      return { type: 'tell', node: verb, order: { type: 'call', words: words.slice(1) } };
  }
}
