/** One sentence for each type of fact, in English and Korean. The facts come with their fields as text. */
import type { FactFrame, FactType } from '../frame/frame.ts';
import { ADMINISTRATION_SENTENCES } from './administrationSentences.ts';
import { COMPRESSION_SENTENCES } from './compressionSentences.ts';
import { CONSUMER_GROUP_SENTENCES } from './consumerGroupSentences.ts';
import { CONSUMER_SENTENCES } from './consumerSentences.ts';
import type { Sentence } from './factWords.ts';
import {
  acks,
  broker,
  leaderName,
  leaders,
  object,
  plural,
  server,
  servers,
  span,
  subject,
  topic,
  toward,
} from './factWords.ts';
import { GROUP_SENTENCES } from './groupSentences.ts';
import { LOG_SENTENCES } from './logSentences.ts';
import { PRODUCER_SENTENCES } from './producerSentences.ts';
import { REQUEST_SENTENCES } from './requestSentences.ts';
import { TOOL_SENTENCES } from './toolSentences.ts';
import type { Language } from './viewProps.ts';
import { ZOOKEEPER_SENTENCES } from './zooKeeperSentences.ts';

export const FACT_SENTENCES: Readonly<Record<FactType, Readonly<Record<Language, Sentence>>>> = {
  ...ADMINISTRATION_SENTENCES,
  ...COMPRESSION_SENTENCES,
  ...CONSUMER_SENTENCES,
  ...GROUP_SENTENCES,
  ...CONSUMER_GROUP_SENTENCES,
  ...LOG_SENTENCES,
  ...PRODUCER_SENTENCES,
  ...REQUEST_SENTENCES,
  ...TOOL_SENTENCES,
  ...ZOOKEEPER_SENTENCES,
  ProcessKilled: {
    en: (f) => `${f.node} was killed. Its page cache survives.`,
    ko: (f) => `${f.node} 프로세스를 강제 종료했어요. 페이지 캐시는 남아 있어요.`,
  },
  PowerLost: {
    en: (f) => `${f.node} lost power. What was not flushed is gone.`,
    ko: (f) => `${f.node}의 전원이 끊겼어요. 디스크에 내려쓰지 않은 것은 사라졌어요.`,
  },
  DiskWiped: { en: (f) => `The disk of ${f.node} was emptied.`, ko: (f) => `${f.node}의 디스크를 비웠어요.` },
  ProcessStarted: { en: (f) => `${f.node} was started.`, ko: (f) => `${object(f.node)} 시작했어요.` },
  ProcessPaused: {
    en: (f) => `${f.node} was paused, as a long garbage collection would.`,
    ko: (f) => `긴 가비지 컬렉션처럼 ${object(f.node)} 멈췄어요.`,
  },
  ProcessResumed: { en: (f) => `${f.node} runs again.`, ko: (f) => `${subject(f.node)} 다시 움직여요.` },
  ControlledShutdownRequested: {
    en: (f) => `${f.node} was asked to shut down cleanly.`,
    ko: (f) => `${f.node}에 정상 종료(controlled shutdown)를 요청했어요.`,
  },
  ProcessExited: {
    en: (f) =>
      f.clean === 'true' ? `${f.node} exited cleanly: ${f.reason}` : `${f.node} exited in error: ${f.reason}`,
    ko: (f) =>
      f.clean === 'true'
        ? `${subject(f.node)} 정상적으로 종료되었어요: ${f.reason}`
        : `${subject(f.node)} 오류로 종료되었어요: ${f.reason}`,
  },
  LinkChanged: {
    en: (f) => `The link from ${f.from} to ${f.to} changed: ${f.rule}.`,
    ko: (f) => `${f.from}에서 ${f.to} 방향의 링크가 바뀌었어요: ${f.rule}.`,
  },
  NetworkHealed: { en: () => 'All links are clear again.', ko: () => '모든 링크가 정상으로 돌아왔어요.' },
  ConnectionBroken: {
    en: () => 'A connection was broken; what was in flight on it is lost.',
    ko: () => '연결 하나가 끊겼어요. 그 위에 있던 메시지는 사라졌어요.',
  },
  DiskSlowed: {
    en: (f) =>
      f.factor === '1'
        ? `The disk of ${f.node} is as fast as before.`
        : `Flushes of ${f.node} take ${f.factor} times as long.`,
    ko: (f) =>
      f.factor === '1'
        ? `${f.node}의 디스크 속도가 돌아왔어요.`
        : `${f.node}의 디스크 flush가 ${f.factor}배 느려졌어요.`,
  },
  RaftRoleChanged: {
    en: (f) => `Quorum node ${server(f.id)} went from ${f.from} to ${f.to} in epoch ${f.epoch}.`,
    ko: (f) => `쿼럼 노드 ${server(f.id)}: 에포크 ${f.epoch}에서 ${f.from} → ${f.to}.`,
  },
  QuorumLeaderElected: {
    en: (f) =>
      `Controller ${server(f.leaderId)} won the vote and leads the quorum in epoch ${f.epoch} (votes: ${servers(f.votes)}).`,
    ko: (f) =>
      `컨트롤러 ${subject(server(f.leaderId))} 투표에서 이겨 에포크 ${f.epoch}의 쿼럼 리더가 되었어요(표: ${servers(f.votes)}).`,
  },
  QuorumHighWatermarkAdvanced: {
    en: (f) => `The metadata log is committed up to ${f.highWatermark}.`,
    ko: (f) => `메타데이터 로그가 ${f.highWatermark}까지 커밋되었어요.`,
  },
  QuorumLogTruncated: {
    en: (f) => `Quorum node ${server(f.id)} cut its metadata log back to ${f.endOffset}.`,
    ko: (f) => `쿼럼 노드 ${subject(server(f.id))} 메타데이터 로그를 ${f.endOffset}까지 잘라냈어요.`,
  },
  SnapshotWritten: {
    en: (f) => `${server(f.id)} wrote a snapshot of the metadata log up to ${f.endOffset} (${f.records} records).`,
    ko: (f) =>
      `${subject(server(f.id))} 메타데이터 로그의 ${f.endOffset} 앞까지를 스냅샷으로 저장했어요(레코드 ${f.records}개).`,
  },
  SnapshotFetched: {
    en: (f) =>
      `${server(f.id)} was behind the start of the leader's metadata log: it fetched the snapshot up to ${f.endOffset} instead.`,
    ko: (f) =>
      `${topic(server(f.id))} 리더의 메타데이터 로그 시작보다 뒤처져 있어서 ${f.endOffset} 앞까지의 스냅샷을 대신 받았어요.`,
  },
  SnapshotLoaded: {
    en: (f) => `${server(f.id)} took its metadata from the snapshot up to ${f.endOffset}.`,
    ko: (f) => `${subject(server(f.id))} ${f.endOffset} 앞까지의 스냅샷에서 메타데이터를 읽어 들였어요.`,
  },
  QuorumLogStartAdvanced: {
    en: (f) => `${server(f.id)} deleted its metadata log before ${f.startOffset}: a snapshot holds it.`,
    ko: (f) => `${subject(server(f.id))} 메타데이터 로그의 ${f.startOffset} 앞부분을 지웠어요. 스냅샷에 들어 있어요.`,
  },
  VoterAdded: {
    en: (f) => `${server(f.id)} is now a voter of the quorum (voters: ${servers(f.voters)}).`,
    ko: (f) => `${subject(server(f.id))} 쿼럼의 투표자가 되었어요(투표자: ${servers(f.voters)}).`,
  },
  VoterRemoved: {
    en: (f) => `${server(f.id)} is no longer a voter of the quorum (voters: ${servers(f.voters)}).`,
    ko: (f) => `${topic(server(f.id))} 이제 쿼럼의 투표자가 아니에요(투표자: ${servers(f.voters)}).`,
  },
  ControllerActivated: {
    en: (f) => `Controller ${server(f.id)} is the active controller of epoch ${f.epoch}.`,
    ko: (f) => `컨트롤러 ${subject(server(f.id))} 에포크 ${f.epoch}의 활성 컨트롤러가 되었어요.`,
  },
  ControllerDeactivated: {
    en: (f) => `Controller ${server(f.id)} is no longer active (epoch ${f.epoch}).`,
    ko: (f) => `컨트롤러 ${topic(server(f.id))} 이제 활성 컨트롤러가 아니에요(에포크 ${f.epoch}).`,
  },
  BrokerRegistered: {
    en: (f) => `Broker ${broker(f.brokerId)} registered with broker epoch ${f.brokerEpoch}.`,
    ko: (f) => `브로커 ${subject(broker(f.brokerId))} 브로커 에포크 ${toward(f.brokerEpoch)} 등록되었어요.`,
  },
  BrokerFenced: {
    en: (f) => `Broker ${broker(f.brokerId)} is fenced: it may lead nothing and is in no ISR.`,
    ko: (f) => `브로커 ${subject(broker(f.brokerId))} 펜싱되었어요. 리더도 될 수 없고 ISR에도 들지 못해요.`,
  },
  BrokerUnfenced: {
    en: (f) => `Broker ${broker(f.brokerId)} is unfenced: it may lead again.`,
    ko: (f) => `브로커 ${broker(f.brokerId)}의 펜싱이 풀렸어요. 다시 리더가 될 수 있어요.`,
  },
  BrokerInControlledShutdown: {
    en: (f) => `Broker ${broker(f.brokerId)} is in controlled shutdown: its leaderships move away first.`,
    ko: (f) => `브로커 ${subject(broker(f.brokerId))} 정상 종료 중이에요. 먼저 리더 역할을 넘겨요.`,
  },
  TopicCreated: {
    en: (f) =>
      `Topic ${f.topic} was created: ${f.partitions} ${plural(f.partitions, 'partition', 'partitions')}, replication factor ${f.replicationFactor}.`,
    ko: (f) => `토픽 ${subject(f.topic)} 만들어졌어요: 파티션 ${f.partitions}개, 복제 계수 ${f.replicationFactor}.`,
  },
  LeaderElected: {
    en: (f) => {
      if (f.leader === '-1')
        return `${f.partition} has no leader now (it was ${leaderName(f.previousLeader)}); ISR ${servers(f.isr)}.`;
      if (f.leader === f.previousLeader)
        return `Broker ${broker(f.leader)} goes on leading ${f.partition}, in leader epoch ${f.leaderEpoch} now; ISR ${servers(f.isr)}.`;
      const unclean = f.unclean === 'true' ? ' This election was unclean: committed records may be lost.' : '';
      return `Broker ${broker(f.leader)} was elected leader of ${f.partition} for leader epoch ${f.leaderEpoch}; ISR ${servers(f.isr)}.${unclean}`;
    },
    ko: (f) => {
      if (f.leader === '-1') return `${f.partition}에 이제 리더가 없어요. ISR ${servers(f.isr)}.`;
      if (f.leader === f.previousLeader)
        return `브로커 ${subject(broker(f.leader))} ${f.partition}의 리더로 남았어요(리더 에포크 ${f.leaderEpoch}, ISR ${servers(f.isr)}).`;
      const unclean = f.unclean === 'true' ? ' 언클린 선출이라 커밋된 레코드를 잃을 수 있어요.' : '';
      return `브로커 ${subject(broker(f.leader))} ${f.partition}의 리더로 선출되었어요(리더 에포크 ${f.leaderEpoch}, ISR ${servers(f.isr)}).${unclean}`;
    },
  },
  IsrChanged: {
    en: (f) => `The ISR of ${f.partition} is now ${servers(f.isr)}; it was ${servers(f.previousIsr)}.`,
    ko: (f) => `${f.partition}의 ISR: ${servers(f.previousIsr)} → ${servers(f.isr)}.`,
  },
  ElrChanged: {
    en: (f) => `The eligible leader replicas of ${f.partition} are now ${servers(f.elr)}.`,
    ko: (f) => `${f.partition}의 적격 리더 레플리카(ELR): ${servers(f.elr)}.`,
  },
  BrokerStateChanged: {
    en: (f) => `Broker ${broker(f.brokerId)} went from ${f.from} to ${f.to}.`,
    ko: (f) => `브로커 ${broker(f.brokerId)}: ${f.from} → ${f.to}.`,
  },
  BecameLeader: {
    en: (f) =>
      `Broker ${broker(f.broker)} leads ${f.partition} in leader epoch ${f.leaderEpoch}, from offset ${f.startOffset}.`,
    ko: (f) =>
      `브로커 ${subject(broker(f.broker))} 오프셋 ${f.startOffset}부터 리더 에포크 ${f.leaderEpoch}의 ${object(f.partition)} 이끌어요.`,
  },
  BecameFollower: {
    en: (f) =>
      `Broker ${broker(f.broker)} follows ${leaderName(f.leader)} for ${f.partition} in leader epoch ${f.leaderEpoch}.`,
    ko: (f) =>
      `브로커 ${subject(broker(f.broker))} ${f.partition}에서 ${object(leaderName(f.leader))} 따라요(리더 에포크 ${f.leaderEpoch}).`,
  },
  RecordsAppended: {
    en: (f) =>
      `Leader ${broker(f.broker)} appended ${f.partition} ${plural(f.count, 'offset', 'offsets')} ${span(f.baseOffset, f.count)} in epoch ${f.leaderEpoch}.`,
    ko: (f) =>
      `리더 ${subject(broker(f.broker))} ${f.partition} 오프셋 ${object(span(f.baseOffset, f.count))} 덧붙였어요(에포크 ${f.leaderEpoch}).`,
  },
  RecordsReplicated: {
    en: (f) =>
      `Follower ${broker(f.broker)} copied ${f.partition} ${plural(f.count, 'offset', 'offsets')} ${span(f.baseOffset, f.count)}.`,
    ko: (f) =>
      `팔로워 ${subject(broker(f.broker))} ${f.partition} 오프셋 ${object(span(f.baseOffset, f.count))} 복제했어요.`,
  },
  HighWatermarkAdvanced: {
    en: (f) =>
      f.leader === 'true'
        ? `The high watermark of ${f.partition} rose to ${f.highWatermark}: every ISR member has what is below.`
        : `Follower ${broker(f.broker)} learnt that the high watermark of ${f.partition} is ${f.highWatermark}.`,
    ko: (f) =>
      f.leader === 'true'
        ? `${f.partition}의 하이 워터마크가 ${toward(f.highWatermark)} 올랐어요. 그 아래는 ISR 모두에 있어요.`
        : `팔로워 ${subject(broker(f.broker))} ${f.partition}의 하이 워터마크가 ${f.highWatermark}임을 알았어요.`,
  },
  LogTruncated: {
    en: (f) =>
      `${broker(f.broker)} cut ${f.partition} back to ${f.endOffset}: ${f.removed} ${plural(f.removed, 'record', 'records')} removed (${f.reason}).`,
    ko: (f) =>
      `${subject(broker(f.broker))} ${object(f.partition)} 오프셋 ${f.endOffset}까지 잘라냈어요. 레코드 ${f.removed}개 제거(${f.reason}).`,
  },
  IsrShrinkProposed: {
    en: (f) => `Leader ${broker(f.broker)} asks to take ${servers(f.out)} out of the ISR of ${f.partition}.`,
    ko: (f) =>
      `리더 ${subject(broker(f.broker))} ${f.partition}의 ISR에서 ${object(servers(f.out))} 빼 달라고 요청해요.`,
  },
  IsrExpandProposed: {
    en: (f) =>
      `Leader ${broker(f.broker)} asks to take ${servers(f.joining)} into the ISR of ${f.partition}: it has caught up.`,
    ko: (f) =>
      `리더 ${subject(broker(f.broker))} 따라잡은 ${object(servers(f.joining))} ${f.partition}의 ISR에 넣어 달라고 요청해요.`,
  },
  AlterPartitionRejected: {
    en: (f) => `The controller refused the ISR that ${broker(f.broker)} asked for ${f.partition}: ${f.error}.`,
    ko: (f) => `컨트롤러가 ${subject(broker(f.broker))} 요청한 ${f.partition}의 ISR을 거절했어요: ${f.error}.`,
  },
  UncleanShutdownDetected: {
    en: (f) => `Broker ${broker(f.broker)} found that it had not shut down cleanly.`,
    ko: (f) => `브로커 ${topic(broker(f.broker))} 지난번에 정상 종료되지 않았음을 알아챘어요.`,
  },
  RecordSent: {
    en: (f) => `${f.client} took record #${f.record} with key ${f.key} for ${f.partition}.`,
    ko: (f) => `${subject(f.client)} 키 ${f.key}인 레코드 #${object(f.record)} ${toward(f.partition)} 보내려 해요.`,
  },
  RecordAcknowledged: {
    en: (f) =>
      f.offset === '-1'
        ? `${f.client} counts record #${f.record} as sent: with acks=0 nobody answers.`
        : `Record #${f.record} of ${f.client} is acknowledged at ${f.partition} offset ${f.offset} (acks=${acks(f.acks)}).`,
    ko: (f) =>
      f.offset === '-1'
        ? `${topic(f.client)} 레코드 #${object(f.record)} 보낸 것으로 쳐요. acks=0이라 응답이 없어요.`
        : `${f.client}의 레코드 #${subject(f.record)} ${f.partition} 오프셋 ${f.offset}에서 확인 응답을 받았어요(acks=${acks(f.acks)}).`,
  },
  RecordFailed: {
    en: (f) => `Record #${f.record} of ${f.client} failed: ${f.error}. ${f.message}`,
    ko: (f) => `${f.client}의 레코드 #${subject(f.record)} 실패했어요: ${f.error}. ${f.message}`,
  },
  RecordUnknown: {
    en: (f) =>
      `${f.client} gave up on record #${f.record} without knowing whether it was written: ${f.error}. ${f.message}`,
    ko: (f) =>
      `${topic(f.client)} 레코드 #${subject(f.record)} 기록되었는지 모른 채 포기했어요: ${f.error}. ${f.message}`,
  },
  ProduceRetried: {
    en: (f) => `${f.client} tries ${f.partition} again after ${f.error} (attempt ${f.attempt}).`,
    ko: (f) => `${subject(f.client)} ${f.error} 뒤에 ${object(f.partition)} 다시 시도해요(${f.attempt}번째).`,
  },
  MetadataUpdated: {
    en: (f) => `${f.client} learnt who leads: ${leaders(f.leaders)}.`,
    ko: (f) => `${subject(f.client)} 리더를 알게 되었어요: ${leaders(f.leaders)}.`,
  },
  RecordsConsumed: {
    en: (f) =>
      `${f.client} read ${f.partition} ${plural(f.count, 'offset', 'offsets')} ${span(f.from, f.count)} from ${broker(f.broker)}.`,
    ko: (f) =>
      `${subject(f.client)} ${broker(f.broker)}에서 ${f.partition} 오프셋 ${object(span(f.from, f.count))} 읽었어요.`,
  },
  OffsetReset: {
    en: (f) => `${f.client} starts ${f.partition} at offset ${f.offset}: ${f.reason}.`,
    ko: (f) => `${subject(f.client)} ${f.partition}의 읽을 위치를 오프셋 ${toward(f.offset)} 정했어요: ${f.reason}.`,
  },
  ClientDisconnected: {
    en: (f) => `${f.client} lost its connection to ${f.broker}: ${f.reason}.`,
    ko: (f) => `${f.client}와 ${f.broker} 사이의 연결이 끊겼어요: ${f.reason}.`,
  },
  TopicCreateFailed: {
    en: (f) => `Topic ${f.topic} could not be created: ${f.error}. ${f.message}`,
    ko: (f) => `토픽 ${object(f.topic)} 만들지 못했어요: ${f.error}. ${f.message}`,
  },
};

/** A type the catalogue does not know (a newer simulation) falls back on the one text form. */
export function factSentence(fact: FactFrame, language: Language): string {
  return isFactType(fact.type) ? FACT_SENTENCES[fact.type][language](fact.fields) : fact.text;
}

function isFactType(type: string): type is FactType {
  return Object.hasOwn(FACT_SENTENCES, type);
}
