/** What the lines of a log say beside their fact, remembered from the facts before it. */
import type { Micros } from '../../base/time.ts';
import type { KafkaFact } from '../../kafka/facts.ts';
import type { Cast } from './writing.ts';

interface GroupMemory {
  state: string;
  generation: number;
  protocol: string;
  leader: string;
  members: number;
  staticMembers: number;
  /** It has had an epoch: it speaks the protocol of KIP-848. */
  isModern: boolean;
}

interface Followed {
  /** As scala.Option prints it. */
  readonly leader: string;
  readonly leaderEpoch: number;
}

const NO_GROUP: GroupMemory = {
  state: 'Empty',
  generation: 0,
  protocol: '',
  leader: '',
  members: 0,
  staticMembers: 0,
  isModern: false,
};
const NEVER_FOLLOWED: Followed = { leader: 'None', leaderEpoch: -1 };
const NO_LEADER = { leader: -1, leaderEpoch: -1 };

export class LogMemory {
  readonly cast: Cast;
  controllerEpoch = 0;
  readonly #groups = new Map<string, GroupMemory>();
  readonly #instances = new Map<string, string>();
  readonly #followed = new Map<string, Followed>();
  readonly #leaders = new Map<string, { readonly leader: number; readonly leaderEpoch: number }>();
  readonly #hosted = new Map<number, Set<string>>();
  readonly #segments = new Map<string, number[]>();
  readonly #brokers = new Map<number, { epoch: number; unfenced: boolean; leaving: boolean; live: boolean }>();
  readonly #down = new Set<string>();
  readonly #knowsNodes = new Set<string>();
  readonly #sent = new Map<string, { readonly request: number; readonly broker: string }>();
  readonly #lost = new Map<string, Micros>();
  readonly #members = new Map<string, { coordinator: number; member: string }>();
  readonly #sessions = new Map<number, number>();
  /** Proposals of leaders that the controller has not answered. */
  readonly #proposals = new Map<string, { readonly broker: number; readonly isr: string }>();

  constructor(cast: Cast) {
    this.cast = cast;
  }

  // ---- what was -----------------------------------------------------------------------------------------------------

  group(id: string): Readonly<GroupMemory> {
    return this.#groups.get(id) ?? NO_GROUP;
  }

  followedBy(broker: number, partition: string): Followed {
    return this.#followed.get(`${broker} ${partition}`) ?? NEVER_FOLLOWED;
  }

  /** Brokers that fetch from this one, as far as they have said. */
  followersOf(leader: number): readonly number[] {
    const followers = new Set<number>();
    for (const [key, followed] of this.#followed) {
      if (followed.leader === `Some(${leader})` && this.#isUp(Number(key.split(' ')[0])))
        followers.add(Number(key.split(' ')[0]));
    }
    return [...followers].sort((one, other) => one - other);
  }

  #isUp(broker: number): boolean {
    return !this.#down.has(this.cast.serverName(broker) ?? '');
  }

  leaderOf(partition: string) {
    return this.#leaders.get(partition) ?? NO_LEADER;
  }

  hostedBy(broker: number): number {
    return this.#hosted.get(broker)?.size ?? 0;
  }

  segmentBefore(broker: number, partition: string, offset: number): number {
    const bases = this.#segments.get(`${broker} ${partition}`) ?? [];
    return bases.filter((base) => base <= offset).at(-1) ?? 0;
  }

  isRegistered(broker: number): boolean {
    return this.#brokers.has(broker);
  }

  isUnfenced(broker: number): boolean {
    return this.#brokers.get(broker)?.unfenced === true;
  }

  isLeaving(broker: number): boolean {
    return this.#brokers.get(broker)?.leaving === true;
  }

  brokerEpoch(broker: number): number {
    return this.#brokers.get(broker)?.epoch ?? -1;
  }

  liveBrokers(): readonly number[] {
    return [...this.#brokers]
      .filter(([, { live }]) => live)
      .map(([id]) => id)
      .sort((a, b) => a - b);
  }

  /** As a client knows it: by its place in bootstrap.servers, until it has seen metadata. */
  nodeIdFor(client: string, broker: string): number {
    const id = this.cast.server(broker)?.nodeId;
    if (id !== undefined && this.#knowsNodes.has(client)) return id;
    const setup = this.cast.client(client);
    const bootstrap = setup !== undefined && 'bootstrap' in setup ? setup.bootstrap : [];
    const place = bootstrap.findIndex((address) => address === broker || address.startsWith(`${broker}:`));
    return -1 - Math.max(0, place);
  }

  lastSent(client: string, batch: number) {
    return this.#sent.get(`${client} ${batch}`) ?? { request: 0, broker: '' };
  }

  /** When a client lost its connection to a broker that has not answered since; null: it has one. */
  lostAt(client: string, broker: string): Micros | null {
    return this.#lost.get(`${client} ${broker}`) ?? null;
  }

  membership(client: string) {
    return this.#members.get(client) ?? { coordinator: -1, member: '' };
  }

  sessionTimeout(session: number): number {
    return this.#sessions.get(session) ?? 0;
  }

  /** The leader that asked for this ISR, if it was a leader. */
  proposerOf(partition: string, isr: readonly number[]): number | undefined {
    const proposal = this.#proposals.get(partition);
    return proposal?.isr === sortedText(isr) ? proposal.broker : undefined;
  }

  /** `[Consumer clientId=k1, groupId=billing]` */
  identOf(client: string): string {
    const setup = this.cast.client(client);
    if (setup?.kind !== 'consumer') return `[Producer clientId=${client}]`;
    const instance = setup.config['group.instance.id'] ?? this.#instances.get(client) ?? null;
    const group = setup.config['group.id'] ?? null;
    const ofInstance = instance === null || instance === '' ? '' : `instanceId=${instance}, `;
    return `[Consumer ${ofInstance}clientId=${client}, groupId=${group === '' ? null : group}]`;
  }

  // ---- what is ------------------------------------------------------------------------------------------------------

  /** After its lines are written. */
  take(fact: KafkaFact, at: Micros): void {
    switch (fact.type) {
      case 'BecameLeader':
      case 'BecameFollower': {
        const { partition, broker, leaderEpoch } = fact;
        const leader = fact.type === 'BecameLeader' ? broker : fact.leader;
        this.#followed.set(`${broker} ${partition}`, { leader: `Some(${leader})`, leaderEpoch });
        if (fact.type === 'BecameLeader') this.#leaders.set(partition, { leader, leaderEpoch });
        const hosted = this.#hosted.get(broker) ?? new Set();
        this.#hosted.set(broker, hosted.add(partition));
        return;
      }
      case 'ReplicaDeleted':
        this.#hosted.get(fact.broker)?.delete(fact.partition);
        return;
      case 'ProcessStarted':
        this.#down.delete(fact.node);
        // A new process knows nothing of before.
        for (const key of this.#followed.keys())
          if (key.startsWith(`${this.cast.server(fact.node)?.nodeId} `)) this.#followed.delete(key);
        this.#knowsNodes.delete(fact.node);
        return;
      case 'ProcessKilled':
      case 'PowerLost':
      case 'ProcessExited':
        this.#down.add(fact.node);
        return;
      case 'SegmentRolled': {
        const key = `${fact.broker} ${fact.partition}`;
        this.#segments.set(key, [...(this.#segments.get(key) ?? []), fact.baseOffset]);
        return;
      }
      case 'LeaderElected':
        this.#leaders.set(fact.partition, { leader: fact.leader, leaderEpoch: fact.leaderEpoch });
        return;
      case 'IsrShrinkProposed':
      case 'IsrExpandProposed':
        this.#proposals.set(fact.partition, { broker: fact.broker, isr: sortedText(fact.isr) });
        return;
      case 'IsrChanged':
        this.#proposals.delete(fact.partition);
        return;
      case 'MetadataUpdated':
        this.#knowsNodes.add(fact.client);
        return;
      case 'ClientDisconnected':
        this.#lost.set(`${fact.client} ${fact.broker}`, at);
        return;
      case 'RequestCompleted':
        if (fact.outcome === 'answered') this.#lost.delete(`${fact.client} ${fact.broker}`);
        return;
      case 'BatchSent':
        this.#sent.set(`${fact.client} ${fact.batch}`, { request: fact.request, broker: fact.broker });
        return;
      case 'ZooKeeperSessionCreated':
        this.#sessions.set(fact.session, fact.timeout);
        return;
      case 'ControllerActivated':
        this.controllerEpoch = fact.epoch;
        return;
      default:
        this.#takeOfBroker(fact);
        this.#takeOfGroup(fact);
    }
  }

  #takeOfBroker(fact: KafkaFact): void {
    if (fact.type === 'BrokerRegistered') {
      this.#brokers.set(fact.brokerId, { epoch: fact.brokerEpoch, unfenced: false, leaving: false, live: true });
      return;
    }
    const broker = 'brokerId' in fact ? this.#brokers.get(fact.brokerId) : undefined;
    if (broker === undefined) return;
    if (fact.type === 'BrokerUnfenced') broker.unfenced = true;
    else if (fact.type === 'BrokerFenced') broker.unfenced = false;
    else if (fact.type === 'BrokerInControlledShutdown') broker.leaving = true;
    else if (fact.type === 'BrokerFailed') broker.live = false;
  }

  #takeOfGroup(fact: KafkaFact): void {
    if (!('group' in fact)) return;
    const group = this.#groups.get(fact.group) ?? { ...NO_GROUP };
    this.#groups.set(fact.group, group);
    switch (fact.type) {
      case 'GroupStateChanged':
        group.state = fact.to;
        group.generation = fact.generation;
        return;
      case 'GroupGenerationStarted':
        group.generation = fact.generation;
        group.protocol = fact.protocol;
        group.leader = fact.leader;
        group.members = fact.members.length;
        return;
      case 'GroupEpochBumped':
        group.isModern = true;
        return;
      case 'GroupConverted':
        group.isModern = fact.to === 'consumer';
        return;
      case 'GroupMemberJoined':
        if (fact.instance !== null) {
          group.staticMembers++;
          this.#instances.set(fact.client, fact.instance);
        }
        return;
      case 'GroupMemberRemoved':
        if (fact.instance !== null) group.staticMembers = Math.max(0, group.staticMembers - 1);
        return;
      case 'CoordinatorDiscovered':
        this.#members.set(fact.client, { coordinator: fact.broker, member: this.membership(fact.client).member });
        return;
      case 'ConsumerMemberStateChanged':
        if (fact.member !== '')
          this.#members.set(fact.client, {
            coordinator: this.membership(fact.client).coordinator,
            member: fact.member,
          });
        return;
      default:
    }
  }
}

function sortedText(ids: readonly number[]): string {
  return [...ids].sort((one, other) => one - other).join(',');
}
