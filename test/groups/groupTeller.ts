/**
 * Stories told by members that speak by hand (rawMembers.ts). Each of their lines is one request; whatever any of them is
 * answered by then is printed. Member ids are printed as `m1#2`: the second that m1 was given.
 *
 *     cluster brokers=3 topic=orders:2:3 members=m1,m2 server:NAME=VALUE
 *     m1 find billing
 *     m1 join billing instance=i1 protocols=range,sticky topics=orders session=10s rebalance=60s
 *     m1 sync billing m1=orders-0 m2=orders-1
 *     m1 heartbeat|leave|commit|fetch|describe|delete|delete-offsets billing …   m1 list
 *
 * `as=m2` speaks with the id of another, `id=` with any, `generation=` with another number, `at=b2` to another broker,
 * `lane=two` on another connection; with `wait=no` the story goes on at once.
 */
import { get } from '../../src/base/table.ts';
import { slice } from '../../src/base/vector.ts';
import { describeFact } from '../../src/kafka/describeFact.ts';
import { describeMessage } from '../../src/kafka/describeMessage.ts';
import type { KafkaFact } from '../../src/kafka/facts.ts';
import type { Kafka } from '../../src/kafka/kinds.ts';
import type { KafkaMessage, KafkaRequest } from '../../src/kafka/messages.ts';
import type { RecordBatch } from '../../src/kafka/records.ts';
import type { ServerState } from '../../src/kafka/server/state.ts';
import { PROPERTIES, PropertyWatcher } from '../../src/properties/index.ts';
import { History } from '../../src/record/history.ts';
import { parseDuration } from '../../src/scenario/duration.ts';
import type { Command } from '../../src/sim/command.ts';
import { cluster, topic } from '../support/cluster.ts';
import { answersOf, protocolWithRawMembers, rawMember, sendRaw } from './rawMembers.ts';

/** How long a request is waited for before the story goes on. */
const PATIENCE = 100_000;

interface Member {
  heard: number;
  memberId: string;
  generation: number;
  coordinator: string;
}

export class GroupTeller {
  #watcher = new PropertyWatcher(PROPERTIES);
  #history!: History<Kafka>;
  #told = 0;
  #members = new Map<string, Member>();
  #names = new Map<string, string>();
  #correlationId = 1;

  tell(commands: readonly string[]): string[] {
    return commands.flatMap((command) => this.#run(command.trim().split(/\s+/)).map((line) => this.#short(line)));
  }

  get facts(): readonly KafkaFact[] {
    return this.#history.facts.map(({ fact }) => fact);
  }

  get brokenPromises(): string[] {
    return this.#watcher.breaks.filter(({ promised }) => promised).map(({ name, detail }) => `${name}: ${detail}`);
  }

  #run([name = '', ...words]: readonly string[]): string[] {
    const node = words[0] ?? '';
    switch (name) {
      case 'cluster':
        return this.#cluster(words);
      case 'run':
        return this.#runFor(parseDuration(node)!);
      case 'kill':
      case 'start':
      case 'pause':
      case 'resume':
        return this.#command({ type: name, node });
      case 'shutdown':
        return this.#command({ type: 'tell', node, order: { type: 'controlled-shutdown' } });
      case 'cut':
        this.#command({ type: 'link', from: [words[1]!], to: [node], rule: { cut: true } });
        return this.#command({ type: 'link', from: [node], to: [words[1]!], rule: { cut: true } });
      case 'heal':
        return this.#command({ type: 'heal' });
      case 'until':
        return this.#until(words);
      case 'facts':
        return this.#facts(words);
      case 'log':
        return this.#log(node);
      case 'batches':
        return this.#batches(node);
      case 'groups':
        return this.#groups();
      default:
        return this.#ask(name, words);
    }
  }

  #cluster(words: readonly string[]): string[] {
    const server: Record<string, string | number | boolean> = {};
    const plain: Record<string, string> = {};
    for (const word of words) {
      const at = word.indexOf('=');
      const [key, value] = [word.slice(0, at), word.slice(at + 1)];
      if (key.startsWith('server:')) server[key.slice(7)] = /^-?\d+$/.test(value) ? Number(value) : value;
      else plain[key] = value;
    }
    const brokers = Number(plain['brokers'] ?? 3);
    const [topicName = 'orders', partitions = '2', factor = '3'] = (plain['topic'] ?? '').split(':').filter(Boolean);
    const members = (plain['members'] ?? 'm1').split(',');
    const world = cluster({
      seed: Number(plain['seed'] ?? 1),
      controllers: 1,
      brokers,
      topics: [topic(topicName, Number(partitions), Math.min(Number(factor), brokers))],
      server: { 'offsets.topic.num.partitions': 1, ...server },
      consumer: null,
      producers: 0,
    });
    const nodes = [...world.nodes, ...members.map(rawMember)];
    this.#watcher = new PropertyWatcher(PROPERTIES);
    this.#history = new History(
      { ...world, protocol: protocolWithRawMembers, nodes },
      { freeze: true, watch: this.#watcher.watch },
    );
    for (const id of members) this.#members.set(id, { heard: 0, memberId: '', generation: -1, coordinator: 'b1' });
    const ready = this.#runUntilFact((fact) => fact.type === 'TopicCreated', 30_000_000);
    this.#history.runUntil(this.#history.kernel.now + 2_000_000);
    this.#told = this.#history.facts.length;
    return ready === undefined ? ['no topic within 30 s'] : [];
  }

  #command(command: Command<Kafka>): string[] {
    this.#history.command(command);
    return [];
  }

  #runFor(duration: number): string[] {
    this.#history.runUntil(this.#history.kernel.now + duration);
    return this.#heard();
  }

  #until([type = '', ...conditions]: readonly string[]): string[] {
    const fields = conditions.map((word) => word.split('='));
    const found = this.#runUntilFact(
      (fact) =>
        fact.type === type &&
        fields.every(([key, value]) => String((fact as unknown as Record<string, unknown>)[key!]) === value),
      this.#history.kernel.now + 120_000_000,
    );
    const fact = found === undefined ? `no ${type}` : describeFact(found);
    return [...this.#heard(), fact];
  }

  #runUntilFact(wanted: (fact: KafkaFact) => boolean, limit: number): KafkaFact | undefined {
    for (let step = this.#history.forward(limit); step !== undefined; step = this.#history.forward(limit)) {
      const found = step.facts.find(({ fact }) => wanted(fact));
      if (found !== undefined) return found.fact;
    }
    return undefined;
  }

  #facts(types: readonly string[]): string[] {
    const fresh = this.#history.facts.slice(this.#told);
    this.#told = this.#history.facts.length;
    return fresh.filter(({ fact }) => types.includes(fact.type)).map(({ fact }) => describeFact(fact));
  }

  // ---- members -----------------------------------------------------------------------------------------------------

  #ask(node: string, [what = '', ...words]: readonly string[]): string[] {
    const member = this.#members.get(node);
    if (member === undefined) throw new Error(`unknown story command ${node}`);
    const said = new Map(words.filter((word) => word.includes('=')).map((word) => word.split('=') as [string, string]));
    const plain = words.filter((word) => !word.includes('='));
    const to = said.get('at') ?? member.coordinator;
    const request = this.#request(member, what, plain, said);
    this.#command(sendRaw(node, to, said.get('lane') ?? 'client', request));
    if (said.get('wait') === 'no') return [];
    const limit = this.#history.kernel.now + PATIENCE;
    const isAnswered = (): boolean => this.#answers(node).length > member.heard;
    while (!isAnswered() && this.#history.forward(limit) !== undefined);
    const lines = this.#heard();
    return lines.some((line) => line.startsWith(`${node}: `)) ? lines : [...lines, `${node} waits`];
  }

  #request(
    member: Member,
    what: string,
    [groupId = '', ...plain]: readonly string[],
    said: ReadonlyMap<string, string>,
  ): KafkaRequest {
    const correlationId = this.#correlationId++;
    const other = said.get('as');
    const memberId = said.get('id') ?? (other === undefined ? member.memberId : this.#members.get(other)!.memberId);
    const generationId = Number(said.get('generation') ?? member.generation);
    const groupInstanceId = said.get('instance') ?? null;
    const list = (name: string, otherwise: string): string[] =>
      (said.get(name) ?? otherwise).split(',').filter(Boolean);
    const of = { correlationId, groupId, memberId, generationId, groupInstanceId };
    switch (what) {
      case 'find':
        return { type: 'FindCoordinatorRequest', correlationId, keyType: 0, coordinatorKeys: [groupId] };
      case 'join': {
        const topics = list('topics', 'orders');
        const metadata = { topics, ownedPartitions: [], generationId: -1, rackId: null };
        return {
          type: 'JoinGroupRequest',
          ...of,
          sessionTimeoutMs: parseDuration(said.get('session') ?? '45s')! / 1_000,
          rebalanceTimeoutMs: parseDuration(said.get('rebalance') ?? '60s')! / 1_000,
          protocolType: said.get('type') ?? 'consumer',
          protocols: list('protocols', 'range').map((name) => ({ name, metadata })),
          reason: said.get('reason') ?? null,
        };
      }
      case 'sync': {
        const assignments = [...said]
          .filter(([name]) => this.#members.has(name))
          .map(([name, partitions]) => ({
            memberId: this.#members.get(name)!.memberId,
            assignment: partitions.split(',').filter(Boolean),
          }));
        const protocolName = said.get('protocol') ?? null;
        return { type: 'SyncGroupRequest', ...of, protocolType: null, protocolName, assignments };
      }
      case 'heartbeat':
        return { type: 'HeartbeatRequest', ...of };
      case 'leave':
        return {
          type: 'LeaveGroupRequest',
          correlationId,
          groupId,
          members: [{ memberId, groupInstanceId, reason: null }],
        };
      case 'commit':
        return {
          type: 'OffsetCommitRequest',
          correlationId,
          groupId,
          generationIdOrMemberEpoch: generationId,
          memberId,
          groupInstanceId,
          partitions: plain.map((word) => ({
            topicPartition: word.split(':')[0]!,
            committedOffset: Number(word.split(':')[1]),
            committedLeaderEpoch: 0,
            committedMetadata: word.split(':')[2] ?? '',
          })),
        };
      case 'fetch':
        return {
          type: 'OffsetFetchRequest',
          correlationId,
          groupId,
          memberId: null,
          memberEpoch: -1,
          partitions: plain.length === 0 ? null : plain,
          requireStable: said.get('stable') !== 'no',
        };
      case 'delete-offsets':
        return { type: 'OffsetDeleteRequest', correlationId, groupId, partitions: plain };
      case 'list':
        return {
          type: 'ListGroupsRequest',
          correlationId,
          statesFilter: list('states', ''),
          typesFilter: list('types', ''),
        };
      case 'describe':
        return { type: 'DescribeGroupsRequest', correlationId, groups: [groupId, ...plain] };
      case 'delete':
        return { type: 'DeleteGroupsRequest', correlationId, groupsNames: [groupId, ...plain] };
      default:
        throw new Error(`a member cannot ${what}`);
    }
  }

  #answers(node: string): readonly KafkaMessage[] {
    return answersOf(this.#history.kernel.node(node)?.state);
  }

  /** What members were answered since the last time, and have learned from it. */
  #heard(): string[] {
    const lines: string[] = [];
    for (const [node, member] of this.#members) {
      const answers = this.#answers(node);
      for (const answer of answers.slice(member.heard)) {
        this.#learn(node, member, answer);
        lines.push(`${node}: ${describeMessage(answer)}${more(answer)}`);
      }
      member.heard = answers.length;
    }
    return lines;
  }

  #learn(node: string, member: Member, answer: KafkaMessage): void {
    if (answer.type === 'FindCoordinatorResponse') {
      const { nodeId } = answer.coordinators[0]!;
      if (nodeId !== -1) member.coordinator = `b${nodeId}`;
    }
    if (answer.type !== 'JoinGroupResponse') return;
    const { memberId, generationId, errorCode } = answer;
    if (memberId !== '' && !this.#names.has(memberId)) {
      const given = [...this.#names.values()].filter((name) => name.startsWith(`${node}#`)).length;
      this.#names.set(memberId, `${node}#${given + 1}`);
    }
    if (errorCode === 'NONE' || errorCode === 'MEMBER_ID_REQUIRED') member.memberId = memberId;
    if (errorCode === 'UNKNOWN_MEMBER_ID') member.memberId = '';
    if (errorCode === 'NONE') member.generation = generationId;
  }

  #short(line: string): string {
    return [...this.#names].reduce((text, [memberId, name]) => text.replaceAll(memberId, name), line);
  }

  // ---- looking -----------------------------------------------------------------------------------------------------

  #servers(): { readonly id: string; readonly state: ServerState }[] {
    return this.#history.world.nodes.flatMap(({ id, setup }) => {
      if (setup.kind !== 'server') return [];
      const state = this.#history.kernel.node(id)!.state as ServerState | undefined;
      return state?.broker === undefined ? [] : [{ id, state }];
    });
  }

  /** The records of a partition, of the broker that leads it. */
  #log(partition: string): string[] {
    return this.#leadersBatches(partition).flatMap(({ records }) =>
      records.map(({ key, value }) => `${key} ${value === null ? 'tombstone' : value}`),
    );
  }

  #batches(partition: string): string[] {
    return this.#leadersBatches(partition).map(
      ({ baseOffset, records }) => `batch at ${baseOffset} of ${records.length}`,
    );
  }

  #leadersBatches(partition: string): readonly RecordBatch[] {
    for (const { state } of this.#servers()) {
      const hosted = get(state.broker!.partitions, partition);
      if (hosted?.replica.role === 'leader') return slice(hosted.log.batches, 0);
    }
    return [];
  }

  /** What coordinators keep of groups. */
  #groups(): string[] {
    return this.#servers().flatMap(({ id, state }) =>
      state.broker!.groupCoordinator.contexts.values.flatMap((context) => {
        if (context.state !== 'ACTIVE') return [`${id} ${context.topicPartition} ${context.state}`];
        return context.shard.groups.values.map((group) => {
          if (group.type !== 'classic') return `${id} ${group.groupId}`;
          const members = group.members.values.map(
            ({ memberId, assignment }) => `${memberId} [${assignment.join(',')}]`,
          );
          return `${id} ${group.groupId} ${group.state} generation ${group.generationId} ${members.join(' ')}`.trimEnd();
        });
      }),
    );
  }
}

function more(answer: KafkaMessage): string {
  switch (answer.type) {
    case 'JoinGroupResponse':
      return `${answer.errorCode === 'MEMBER_ID_REQUIRED' ? ` ${answer.memberId}` : ''}${answer.skipAssignment ? ', skips assignment' : ''}`;
    case 'LeaveGroupResponse':
      return answer.members.map(({ errorCode }) => (errorCode === 'NONE' ? '' : ` ${errorCode}`)).join('');
    case 'DescribeGroupsResponse':
      return answer.groups
        .flatMap(({ protocolData, members }) => [
          protocolData === '' ? '' : ` ${protocolData}`,
          ...members.map(
            ({ memberId, clientId, clientHost, groupInstanceId, memberAssignment }) =>
              `\n  ${memberId} ${clientId} ${clientHost}${groupInstanceId === null ? '' : ` ${groupInstanceId}`} [${memberAssignment.join(',')}]`,
          ),
        ])
        .join('');
    default:
      return '';
  }
}
