/** Facts about groups as their coordinators see them. */
import { broker, type Fields, object, plural, type Sentence, subject } from './factWords.ts';
import type { Language } from './viewProps.ts';

type Reason = Readonly<Record<Language, string>>;

const STATES: Readonly<Record<string, Reason>> = {
  Empty: { en: 'it has no members', ko: '멤버가 없어요' },
  PreparingRebalance: { en: 'its members are called together', ko: '멤버를 다시 모아요' },
  CompletingRebalance: {
    en: 'its members wait for their assignment',
    ko: '멤버들이 파티션 할당을 기다려요',
  },
  Assigning: { en: 'its members or topics changed', ko: '멤버나 토픽이 바뀌어 새로 나눠요' },
  Reconciling: { en: 'its members go to their new assignment', ko: '멤버들이 새 할당으로 옮겨 가요' },
  Stable: { en: 'every member has its assignment', ko: '모든 멤버가 할당을 받았어요' },
  Dead: { en: 'another broker goes on with it', ko: '다른 브로커가 이어받아요' },
};

const REMOVALS: Readonly<Record<string, Reason>> = {
  left: { en: 'it left', ko: '스스로 떠났어요' },
  'session-expired': {
    en: 'it was not heard of for its session timeout',
    ko: 'session timeout 동안 heartbeat가 없었어요',
  },
  'rebalance-timeout': {
    en: 'it did not join again within the rebalance timeout',
    ko: 'rebalance timeout 안에 다시 참여하지 않았어요',
  },
  'sync-timeout': {
    en: 'it did not ask for its assignment within the rebalance timeout',
    ko: 'rebalance timeout 안에 할당을 요청하지 않았어요',
  },
  fenced: { en: 'it was fenced', ko: '펜싱되었어요' },
  replaced: { en: 'a new member has its group.instance.id', ko: '같은 group.instance.id로 새 멤버가 왔어요' },
  'group-full': { en: 'the group is full (group.max.size)', ko: '그룹이 가득 찼어요(group.max.size)' },
};

function said(of: Readonly<Record<string, Reason>>, text: string | undefined, language: Language): string {
  return of[text ?? '']?.[language] ?? text ?? '';
}

const count = (partitions: string | undefined): number =>
  (partitions ?? '').split(',').filter((each) => each !== '').length;
const instance = (f: Fields): string =>
  f.instance === undefined || f.instance === '' || f.instance === 'null' ? '' : ` (${f.instance})`;

export const GROUP_SENTENCES = {
  CoordinatorLoaded: {
    en: (f) =>
      `Broker ${broker(f.broker)} is the coordinator for ${f.partition} now: it read ${f.groups} ${plural(f.groups, 'group', 'groups')} and ${f.offsets} ${plural(f.offsets, 'offset', 'offsets')} from it.`,
    ko: (f) =>
      `브로커 ${subject(broker(f.broker))} ${f.partition}의 코디네이터가 되었어요. 그룹 ${f.groups}개와 오프셋 ${f.offsets}개를 읽었어요.`,
  },
  CoordinatorUnloaded: {
    en: (f) => `Broker ${broker(f.broker)} is the coordinator for ${f.partition} no more.`,
    ko: (f) => `브로커 ${subject(broker(f.broker))} 더 이상 ${f.partition}의 코디네이터가 아니에요.`,
  },
  GroupStateChanged: {
    en: (f) => `Group ${f.group} is ${f.to}: ${said(STATES, f.to, 'en')}.`,
    ko: (f) => `그룹 ${f.group}: ${f.from} → ${f.to}. ${said(STATES, f.to, 'ko')}.`,
  },
  GroupRebalanceStarted: {
    en: (f) => `Group ${f.group} rebalances after generation ${f.generation}: ${f.reason}`,
    ko: (f) => `그룹 ${f.group}의 리밸런싱을 시작해요(세대 ${f.generation} 다음): ${f.reason}`,
  },
  GroupGenerationStarted: {
    en: (f) =>
      `Generation ${f.generation} of group ${f.group} begins with ${count(f.members)} ${plural(`${count(f.members)}`, 'member', 'members')}; ${f.leader} assigns by ${f.protocol}.`,
    ko: (f) =>
      `그룹 ${f.group}의 세대 ${f.generation} 시작: 멤버 ${count(f.members)}개, 리더 ${f.leader}, 할당자 ${f.protocol}.`,
  },
  GroupMemberJoined: {
    en: (f) => `${f.client}${instance(f)} joined group ${f.group} as ${f.member}.`,
    ko: (f) => `${subject(f.client)}${instance(f)} 그룹 ${f.group}에 참여했어요. 멤버 ID: ${f.member}.`,
  },
  GroupMemberRemoved: {
    en: (f) =>
      `${f.client}${instance(f)} is no longer a member of group ${f.group}: ${said(REMOVALS, f.reason, 'en')}.`,
    ko: (f) => `${subject(f.client)}${instance(f)} 그룹 ${f.group}에서 빠졌어요: ${said(REMOVALS, f.reason, 'ko')}.`,
  },
  OffsetCommitted: {
    en: (f) => `Group ${f.group} has committed offset ${f.offset} of ${f.partition}.`,
    ko: (f) => `그룹 ${subject(f.group)} ${f.partition}의 오프셋 ${object(f.offset)} 커밋했어요.`,
  },
  OffsetsExpired: {
    en: (f) =>
      `Offsets of group ${f.group} expired: ${f.partitions}. Without them a consumer starts by auto.offset.reset.`,
    ko: (f) =>
      `그룹 ${f.group}의 오프셋이 만료되었어요: ${f.partitions}. 이제 컨슈머는 auto.offset.reset에 따라 시작해요.`,
  },
  GroupDeleted: {
    en: (f) => `Group ${f.group} was deleted.`,
    ko: (f) => `그룹 ${subject(f.group)} 삭제되었어요.`,
  },
} satisfies Readonly<Record<string, Readonly<Record<Language, Sentence>>>>;
