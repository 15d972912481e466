/**
 * The ladder: the generations of Kafka's replication protocol from the first to the one in use, with the plausible designs
 * that were wrong, in the order in which people thought of them. Each is a model to search and knows what to expect.
 */
import { asyncIsrModel } from './asyncIsr.ts';
import type { LadderConstants } from './constants.ts';
import type { ReplicationProperty } from './invariants.ts';
import type { LadderModel } from './ladderModel.ts';
import { type ReplicationOptions, replicationModel } from './replicationModel.ts';
import { KIP_101, KIP_279, KIP_320, KIP_320_FIRST_TRY, type Rules, TRUNCATE_TO_HIGH_WATERMARK } from './rules.ts';

export interface Sentence {
  readonly en: string;
  readonly ko: string;
}

export type LadderProperty = ReplicationProperty | 'ValidHighWatermark';

/** `holds` in every space searched so far; otherwise small constants that are enough to break it. */
export type Expectation = 'holds' | LadderConstants;

export interface Rung {
  readonly id: string;
  readonly name: Sentence;
  /** The KIP that brought it; none for what was there first. */
  readonly kip: string;
  /** The module of the specification that it follows. */
  readonly specification: string;
  readonly sentence: Sentence;
  readonly expected: Readonly<Partial<Record<LadderProperty, Expectation>>>;
  /** Replicas are all alike in it, so that a search may take renamed states for one. */
  readonly symmetric: boolean;
  readonly model: (constants: LadderConstants, options: ReplicationOptions) => LadderModel;
}

/** A log usually has room for every record. */
function size(replicas: number, maxRecords: number, maxLeaderEpoch: number, logSize = maxRecords): LadderConstants {
  return { replicas, logSize, maxRecords, maxLeaderEpoch };
}

function replication(rules: Rules): Pick<Rung, 'model' | 'symmetric'> {
  return { symmetric: true, model: (constants, options) => replicationModel(rules, constants, options) };
}

export const LADDER: readonly Rung[] = [
  {
    id: 'truncate-to-high-watermark',
    name: { en: 'Truncate to the high watermark', ko: '하이 워터마크까지 자르기' },
    kip: '',
    specification: 'KafkaTruncateToHighWatermark',
    sentence: {
      en: 'A new follower cuts its log at its own high watermark, which is a fetch behind: it may cut off what is committed, and then be elected.',
      ko: '새 팔로워가 자기 하이 워터마크에서 로그를 잘라요. 이 값은 fetch 한 번만큼 뒤처져 있어서, 이미 커밋된 레코드를 잘라 낸 뒤 리더로 선출될 수 있어요.',
    },
    expected: {
      WeakIsr: size(2, 1, 1),
      StrongIsr: size(2, 1, 1),
      CommittedOnTrueLeader: size(2, 1, 2),
      NoDivergenceBelowHw: size(2, 2, 2, 1),
      LeaderInIsr: 'holds',
    },
    ...replication(TRUNCATE_TO_HIGH_WATERMARK),
  },
  {
    id: 'kip-101',
    name: { en: 'Truncate by leader epoch', ko: '리더 에포크로 자르기' },
    kip: 'KIP-101',
    specification: 'Kip101',
    sentence: {
      en: "A new follower asks where its latest epoch ends in the leader's log and cuts there. After quick leader changes the leader may not know that epoch, and the logs part.",
      ko: '새 팔로워가 자신의 마지막 에포크가 리더 로그에서 어디서 끝나는지 묻고 거기서 잘라요. 리더가 빠르게 여러 번 바뀌면 리더가 그 에포크를 모를 수 있어서 로그가 갈라져요.',
    },
    expected: {
      WeakIsr: size(2, 2, 2),
      StrongIsr: size(2, 2, 2),
      CommittedOnTrueLeader: size(2, 2, 3),
      NoDivergenceBelowHw: size(2, 3, 2, 2),
      LeaderInIsr: 'holds',
    },
    ...replication(KIP_101),
  },
  {
    id: 'kip-279',
    name: { en: 'Truncate to the last match', ko: '마지막으로 일치하는 지점까지 자르기' },
    kip: 'KIP-279',
    specification: 'Kip279',
    sentence: {
      en: 'A new follower goes back until its log and the leader’s agree. Two replicas are safe; with three, a leader or follower of an old epoch still gets in the way.',
      ko: '새 팔로워가 리더의 로그와 일치하는 지점까지 거슬러 올라가서 잘라요. 레플리카가 둘이면 안전하지만, 셋이면 예전 에포크에 머문 리더나 팔로워가 여전히 문제를 일으켜요.',
    },
    expected: {
      WeakIsr: size(3, 1, 2),
      StrongIsr: size(3, 1, 1),
      CommittedOnTrueLeader: size(3, 1, 2),
      NoDivergenceBelowHw: size(3, 2, 2, 1),
      LeaderInIsr: 'holds',
    },
    ...replication(KIP_279),
  },
  {
    id: 'kip-320-first-try',
    name: { en: 'Truncate while fetching, fenced by record', ko: 'fetch 중에 자르기, 레코드의 에포크로 확인' },
    kip: 'KIP-320 (first try)',
    specification: 'Kip320FirstTry',
    sentence: {
      en: 'Plausible, and wrong: a fetch tells the epoch of the last record, and the follower truncates when it differs. The leader cannot tell a follower of an older epoch, which will truncate later.',
      ko: '그럴듯하지만 틀린 설계예요. fetch에 마지막 레코드의 에포크를 실어 보내고 다르면 팔로워가 로그를 잘라요. 하지만 리더는 나중에 로그를 자를 예전 에포크의 팔로워를 구별하지 못해요.',
    },
    expected: {
      WeakIsr: size(3, 1, 2),
      StrongIsr: size(3, 1, 2),
      CommittedOnTrueLeader: size(3, 1, 3),
      NoDivergenceBelowHw: 'holds',
      LeaderInIsr: 'holds',
    },
    ...replication(KIP_320_FIRST_TRY),
  },
  {
    id: 'kip-320',
    name: { en: 'Fence every fetch', ko: '모든 fetch를 리더 에포크로 펜싱' },
    kip: 'KIP-320',
    specification: 'Kip320',
    sentence: {
      en: 'Every fetch carries the leader epoch, a follower truncates only against a leader of exactly that epoch, and nobody joins the ISR before the high watermark is in it.',
      ko: '모든 fetch에 리더 에포크를 실어요. 팔로워는 정확히 같은 에포크의 리더를 기준으로만 로그를 자르고, 하이 워터마크가 그 에포크에 도달하기 전에는 누구도 ISR에 들어오지 못해요.',
    },
    expected: {
      WeakIsr: 'holds',
      StrongIsr: 'holds',
      CommittedOnTrueLeader: 'holds',
      NoDivergenceBelowHw: 'holds',
      LeaderInIsr: 'holds',
    },
    ...replication(KIP_320),
  },
  {
    id: 'async-isr-committed',
    name: { en: 'High watermark by the committed ISR', ko: '커밋된 ISR 기준의 하이 워터마크' },
    kip: 'KIP-497 (wrong)',
    specification: 'AsyncIsr, HighWatermark over leaderState.isr alone',
    sentence: {
      en: 'Plausible, and wrong: while a change of the ISR is in flight the leader counts only the ISR it knows, but the controller may have let in a replica that lags.',
      ko: '그럴듯하지만 틀린 설계예요. ISR 변경 요청이 진행 중일 때 리더가 자신이 아는 ISR만 세는데, 컨트롤러는 이미 뒤처진 레플리카를 받아들였을 수 있어요.',
    },
    expected: { ValidHighWatermark: size(2, 1, 2) },
    symmetric: false,
    model: (constants) => asyncIsrModel('committed-isr', constants),
  },
  {
    id: 'async-isr',
    name: { en: 'High watermark by the maximal ISR', ko: 'maximal ISR 기준의 하이 워터마크' },
    kip: 'KIP-497',
    specification: 'AsyncIsr',
    sentence: {
      en: 'While a change of the ISR is in flight the leader counts everybody who is or may be in it.',
      ko: 'ISR 변경 요청이 진행 중일 때 리더는 ISR에 있거나 있을 수 있는 레플리카를 모두 세요.',
    },
    expected: { ValidHighWatermark: 'holds' },
    symmetric: false,
    model: (constants) => asyncIsrModel('maximal-isr', constants),
  },
];

export const LADDER_SENTENCES: Readonly<Record<LadderProperty, Sentence>> = {
  WeakIsr: {
    en: 'What anybody who takes itself for the leader has committed is on every member of the ISR that it believes in.',
    ko: '스스로 리더라고 여기는 레플리카가 커밋한 것은 그 레플리카가 믿는 ISR의 모든 멤버에게 있어요.',
  },
  StrongIsr: {
    en: "What anybody who takes itself for the leader has committed is on every member of the controller's ISR.",
    ko: '스스로 리더라고 여기는 레플리카가 커밋한 것은 컨트롤러가 아는 ISR의 모든 멤버에게 있어요.',
  },
  LeaderInIsr: {
    en: 'There is no leader, or it is in the ISR.',
    ko: '리더가 없거나, 리더는 ISR 안에 있어요.',
  },
  NoDivergenceBelowHw: {
    en: 'No two replicas differ at an offset below the high watermarks of both.',
    ko: '두 레플리카는 양쪽 하이 워터마크보다 앞선 오프셋에서 서로 다른 레코드를 갖지 않아요.',
  },
  CommittedOnTrueLeader: {
    en: 'Every record that was ever committed is in the log of the leader, at its offset.',
    ko: '한 번이라도 커밋된 레코드는 리더의 로그에 같은 오프셋으로 남아 있어요.',
  },
  ValidHighWatermark: {
    en: "Every member of the controller's ISR has reached the leader's high watermark.",
    ko: '컨트롤러가 아는 ISR의 모든 멤버는 리더의 하이 워터마크까지 따라와 있어요.',
  },
};

/** Enough for every rung that breaks to break, small enough to be searched through in seconds. */
export const USUAL_CONSTANTS = size(3, 2, 2);
