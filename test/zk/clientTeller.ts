/**
 * Tells a story of clients and servers of ZooKeeper: blocks of commands, `----`, and what the clients have said meanwhile.
 *
 *   servers 3; client c1 timeout 6s       before the first `run`
 *   c1 main: create /a hello              its thread `main` makes a call (clientNode.ts)
 *   run 2s                                and what was said
 *   kill z1 | start z1 | pause c1 | resume c1 | cut c1 z1 | heal | break c1 z1
 *   show c1                               its connection, its watches, its threads
 *   traffic c1                            from here on: what it sends and receives
 */
import { hashText } from '../../src/base/hash.ts';
import { formatMicros } from '../../src/base/time.ts';
import { describeZooKeeperMessage } from '../../src/kafka/zookeeper/describe.ts';
import { ZOOKEEPER_DEFAULTS } from '../../src/kafka/zookeeper/setup.ts';
import { parseDuration } from '../../src/scenario/duration.ts';
import type { Command } from '../../src/sim/command.ts';
import { Kernel } from '../../src/sim/kernel.ts';
import { DEFAULT_NETWORK } from '../../src/sim/network.ts';
import type { NodeSetup, Step } from '../../src/sim/world.ts';
import { type ClientState, describeClient, type ZkWorld, zkProtocol } from './clientNode.ts';

export class ClientTeller {
  #nodes: NodeSetup<ZkWorld>[] = [];
  #seed = 1;
  #kernel: Kernel<ZkWorld> | undefined;
  #printed: string[] = [];
  readonly #traffic = new Set<string>();
  readonly #facts = new Set<string>();

  tell(commands: readonly string[]): string[] {
    this.#printed = [];
    for (const line of commands) for (const command of line.split(';')) this.#do(command.trim().split(/\s+/));
    return this.#printed;
  }

  get kernel(): Kernel<ZkWorld> {
    this.#kernel ??= new Kernel<ZkWorld>(
      {
        protocol: zkProtocol,
        seed: hashText(`zk story ${this.#seed}`),
        nodes: this.#nodes,
        network: DEFAULT_NETWORK,
        script: [],
      },
      { freeze: true },
    );
    return this.#kernel;
  }

  #do(words: string[]): void {
    const [verb, first, second] = words as [string, string, string];
    switch (verb) {
      case 'seed':
        this.#seed = Number(first);
        return;
      case 'servers':
        this.#servers(Number(first), second === 'tick' ? Number(words[3]) : ZOOKEEPER_DEFAULTS.tickTime);
        return;
      case 'client':
        this.#client(first, new Map(pairs(words.slice(2))));
        return;
      case 'run':
        this.#run(duration(first));
        return;
      case 'show':
        this.#printed.push(`${first} ${describeClient(this.kernel.node(first)!.state as ClientState)}`);
        return;
      case 'traffic':
        this.#traffic.add(first);
        return;
      case 'quiet':
        this.#traffic.delete(first);
        return;
      case 'facts':
        for (const type of words.slice(1)) this.#facts.add(type);
        return;
      default:
        this.#see(this.kernel.apply(commandOf(words)));
        // A cut is both ways.
        if (verb === 'cut') this.#see(this.kernel.apply(commandOf([verb, second, first])));
    }
  }

  #servers(count: number, tickTime: number): void {
    const servers = Array.from({ length: count }, (_, place) => ({ myid: place + 1, host: `z${place + 1}` }));
    for (const { myid, host } of servers) {
      const zooCfg = { ...ZOOKEEPER_DEFAULTS, tickTime };
      this.#nodes.push({ id: host, setup: { kind: 'zookeeper', myid, servers, zooCfg }, startAt: 0 });
    }
  }

  #client(id: string, options: ReadonlyMap<string, string>): void {
    const servers = this.#nodes.flatMap((node) => (node.setup.kind === 'zookeeper' ? [node.id] : []));
    this.#nodes.push({
      id,
      setup: {
        kind: 'client',
        connect: options.get('connect')?.split(',') ?? servers,
        sessionTimeout: duration(options.get('timeout') ?? '18s'),
        maxInFlight: Number(options.get('in-flight') ?? 10),
        pipelined: options.get('pipelined') !== 'no',
        lane: 'zookeeper',
        stateHandlers: options.get('handlers')?.split(',') ?? [],
      },
      startAt: duration(options.get('from') ?? '0s'),
    });
  }

  #run(length: number): void {
    const until = this.kernel.now + length;
    for (let step = this.kernel.runNext(until); step !== undefined; step = this.kernel.runNext(until)) this.#see(step);
    this.kernel.idleUntil(until);
  }

  #see({ at, facts, scheduled, handled }: Step<ZkWorld>): void {
    const { event, node } = scheduled;
    if (handled && event?.type === 'arrived') {
      if (this.#traffic.has(node))
        this.#print(at, `${node} <- ${event.from} ${describeZooKeeperMessage(event.message)}`);
      if (this.#traffic.has(event.from)) {
        this.#print(at, `${event.from} -> ${node} ${describeZooKeeperMessage(event.message)}`);
      }
    }
    for (const { node: teller, fact } of facts) {
      if (fact.type === 'Said') this.#print(at, `${teller} ${fact.text}`);
      else if (fact.type === 'ZooKeeperConnectionChanged') {
        const { client, state, server, session } = fact;
        this.#print(at, `${client} ${state} ${server} session 0x${session.toString(16)}`);
      } else if (this.#facts.has(fact.type)) this.#print(at, `${teller} ${zkProtocol.describeFact(fact)}`);
    }
  }

  #print(at: number, text: string): void {
    this.#printed.push(`${formatMicros(at).slice(0, -4)}  ${text}`);
  }
}

function duration(text: string): number {
  const parsed = parseDuration(text);
  if (parsed === undefined) throw new Error(`no duration: ${text}`);
  return parsed as number;
}

function pairs(words: readonly string[]): [string, string][] {
  return words.flatMap((word, place): [string, string][] => (place % 2 === 0 ? [[word, words[place + 1]!]] : []));
}

function commandOf(words: readonly string[]): Command<ZkWorld> {
  const [verb, first, second] = words as [string, string, string];
  switch (verb) {
    case 'kill':
    case 'start':
    case 'pause':
    case 'resume':
    case 'power-loss':
      return { type: verb, node: first };
    case 'cut':
      return { type: 'link', from: first.split(','), to: second.split(','), rule: { cut: true } };
    case 'heal':
      return { type: 'heal' };
    case 'break':
      return { type: 'break-connections', from: [first], to: second.split(',') };
    case 'cancel':
      return { type: 'tell', node: first, order: { type: 'cancel', thread: second } };
    case 'wake':
      return { type: 'tell', node: first, order: { type: 'wake', signal: second, value: words[3]! } };
    default:
      if (!first?.endsWith(':')) throw new Error(`what is ${words.join(' ')}?`);
      return {
        type: 'tell',
        node: verb,
        order: { type: 'call', thread: first.slice(0, -1), words: words.slice(2) },
      };
  }
}
