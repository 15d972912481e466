/** What about an event registered a broker, made a topic, moved replicas, or changed the voters of the quorum. */
import { topicConfig } from '../../kafka/metadata/image.ts';
import { topicOf } from '../../kafka/topicPartition.ts';
import { serverName } from '../../scenario/scenario.ts';
import { znodeRegistration } from './explainEras.ts';
import { type Case, type Explanation, type Explanations, senderOf } from './explanation.ts';
import { is, names, object, said, subject, topic, toward } from './said.ts';
import type { Said, SettingSeen } from './whyFrames.ts';

const only = (one: Said, settings: readonly SettingSeen[] = []): Explanation => ({ because: [one], settings });

export const METADATA_EXPLANATIONS: Explanations = {
  BrokerRegistered: (one) => {
    if (one.look.siteOf(one.told).isOfZooKeeper) return znodeRegistration(one);
    const { brokerId, brokerEpoch } = one.fact;
    const name = serverName(brokerId);
    return only(
      said(
        `The record of its registration has offset ${brokerEpoch} in the metadata log: that is its broker epoch, and tells this life of ${name} from those before.`,
        `등록 레코드가 메타데이터 로그의 오프셋 ${brokerEpoch}에 있어요. 이것이 브로커 에포크이고, ${name}의 이번 실행을 이전 실행과 구별해요.`,
      ),
    );
  },
  BrokerUnregistered: ({ fact }) =>
    only(
      said(
        `An administrator asked for it: ${serverName(fact.brokerId)} shall not be counted among the brokers any more.`,
        `관리자가 요청했어요. ${topic(serverName(fact.brokerId))} 이제 브로커로 치지 않아요.`,
      ),
    ),
  ControllerActivated: ({ look, told, fact, cause }) => {
    // In a migration there are both: who was voted for leads a quorum.
    if (!look.siteOf(told).isOfZooKeeper || cause?.fact.type === 'QuorumLeaderElected')
      return only(
        said(
          `It leads the metadata quorum in epoch ${fact.epoch}, and has replayed the log to its end.`,
          `에포크 ${fact.epoch}의 메타데이터 쿼럼 리더이고, 로그를 끝까지 재생했어요.`,
        ),
      );
    return only(
      said(
        `/controller was not there: it was the first to create it, and raised /controller_epoch to ${fact.epoch}.`,
        `/controller가 비어 있었고, 가장 먼저 그것을 만들어 /controller_epoch를 ${toward(fact.epoch)} 올렸어요.`,
      ),
      look.setting(told.node, 'zookeeper.session.timeout.ms'),
    );
  },
  ControllerDeactivated: ({ look, told }) =>
    only(
      look.siteOf(told).isOfZooKeeper
        ? said('It learnt that /controller is not its own any more.', '/controller가 더는 자기 것이 아님을 알았어요.')
        : said('It does not lead the metadata quorum any more.', '더는 메타데이터 쿼럼의 리더가 아니에요.'),
    ),
  TopicCreated: ({ look, told, fact }) => {
    const settings = look.setting(told.node, 'auto.create.topics.enable');
    const counted = fact.partitions === 1 ? '1 partition' : `${fact.partitions} partitions`;
    return only(
      said(
        `It was asked for ${counted} with ${fact.replicationFactor} ${fact.replicationFactor === 1 ? 'replica' : 'replicas'} each, and there were enough brokers for that.`,
        `파티션 ${fact.partitions}개에 레플리카 ${fact.replicationFactor}개씩을 요청받았고, 브로커가 충분했어요.`,
      ),
      fact.topic.startsWith('__') ? settings : [],
    );
  },
  PartitionsAdded: ({ fact }) =>
    only(
      said(
        `${fact.added} more were asked for: the topic has ${fact.partitions} now.`,
        `${fact.added}개를 더 요청받아 이제 파티션이 ${fact.partitions}개예요.`,
      ),
    ),
  TopicDeleted: ({ fact }) =>
    only(said(`Somebody asked for ${fact.topic} to be deleted.`, `${fact.topic} 토픽을 지우라는 요청을 받았어요.`)),
  ReassignmentStarted: ({ fact }) =>
    only(
      said(
        `Asked for were the replicas ${names(fact.target)}: ${names(fact.adding)} to be added, ${names(fact.removing)} to leave in the end.`,
        `요청받은 레플리카는 ${is(names(fact.target))}. 추가할 것은 ${names(fact.adding)}, 끝에 뺄 것은 ${is(names(fact.removing))}.`,
      ),
    ),
  ReassignmentCompleted: ({ fact }) => {
    const added = fact.replicas.filter((id) => !fact.previousReplicas.includes(id));
    const gone = fact.previousReplicas.filter((id) => !fact.replicas.includes(id));
    return only(
      added.length === 0
        ? said(
            `Nothing had to be copied: ${names(gone)} could leave at once.`,
            `복사할 것이 없어 ${subject(names(gone))} 곧바로 빠졌어요.`,
          )
        : said(
            `${names(added)} ${added.length === 1 ? 'has' : 'have'} caught up and ${added.length === 1 ? 'is' : 'are'} in the ISR: ${gone.length === 0 ? 'nothing has to leave' : `${names(gone)} could leave`}.`,
            `${subject(names(added))} 따라잡아 ISR에 들어왔어요. ${gone.length === 0 ? '뺄 레플리카는 없어요' : `이제 ${subject(names(gone))} 빠져요`}.`,
          ),
    );
  },
  ReassignmentCancelled: ({ fact }) =>
    only(
      said(
        `Somebody asked for it to be cancelled: the replicas are ${names(fact.replicas)} again.`,
        `취소 요청을 받아 레플리카가 다시 ${toward(names(fact.replicas))} 돌아갔어요.`,
      ),
    ),
  ElrChanged: eligible,
  AlterPartitionRejected: ({ fact }) =>
    only(
      said(
        `The controller answered ${fact.error}: what the leader knew of the partition was not the newest, or a member it named may not be in the ISR.`,
        `컨트롤러가 ${toward(fact.error)} 응답했어요. 리더가 아는 파티션 상태가 최신이 아니거나, 제안한 멤버가 ISR에 들 수 없어요.`,
      ),
    ),
  VoterAdded: ({ fact }) => voters(fact.voters),
  VoterRemoved: ({ fact }) => voters(fact.voters),
  QuorumLogTruncated: ({ fact }) =>
    only(
      said(
        `The leader's log has something else from offset ${fact.endOffset} on.`,
        `리더의 로그에는 오프셋 ${fact.endOffset}부터 다른 내용이 있어요.`,
      ),
    ),
  SnapshotWritten: ({ look, told, fact }) =>
    only(
      said(
        `It holds everything before offset ${fact.endOffset} in ${fact.records} records.`,
        `오프셋 ${fact.endOffset} 앞의 모든 것을 레코드 ${fact.records}개에 담았어요.`,
      ),
      ['metadata.log.max.record.bytes.between.snapshots', 'metadata.log.max.snapshot.interval.ms'].flatMap((key) =>
        look.setting(told.node, key),
      ),
    ),
  SnapshotFetched: (one) =>
    only(
      said(
        `What it needed next lies before the start of the leader's log: ${senderOf(one) ?? 'the leader'} sent a snapshot instead.`,
        `다음에 필요한 부분이 리더 로그의 시작보다 앞이라 스냅샷을 대신 받았어요.`,
      ),
    ),
  SnapshotLoaded: ({ fact }) =>
    only(
      said(
        `A snapshot up to offset ${fact.endOffset} was there, and is quicker than the log.`,
        `오프셋 ${fact.endOffset}까지의 스냅샷이 있어, 로그보다 먼저 그것을 읽었어요.`,
      ),
    ),
  QuorumLogStartAdvanced: ({ look, told, fact }) =>
    only(
      said(
        `A snapshot holds what was before offset ${fact.startOffset}.`,
        `오프셋 ${fact.startOffset} 앞은 스냅샷에 들어 있어요.`,
      ),
      ['metadata.max.retention.bytes', 'metadata.max.retention.ms'].flatMap((key) => look.setting(told.node, key)),
    ),
  TopicCreateFailed: ({ fact }) => only(said(`The answer was ${fact.error}.`, `응답은 ${is(fact.error)}.`)),
  AdminRequestFailed: (one) => {
    const from = senderOf(one);
    return from === undefined
      ? only(said('No answer came in time.', '제때 응답이 오지 않았어요.'))
      : only(said(`${from} answered with an error.`, `${subject(from)} 오류로 응답했어요.`));
  },
  LogStartOffsetAdvanced: ({ fact }) =>
    only(
      fact.reason === 'client record deletion'
        ? said(
            `A client asked for the records before ${fact.logStartOffset} to be deleted.`,
            `클라이언트가 ${fact.logStartOffset} 앞의 레코드를 지우라고 요청했어요.`,
          )
        : said('Its leader’s log begins there.', '리더의 로그가 거기서 시작해요.'),
    ),
};

/** Of the topic, as the controller had it. */
function eligible({ look, told, fact, event }: Case<'ElrChanged'>): Explanation {
  const state = event()?.after;
  const controller = state?.kind === 'server' ? state.controller : undefined;
  const setup = look.setup(told.node);
  const minimum =
    controller === undefined || setup?.kind !== 'server'
      ? undefined
      : topicConfig(controller.committed, topicOf(fact.partition), 'min.insync.replicas', setup.config, setup.nodeId);
  return only(
    fact.elr.length === 0
      ? said(
          'The ISR has min.insync.replicas members again, or nobody is left who surely has everything.',
          'ISR이 다시 min.insync.replicas 이상이거나, 커밋된 것을 모두 가졌다고 볼 레플리카가 남지 않았어요.',
        )
      : said(
          `The ISR is below min.insync.replicas, where nothing is committed: ${names(fact.elr)} left it with everything that is.`,
          `ISR이 min.insync.replicas보다 작은 동안에는 아무것도 커밋되지 않아요. ${names(fact.elr)}에는 빠질 때 커밋된 것이 모두 있었어요.`,
        ),
    minimum === undefined ? [] : [{ key: 'min.insync.replicas', value: String(minimum) }],
  );
}

function voters(ids: readonly number[]): Explanation {
  return only(
    said(
      `The record with the voters ${ids.join(', ')} is in the log of a majority.`,
      `투표자 ${object(ids.join(', '))} 담은 레코드가 과반수의 로그에 있어요.`,
    ),
  );
}

/** At the start of its process. */
export function raftBegins({ fact }: Case<'RaftRoleChanged'>): Explanation {
  return only(
    fact.to === 'Unattached' || fact.to === 'Follower'
      ? said(
          'Its process has started, and it knows nobody who leads yet.',
          '프로세스가 막 시작했고, 아직 리더를 몰라요.',
        )
      : said('It is the only voter: nobody else has to agree.', '투표자가 혼자라 다른 동의가 필요 없어요.'),
  );
}
