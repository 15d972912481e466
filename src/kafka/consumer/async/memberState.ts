/**
 * The states of a member of a group under the consumer protocol, as the client has them, and the chart of its life: what
 * the state-chart view draws, what a transition is checked against, and what a test holds every run against
 * (org.apache.kafka.clients.consumer.internals.MemberState; KIP-848).
 */
import { both, type ChartEdge } from '../../stateChart.ts';

export type MemberState =
  /** Not in the group, and not trying to be. */
  | 'UNSUBSCRIBED'
  /** Sends heartbeats with epoch 0 until the coordinator answers. */
  | 'JOINING'
  /** Has a target it does not hold yet: revokes, then takes. */
  | 'RECONCILING'
  /** Holds what it was to hold; the next heartbeat says so. */
  | 'ACKNOWLEDGING'
  | 'STABLE'
  /** The coordinator does not know it, or not with this epoch. Gives everything up, then joins again. */
  | 'FENCED'
  /** Is about to leave: runs callbacks, still sends heartbeats. */
  | 'PREPARE_LEAVING'
  /** The heartbeat that leaves is next. */
  | 'LEAVING'
  /** An error that nothing recovers from. */
  | 'FATAL'
  /** Left because the application did not poll for max.poll.interval.ms; joins again with the next poll. */
  | 'STALE';

export const MEMBER_STATES: readonly MemberState[] = [
  'UNSUBSCRIBED',
  'JOINING',
  'RECONCILING',
  'ACKNOWLEDGING',
  'STABLE',
  'FENCED',
  'PREPARE_LEAVING',
  'LEAVING',
  'FATAL',
  'STALE',
];

/** For each state, those it may be entered from, itself apart. */
const PREVIOUS_STATES: Readonly<Record<MemberState, readonly MemberState[]>> = {
  STABLE: ['JOINING', 'ACKNOWLEDGING', 'RECONCILING'],
  RECONCILING: ['STABLE', 'JOINING', 'ACKNOWLEDGING'],
  ACKNOWLEDGING: ['RECONCILING'],
  FATAL: ['JOINING', 'STABLE', 'RECONCILING', 'ACKNOWLEDGING', 'PREPARE_LEAVING', 'LEAVING', 'UNSUBSCRIBED'],
  FENCED: ['JOINING', 'STABLE', 'RECONCILING', 'ACKNOWLEDGING', 'PREPARE_LEAVING', 'LEAVING'],
  JOINING: ['FENCED', 'UNSUBSCRIBED', 'STALE'],
  PREPARE_LEAVING: ['JOINING', 'STABLE', 'RECONCILING', 'ACKNOWLEDGING', 'UNSUBSCRIBED'],
  LEAVING: ['PREPARE_LEAVING'],
  UNSUBSCRIBED: ['PREPARE_LEAVING', 'LEAVING', 'FENCED'],
  STALE: ['LEAVING'],
};

export function isLegalTransition(from: MemberState, to: MemberState): boolean {
  return from === to || PREVIOUS_STATES[to].includes(from);
}

export function canHandleNewAssignment(state: MemberState): boolean {
  return state === 'RECONCILING' || PREVIOUS_STATES.RECONCILING.includes(state);
}

/** The coordinator takes it for gone, or never knew it. */
export function isNotInGroup(state: MemberState): boolean {
  return state === 'UNSUBSCRIBED' || state === 'FENCED' || state === 'FATAL' || state === 'STALE';
}

export function isLeaving(state: MemberState): boolean {
  return state === 'PREPARE_LEAVING' || state === 'LEAVING';
}

/** It has something to say that does not wait for the interval. */
export function shouldHeartbeatNow(state: MemberState): boolean {
  return state === 'ACKNOWLEDGING' || state === 'LEAVING' || state === 'JOINING';
}

// ---- the chart -------------------------------------------------------------------------------------------------------

const FENCES = both(
  'a heartbeat is answered FENCED_MEMBER_EPOCH or UNKNOWN_MEMBER_ID',
  'heartbeat에 FENCED_MEMBER_EPOCH나 UNKNOWN_MEMBER_ID로 응답이 와요',
);
const LEAVES = both(
  'the application unsubscribes or closes, or has not polled for max.poll.interval.ms',
  '애플리케이션이 구독을 취소하거나 닫아요. 또는 max.poll.interval.ms 동안 poll을 하지 않았어요',
);
const FAILS = both(
  'a heartbeat is answered with an error that nothing recovers from, such as UNRELEASED_INSTANCE_ID',
  'heartbeat에 UNRELEASED_INSTANCE_ID처럼 복구할 수 없는 오류로 응답이 와요',
);
/** Kafka's table allows it; no code of the client takes it. */
const NEVER_TAKEN = both(
  "MemberState allows it; no code of Kafka's client takes it",
  'MemberState는 허용하지만, Kafka 클라이언트의 어느 코드도 이 전이를 쓰지 않아요',
);
const IN_ONE_BREATH = both(
  'a member does not stay in this state for as long as an answer takes',
  '응답이 오는 동안 이 상태에 머무는 멤버가 없어요',
);

export const MEMBER_CHART: readonly ChartEdge<MemberState>[] = [
  { from: 'UNSUBSCRIBED', to: 'JOINING', when: both('polls with a new subscription', '새 구독으로 poll을 해요') },
  {
    from: 'JOINING',
    to: 'RECONCILING',
    when: both('is answered with an assignment', 'assignment가 담긴 응답을 받아요'),
  },
  {
    from: 'JOINING',
    to: 'STABLE',
    when: both('is answered with what it holds already', '이미 가진 것과 같은 assignment를 받아요'),
    unseen: NEVER_TAKEN,
  },
  {
    from: 'RECONCILING',
    to: 'ACKNOWLEDGING',
    when: both('has revoked and taken what it was to', '내놓을 것을 내놓고 받을 것을 받았어요'),
  },
  {
    from: 'RECONCILING',
    to: 'STABLE',
    when: both('the target turns back into what it holds', '목표가 지금 가진 것으로 되돌아와요'),
    unseen: both(
      'each new target has a new local epoch, so it never equals what is held',
      '새 목표마다 local epoch가 새로워서 지금 가진 것과 같아지는 일이 없어요',
    ),
  },
  {
    from: 'ACKNOWLEDGING',
    to: 'STABLE',
    when: both('the heartbeat that says what it holds is sent', '가진 것을 알리는 heartbeat를 보내요'),
  },
  {
    from: 'ACKNOWLEDGING',
    to: 'RECONCILING',
    when: both('a newer target is there already', '그새 더 새로운 목표가 와 있어요'),
  },
  { from: 'STABLE', to: 'RECONCILING', when: both('a new target comes', '새 목표가 와요') },
  { from: 'JOINING', to: 'FENCED', when: FENCES },
  { from: 'STABLE', to: 'FENCED', when: FENCES },
  { from: 'RECONCILING', to: 'FENCED', when: FENCES },
  { from: 'ACKNOWLEDGING', to: 'FENCED', when: FENCES },
  {
    from: 'FENCED',
    to: 'JOINING',
    when: both('has given up its partitions', '가지고 있던 파티션을 모두 내려놓았어요'),
  },
  {
    from: 'FENCED',
    to: 'UNSUBSCRIBED',
    when: both('unsubscribes before it joined again', '다시 들어가기 전에 구독을 취소해요'),
  },
  { from: 'JOINING', to: 'PREPARE_LEAVING', when: LEAVES },
  { from: 'STABLE', to: 'PREPARE_LEAVING', when: LEAVES },
  { from: 'RECONCILING', to: 'PREPARE_LEAVING', when: LEAVES },
  { from: 'ACKNOWLEDGING', to: 'PREPARE_LEAVING', when: LEAVES },
  { from: 'UNSUBSCRIBED', to: 'PREPARE_LEAVING', when: LEAVES, unseen: NEVER_TAKEN },
  {
    from: 'PREPARE_LEAVING',
    to: 'LEAVING',
    when: both('the callbacks have run', '콜백이 끝났어요'),
  },
  { from: 'PREPARE_LEAVING', to: 'UNSUBSCRIBED', when: FENCES, unseen: NEVER_TAKEN },
  { from: 'PREPARE_LEAVING', to: 'FENCED', when: FENCES, unseen: NEVER_TAKEN },
  { from: 'LEAVING', to: 'FENCED', when: FENCES, unseen: NEVER_TAKEN },
  {
    from: 'LEAVING',
    to: 'UNSUBSCRIBED',
    when: both(
      'the heartbeat with epoch -1 or -2 is made, or there is no coordinator to send it to',
      'epoch -1이나 -2인 heartbeat를 만들어요. 또는 보낼 coordinator가 없어요',
    ),
  },
  {
    from: 'LEAVING',
    to: 'STALE',
    when: both(
      'the same, where the application had stopped polling',
      '같은 경우인데, 애플리케이션이 poll을 멈춘 상태예요',
    ),
  },
  {
    from: 'STALE',
    to: 'JOINING',
    when: both('the application polls again', '애플리케이션이 다시 poll을 해요'),
  },
  { from: 'JOINING', to: 'FATAL', when: FAILS },
  { from: 'STABLE', to: 'FATAL', when: FAILS },
  { from: 'RECONCILING', to: 'FATAL', when: FAILS },
  { from: 'ACKNOWLEDGING', to: 'FATAL', when: FAILS },
  { from: 'PREPARE_LEAVING', to: 'FATAL', when: FAILS },
  { from: 'LEAVING', to: 'FATAL', when: FAILS, unseen: IN_ONE_BREATH },
  { from: 'UNSUBSCRIBED', to: 'FATAL', when: FAILS },
];
