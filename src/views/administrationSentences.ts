/** Facts about what administrators ask for, and about replicas that come and go. */
import { broker, is, object, type Sentence, servers, subject, topic, toward } from './factWords.ts';
import type { Language } from './viewProps.ts';

export const ADMINISTRATION_SENTENCES = {
  ReassignmentStarted: {
    en: (f) => {
      const first = f.adding === '' ? '' : ` First ${servers(f.adding)} must catch up.`;
      const then = f.removing === '' ? '' : ` Then ${servers(f.removing)} may go.`;
      return `${f.partition} is being reassigned to ${servers(f.target)}.${first}${then}`;
    },
    ko: (f) => {
      const first = f.adding === '' ? '' : ` 먼저 ${subject(servers(f.adding))} 따라잡아야 해요.`;
      const then = f.removing === '' ? '' : ` 그다음 ${topic(servers(f.removing))} 빠져요.`;
      return `${object(f.partition)} ${toward(servers(f.target))} 재할당해요.${first}${then}`;
    },
  },
  ReassignmentCompleted: {
    en: (f) =>
      `The reassignment of ${f.partition} is complete: its replicas are ${servers(f.replicas)}; they were ${servers(f.previousReplicas)}.`,
    ko: (f) => `${f.partition} 재할당이 끝났어요. 레플리카: ${servers(f.previousReplicas)} → ${servers(f.replicas)}.`,
  },
  ReassignmentCancelled: {
    en: (f) => `The reassignment of ${f.partition} was cancelled: its replicas are ${servers(f.replicas)} again.`,
    ko: (f) => `${f.partition} 재할당을 취소했어요. 레플리카는 다시 ${is(servers(f.replicas))}.`,
  },
  PartitionsAdded: {
    en: (f) =>
      `Topic ${f.topic} has ${f.partitions} partitions now, ${f.added} more than before: keys may go elsewhere from here on.`,
    ko: (f) =>
      `토픽 ${f.topic}의 파티션이 ${f.added}개 늘어 ${f.partitions}개가 되었어요. 이제 같은 키가 다른 파티션으로 갈 수 있어요.`,
  },
  BrokerUnregistered: {
    en: (f) => `Broker ${broker(f.brokerId)} is no longer a member of the cluster.`,
    ko: (f) => `브로커 ${broker(f.brokerId)}의 등록이 해제되어 더 이상 클러스터 멤버가 아니에요.`,
  },
  LogRecovered: {
    en: (f) =>
      `Broker ${broker(f.broker)} recovered ${f.partition} from recovery point ${f.recoveryPoint}: its log ends at ${f.endOffset}.`,
    ko: (f) =>
      `브로커 ${subject(broker(f.broker))} 복구 지점(recovery point) ${f.recoveryPoint}부터 ${object(f.partition)} 복구했어요. 로그 끝은 ${is(f.endOffset)}.`,
  },
  ReplicaDeleted: {
    en: (f) => `Broker ${broker(f.broker)} deleted its replica of ${f.partition}: ${f.reason}.`,
    ko: (f) => `브로커 ${subject(broker(f.broker))} ${f.partition}의 레플리카를 지웠어요: ${f.reason}.`,
  },
  AdminRequestFailed: {
    en: (f) => `${f.request} for ${f.subject} was refused: ${f.error}. ${f.message}`,
    ko: (f) => `${f.subject}에 대한 ${f.request} 요청이 거절되었어요: ${f.error}. ${f.message}`,
  },
  ReassignmentsListed: {
    en: (f) => (f.count === '0' ? 'No reassignment is under way.' : `Reassignments under way: ${f.reassignments}.`),
    ko: (f) => (f.count === '0' ? '진행 중인 재할당이 없어요.' : `진행 중인 재할당: ${f.reassignments}.`),
  },
} satisfies Readonly<Record<string, Readonly<Record<Language, Sentence>>>>;
