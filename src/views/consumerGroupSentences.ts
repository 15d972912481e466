/** Facts about consumer groups of the new protocol (KIP-848) as their coordinators see them. */
import { either, type Fields, object, plural, type Sentence, subject, topic, toward } from './factWords.ts';
import type { Language } from './viewProps.ts';

const partitions = (text: string | undefined): string[] => (text ?? '').split(',').filter((each) => each !== '');
const holds = (f: Fields): string => (partitions(f.assigned).length === 0 ? '–' : partitions(f.assigned).join(', '));

const BY_STATE: Readonly<Record<string, Readonly<Record<Language, (f: Fields) => string>>>> = {
  STABLE: {
    en: (f) => `${f.client} is at epoch ${f.epoch} of ${f.group} with all it is to have: ${holds(f)}.`,
    ko: (f) => `${subject(f.client)} ${f.group}의 epoch ${f.epoch}에 이르렀고 받을 것을 모두 받았어요: ${holds(f)}.`,
  },
  UNREVOKED_PARTITIONS: {
    en: (f) =>
      `${f.client} has to give back ${either(f.pendingRevocation)} in ${f.group} first; until then it stays at epoch ${f.epoch} with ${holds(f)}.`,
    ko: (f) =>
      `${topic(f.client)} ${f.group}에서 먼저 ${object(f.pendingRevocation)} 반납해야 해요. 그때까지 epoch ${f.epoch}에 머물며 ${object(holds(f))} 유지해요.`,
  },
  UNRELEASED_PARTITIONS: {
    en: (f) =>
      `${f.client} is at epoch ${f.epoch} of ${f.group} with ${holds(f)}; the rest is not free yet, another member still has it.`,
    ko: (f) =>
      `${topic(f.client)} ${f.group}의 epoch ${f.epoch}에서 ${object(holds(f))} 가졌어요. 나머지는 다른 멤버가 아직 놓지 않아 기다려요.`,
  },
};

function assignmentChanged(f: Fields, language: Language): string {
  if (f.epoch === '-2')
    return language === 'en'
      ? `${f.client} (${f.instance}) has left ${f.group} for a while; ${holds(f)} is kept for it.`
      : `${subject(f.client)}(${f.instance}) ${f.group}에서 잠시 떠났어요. ${topic(holds(f))} 돌아올 때까지 남겨 둬요.`;
  return BY_STATE[f.state ?? '']?.[language](f) ?? '';
}

export const CONSUMER_GROUP_SENTENCES = {
  GroupConverted: {
    en: (f) =>
      f.to === 'consumer'
        ? `A member of the new protocol has come: group ${f.group} is a consumer group from now on, its classic members included.`
        : `No member of the new protocol is left: group ${f.group} is a classic group from now on.`,
    ko: (f) =>
      f.to === 'consumer'
        ? `새 프로토콜을 쓰는 멤버가 와서 ${topic(f.group)} classic 멤버까지 포함해 consumer 그룹이 되었어요.`
        : `새 프로토콜을 쓰는 멤버가 남지 않아 ${topic(f.group)} classic 그룹이 되었어요.`,
  },
  GroupEpochBumped: {
    en: (f) =>
      `The epoch of group ${f.group} is ${f.epoch} now: its members, what they subscribe to or the topics changed.`,
    ko: (f) => `그룹 ${f.group}의 epoch가 ${subject(f.epoch)} 되었어요. 멤버나 구독, 또는 토픽이 바뀌었다는 뜻이에요.`,
  },
  TargetAssignmentComputed: {
    en: (f) => {
      const members = `${(f.assignment ?? '').split(' ').filter((part) => part !== '').length}`;
      return `The coordinator divided the partitions of ${f.group} among ${members} ${plural(members, 'member', 'members')} with ${f.assignor}, for epoch ${f.epoch}.`;
    },
    ko: (f) => `코디네이터가 epoch ${f.epoch}에 맞춰 ${f.group}의 파티션을 ${toward(f.assignor)} 나누었어요.`,
  },
  MemberAssignmentChanged: {
    en: (f) => assignmentChanged(f, 'en'),
    ko: (f) => assignmentChanged(f, 'ko'),
  },
} satisfies Readonly<Record<string, Readonly<Record<Language, Sentence>>>>;
