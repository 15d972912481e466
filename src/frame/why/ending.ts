/** Where a chain of causes begins: somebody's command, an application's plan, a timer with its setting, the start of the run. */
import type { FactType } from '../../kafka/facts.ts';
import { isLeaving } from './clientCauses.ts';
import type { Look, Told } from './look.ts';
import { CALLS, DEEDS } from './roots.ts';
import { said, subject, topic } from './said.ts';
import type { Said, SettingSeen, WhyEnd, WhyFrame } from './whyFrames.ts';

export interface Ending {
  readonly root: WhyFrame['root'];
  readonly ends: WhyEnd | null;
  /** The event of the command, where no fact was told of it. */
  readonly command: number | null;
}

/** What looks by itself, time and again, and the setting that says how often or after how long. */
const TIMED: Readonly<Partial<Record<FactType, readonly string[]>>> = {
  LogCleaned: ['log.cleaner.backoff.ms'],
  SegmentsDeleted: ['log.retention.check.interval.ms'],
  SnapshotWritten: ['metadata.log.max.snapshot.interval.ms'],
  QuorumLogStartAdvanced: ['metadata.max.retention.ms'],
  LeaderElected: ['leader.imbalance.check.interval.seconds'],
  OffsetsExpired: ['offsets.retention.check.interval.ms', 'offsets.retention.minutes'],
  ProducerIdsExpired: ['producer.id.expiration.check.interval.ms'],
  RaftRoleChanged: ['controller.quorum.election.timeout.ms'],
  BrokerFenced: ['broker.session.timeout.ms'],
  IsrShrinkProposed: ['replica.lag.time.max.ms'],
  ZooKeeperSessionExpired: ['zookeeper.session.timeout.ms'],
  GroupMemberRemoved: ['session.timeout.ms'],
};

/** What applications do when their plan says so. */
const PLANNED: ReadonlySet<FactType> = new Set<FactType>([
  'ConsumerClosed',
  'ProducerClosed',
  'ProducerFlushed',
  'ProcessExited',
  'ZooKeeperSessionClosed',
]);

/** `last`: the newest fact of what is left of the chain; undefined: nothing was told there. */
export function endingOf(look: Look, from: number, last: Told | undefined): Ending {
  const { trace } = look.recording.history;
  let first = from;
  let isTimed = trace.kind(from) === 'timer';
  for (let hops = 0; trace.cause(first) > 0 && hops < 4_000; hops++) {
    if (trace.kind(first) === 'command') break;
    first = trace.cause(first);
    isTimed ||= trace.kind(first) === 'timer';
  }
  const type = last?.fact.type;
  const isOwn =
    type !== undefined && (CALLS.has(type) || PLANNED.has(type) || hasLeft(last) || givesAllBack(look, last));
  // What was done to a server only let an application go on with its plan.
  const isCommanded = trace.kind(first) === 'command' && !(isOwn && wasDoneToServer(look, first));
  if (isCommanded) return { root: 'command', ends: null, command: first };
  if (last === undefined || type === undefined) return { root: isTimed ? 'timer' : 'start', ends: null, command: null };
  if (isOwn) return { root: 'plan', ends: { says: planOf(last), settings: [] }, command: null };
  const keys = TIMED[type];
  if (isTimed && keys !== undefined) {
    const settings = keys.flatMap((key) => settingBehind(look, last, key));
    return { root: 'timer', ends: { says: timerOf(last), settings }, command: null };
  }
  const says = startOf(look, last);
  return { root: 'start', ends: says === null ? null : { says, settings: [] }, command: null };
}

/** close() makes a member leave before it has returned. */
function hasLeft(last: Told | undefined): boolean {
  return last?.fact.type === 'GroupMemberRemoved' && last.fact.reason === 'left';
}

/** A kill, a start, a cut link: not what a tool or an administrator asks of the cluster. */
export function wasDoneToServer(look: Look, command: number): boolean {
  return look.ofStep(command).some(({ fact }) => DEEDS.has(fact.type) && !fact.type.startsWith('Tool'));
}

/** Of the member where it is the member's, of who decided otherwise. */
function settingBehind(look: Look, { node, fact }: Told, key: string): SettingSeen[] {
  const client = 'client' in fact && typeof fact.client === 'string' ? fact.client : node;
  const own = look.setting(client, key);
  return own.length > 0 ? own : look.setting(node, key);
}

function givesAllBack(look: Look, last: Told | undefined): boolean {
  return last?.fact.type === 'PartitionsRevoked' && isLeaving(look, last);
}

function planOf({ node: told, fact }: Told): Said {
  const node = 'client' in fact && typeof fact.client === 'string' ? fact.client : told;
  return said(
    `Here it begins: the application of ${node} does this by its plan, as the scenario has it.`,
    `여기서 시작해요. ${node} 애플리케이션이 시나리오에 정해진 계획대로 한 일이에요.`,
  );
}

function timerOf({ node }: Told): Said {
  return said(
    `Here it begins: ${node} looks by itself, time and again, whatever happened before.`,
    `여기서 시작해요. ${topic(node)} 앞서 무슨 일이 있었든 정해진 간격으로 스스로 살펴봐요.`,
  );
}

/** With the run began not only its servers, but also what its file asks for. */
function startOf(look: Look, { node, fact }: Told): Said | null {
  if (fact.type === 'TopicCreated')
    return fact.topic.startsWith('__')
      ? said(
          `Here it begins: ${fact.topic} is made when a client first looks for a coordinator.`,
          `여기서 시작해요. ${topic(fact.topic)} 클라이언트가 코디네이터를 처음 찾을 때 만들어져요.`,
        )
      : said(
          `Here it begins: the scenario has the topic ${fact.topic}, or a client asked for it by name.`,
          `여기서 시작해요. 시나리오에 ${fact.topic} 토픽이 있거나, 클라이언트가 그 이름을 요청했어요.`,
        );
  const client = 'client' in fact && typeof fact.client === 'string' ? fact.client : undefined;
  const who = client ?? node;
  if (who === '' || look.setup(who) === undefined) return null;
  const setup = look.setup(who);
  if (setup !== undefined && 'startAt' in setup && setup.startAt > 0)
    return said(
      `Here it begins: ${who} is started at that time, as the scenario has it.`,
      `여기서 시작해요. 시나리오에 따라 그때 ${subject(who)} 시작돼요.`,
    );
  return said(
    `Here it begins: ${who} was started with the run.`,
    `여기서 시작해요. ${subject(who)} 실행과 함께 시작되었어요.`,
  );
}

/** An application that fell silent: how long it works on what it was handed is its own. */
export function applicationEnd(look: Look, { node }: Told): Pick<Ending, 'root' | 'ends'> {
  const says = said(
    `Here it begins: how long the application of ${node} works on that is its own plan.`,
    `여기서 시작해요. 받은 것을 얼마나 오래 처리하는지는 ${node} 애플리케이션의 계획이에요.`,
  );
  return { root: 'plan', ends: { says, settings: look.setting(node, 'max.poll.interval.ms') } };
}
