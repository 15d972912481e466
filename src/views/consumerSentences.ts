/** Facts about consumers, their groups as they see them, and their applications. */
import { broker, either, object, plural, type Sentence, span, subject, topic, toward } from './factWords.ts';
import type { Language } from './viewProps.ts';

/** `orders-0,orders-1` with room to read; nothing is nothing. */
const partitions = (text: string | undefined): string =>
  text === undefined || text === '' ? '∅' : text.split(',').join(', ');

const inGeneration = (generation: string | undefined): string =>
  generation === undefined || generation.startsWith('-') ? '' : ` in generation ${generation}`;
const generationOf = (generation: string | undefined): string =>
  generation === undefined || generation.startsWith('-') ? '' : ` 세대 ${generation}`;

const atGeneration = (generation: string | undefined): string =>
  generationOf(generation) === '' ? '' : `${generationOf(generation)}에서`;

export const CONSUMER_SENTENCES = {
  CoordinatorDiscovered: {
    en: (f) => `${f.client} found the coordinator of group ${f.group}: ${broker(f.broker)}.`,
    ko: (f) => `${subject(f.client)} 그룹 ${f.group}의 코디네이터를 찾았어요: ${broker(f.broker)}.`,
  },
  PartitionsAssigned: {
    en: (f) =>
      f.partitions === ''
        ? `${f.client} was given nothing new${inGeneration(f.generation)} of ${f.group}.`
        : `${f.client} was given ${partitions(f.partitions)}${inGeneration(f.generation)} of ${f.group}.`,
    ko: (f) =>
      f.partitions === ''
        ? `${f.group}의${generationOf(f.generation)} 리밸런싱에서 ${subject(f.client)} 새로 받은 파티션은 없어요.`
        : `${f.group}의${generationOf(f.generation)} 리밸런싱에서 ${subject(f.client)} ${object(partitions(f.partitions))} 받았어요.`,
  },
  PartitionsRevoked: {
    en: (f) => `${f.client} gave up ${partitions(f.partitions)}, which it had${inGeneration(f.generation)}.`,
    ko: (f) =>
      `${subject(f.client)}${atGeneration(f.generation)} 맡고 있던 ${object(partitions(f.partitions))} 내려놓았어요.`,
  },
  PartitionsLost: {
    en: (f) => `${f.client} found that it had lost ${partitions(f.partitions)}: others may own them already.`,
    ko: (f) =>
      `${subject(f.client)} ${object(partitions(f.partitions))} 이미 잃었음을 알았어요. 다른 멤버가 맡고 있을 수 있어요.`,
  },
  AssignmentComputed: {
    en: (f) => `${f.client}, the leader of ${f.group}, assigned the partitions with ${f.assignor}.`,
    ko: (f) => `${f.group}의 리더 ${subject(f.client)} ${toward(f.assignor)} 파티션을 나누었어요.`,
  },
  OffsetCommitSent: {
    en: (f) => `${f.client} sends a commit: ${either(f.offsets)}.`,
    ko: (f) => `${subject(f.client)} 오프셋 커밋을 보내요: ${either(f.offsets)}.`,
  },
  OffsetCommitCompleted: {
    en: (f) => `${f.client} knows that its commit is done: ${either(f.offsets)}.`,
    ko: (f) => `${topic(f.client)} 커밋이 끝났음을 알았어요: ${either(f.offsets)}.`,
  },
  OffsetCommitFailed: {
    en: (f) => `A commit of ${f.client} failed (${either(f.offsets)}): ${f.error}. ${f.message}`,
    ko: (f) => `${f.client}의 커밋이 실패했어요(${either(f.offsets)}): ${f.error}. ${f.message}`,
  },
  PartitionOwnershipConflict: {
    en: (f) =>
      `${f.client} found ${f.partition} still owned by another member of ${f.group}. It lets go of what it has and will try again.`,
    ko: (f) =>
      `${subject(f.client)} 보니 ${topic(f.partition)} 아직 ${f.group}의 다른 멤버가 소유하고 있어요. 가진 것을 모두 놓고 나중에 다시 시도해요.`,
  },
  ConsumerRebalanceGivenUp: {
    en: (f) =>
      `${f.client} gave up after ${f.attempts} attempts to rebalance ${f.group}: it reads nothing until the group changes again.`,
    ko: (f) =>
      `${subject(f.client)} ${f.group}의 리밸런싱을 ${f.attempts}번 시도하고 포기했어요. 그룹이 다시 바뀔 때까지 아무것도 읽지 않아요.`,
  },
  PollTimeoutExpired: {
    en: (f) =>
      `${f.client} did not call poll() for max.poll.interval.ms, so it leaves ${f.group} by itself. Its heartbeats were fine.`,
    ko: (f) =>
      `${subject(f.client)} max.poll.interval.ms 동안 poll()을 부르지 않아 ${f.group}에서 스스로 나가요. 하트비트는 잘 나가고 있었어요.`,
  },
  RecordsProcessed: {
    en: (f) => `${f.client} processed ${f.partition} ${plural(f.count, 'offset', 'offsets')} ${span(f.from, f.count)}.`,
    ko: (f) => `${subject(f.client)} ${f.partition} 오프셋 ${object(span(f.from, f.count))} 처리했어요.`,
  },
  CommittedOffsetFound: {
    en: (f) => `${f.client} starts ${f.partition} at offset ${f.offset}, which ${f.group} has committed.`,
    ko: (f) => `${subject(f.client)} ${f.group}에서 커밋해 둔 오프셋 ${f.offset}부터 ${object(f.partition)} 읽어요.`,
  },
  PartitionsPaused: {
    en: (f) => `The application of ${f.client} paused ${partitions(f.partitions)}.`,
    ko: (f) => `${f.client}의 애플리케이션이 ${object(partitions(f.partitions))} 일시 중지했어요.`,
  },
  PartitionsResumed: {
    en: (f) => `The application of ${f.client} resumed ${partitions(f.partitions)}.`,
    ko: (f) => `${f.client}의 애플리케이션이 ${object(partitions(f.partitions))} 다시 읽기 시작했어요.`,
  },
  PositionSought: {
    en: (f) => `The application of ${f.client} moved its position in ${f.partition} to ${f.to}.`,
    ko: (f) => `${f.client}의 애플리케이션이 ${f.partition}의 읽을 위치를 ${toward(f.to)} 옮겼어요.`,
  },
  ConsumerMemberStateChanged: {
    en: (f) => `${f.client} is ${f.to} in ${f.group} now: it was ${f.from}. Generation or member epoch: ${f.epoch}.`,
    ko: (f) =>
      `${topic(f.client)} ${f.group}에서 상태가 ${f.from}에서 ${toward(f.to)} 바뀌었어요. 세대 또는 멤버 에포크: ${f.epoch}.`,
  },
  ConsumerClosed: {
    en: (f) => `${f.client} was closed by its application.`,
    ko: (f) => `애플리케이션이 ${object(f.client)} 닫았어요.`,
  },
} satisfies Readonly<Record<string, Readonly<Record<Language, Sentence>>>>;
