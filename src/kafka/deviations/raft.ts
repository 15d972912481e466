/** Where the metadata quorum is simpler than Kafka's. */
import type { Deviation } from './deviation.ts';

export const raftDeviations: readonly Deviation[] = [
  {
    id: 'raft-discovery-backoff',
    kafka: 'KafkaRaftClient.maybeSendFetchToAnyBootstrap, RequestManager.findReadyBootstrapServer',
    simplified: {
      en: 'A replica that looks for the leader waits controller.quorum.retry.backoff.ms after each answer that did not help, and a voter does not ask itself; so does a nominee whose request came to another disk than it was meant for (INVALID_VOTER_KEY). Kafka asks again at once, as fast as the network answers.',
      ko: 'leader를 찾는 replica는 도움이 되지 않는 응답을 받을 때마다 controller.quorum.retry.backoff.ms만큼 기다리고, voter는 자기 자신에게 묻지 않아요. 디스크가 바뀐 voter에게 투표를 요청해 INVALID_VOTER_KEY를 받았을 때도 기다려요. Kafka는 기다리지 않고 곧바로 다시 물어요.',
    },
    learnerSees: {
      en: 'Some fifty discovery fetches a second instead of several hundred while there is no leader; a leader may be found up to 20 ms later.',
      ko: 'leader가 없는 동안 Fetch가 초당 수백 번이 아니라 50번쯤 보여요. leader를 최대 20ms 늦게 찾을 수 있어요.',
    },
  },
  {
    id: 'raft-update-voter',
    kafka: 'KIP-853: UpdateRaftVoter, UpdateVoterHandler, KRaftVersionUpgrade',
    simplified: {
      en: 'Voters do not report their endpoints and supported versions with UpdateRaftVoter, and kraft.version cannot be raised from 0 to 1 in a running cluster: it is what the cluster was formatted with.',
      ko: 'voter가 UpdateRaftVoter로 endpoint와 지원 버전을 알리지 않아요. 실행 중인 cluster의 kraft.version을 0에서 1로 올릴 수도 없고, format할 때 정한 값 그대로예요.',
    },
    learnerSees: {
      en: 'With kraft.version 0 there is no UpdateRaftVoter request a fetch timeout after each election. A cluster with controller.quorum.voters keeps its voters for the whole run.',
      ko: 'kraft.version이 0일 때 선거 뒤 fetch timeout이 지나면 오는 UpdateRaftVoter 요청이 보이지 않아요. controller.quorum.voters로 만든 cluster는 끝까지 voter가 그대로예요.',
    },
  },
  {
    id: 'raft-disk-formatted-at-start',
    kafka: 'org.apache.kafka.metadata.storage.Formatter, MetaPropertiesEnsemble',
    simplified: {
      en: 'A server that finds an empty disk formats it by itself and goes on with a new directory id, as after kafka-storage format --no-initial-controllers. Kafka refuses to start without meta.properties. The file lies beside the metadata log, not in every log directory.',
      ko: '디스크가 비어 있으면 server가 스스로 format하고 새 directory id로 시작해요. kafka-storage format --no-initial-controllers를 실행한 것과 같아요. Kafka는 meta.properties가 없으면 시작하지 않아요. 이 파일은 log directory마다가 아니라 metadata log 옆에만 있어요.',
    },
    learnerSees: {
      en: 'A wiped controller starts at once. With kraft.version 1 it is another replica than the voter of the same id, and only observes until it is added.',
      ko: '디스크를 지운 controller도 바로 시작해요. kraft.version이 1이면 같은 id의 voter와는 다른 replica라서, 다시 추가하기 전까지 observer로만 있어요.',
    },
  },
  {
    id: 'raft-snapshot-size',
    kafka: 'KIP-630: SnapshotGenerator, KafkaRaftLog.maybeClean, deleteBeforeSnapshot',
    simplified: {
      en: 'A record of the metadata log counts as 80 bytes, alone or in a snapshot, and FetchSnapshot carries whole records. The log before a snapshot is deleted record by record, not segment by segment, and the files of old snapshots go at once.',
      ko: 'metadata log의 record는 log에서도 snapshot에서도 80바이트로 세고, FetchSnapshot은 record 단위로 나눠 보내요. snapshot 앞의 log는 segment가 아니라 record 단위로 지우고, 오래된 snapshot 파일은 바로 지워요.',
    },
    learnerSees: {
      en: 'metadata.log.max.record.bytes.between.snapshots: 4000 is a snapshot every 50 records. In Kafka the start of the log moves as well, but its files stay until the active segment has rolled.',
      ko: 'metadata.log.max.record.bytes.between.snapshots를 4000으로 두면 record 50개마다 snapshot이 생겨요. Kafka에서도 log 시작 offset은 옮겨 가지만, 파일은 active segment가 넘어갈 때까지 남아 있어요.',
    },
  },
  {
    id: 'raft-observers-remembered',
    kafka: 'LeaderState.clearInactiveObservers, EndQuorumEpoch preferredCandidates',
    simplified: {
      en: 'A leader never forgets an observer that stopped fetching; Kafka does after five minutes. A resigning leader names its successors by id, without their directory ids.',
      ko: 'leader는 fetch를 멈춘 observer를 잊지 않아요. Kafka는 5분이 지나면 잊어요. 물러나는 leader는 후임자를 directory id 없이 id로만 알려요.',
    },
    learnerSees: {
      en: 'The description of the quorum still lists a broker that has been gone for long.',
      ko: '오래전에 사라진 broker도 quorum 설명에 계속 보여요.',
    },
  },
  {
    id: 'raft-fetch-size',
    kafka: 'controller.quorum.fetch.max.bytes, BatchAccumulator',
    simplified: {
      en: 'A fetch answer carries everything up to the end of the log, and a batch has no size limit. Kafka answers at most 1 MiB, and drains lingering records early when a batch of 8 MiB is full.',
      ko: 'Fetch 응답은 log 끝까지 모두 담고, batch 크기 제한이 없어요. Kafka는 한 번에 최대 1MiB를 보내고, 8MiB batch가 차면 linger 중인 record를 일찍 써요.',
    },
    learnerSees: {
      en: 'A replica that is far behind catches up in one round.',
      ko: '많이 뒤처진 replica도 한 번의 왕복으로 따라잡아요.',
    },
  },
  {
    id: 'raft-one-connection-no-queue',
    kafka: 'KafkaNetworkChannel, NetworkClient (max.in.flight 1, reconnect backoff 50 to 500 ms)',
    simplified: {
      en: 'After a change of role a new request is sent at once on the connection where an old one may still wait, and a lost connection is opened again without the reconnect backoff of the network client.',
      ko: 'role이 바뀌면 이전 요청이 아직 기다리고 있어도 같은 connection으로 새 요청을 바로 보내요. 끊어진 connection도 network client의 reconnect backoff 없이 다시 열어요.',
    },
    learnerSees: {
      en: 'A vote may be asked for up to 500 ms earlier of a node that holds a long poll of the asker.',
      ko: '요청한 node의 long poll을 붙잡고 있는 node에는 투표 요청이 최대 500ms 일찍 도착할 수 있어요.',
    },
  },
  {
    id: 'raft-resigned-controller-told-at-once',
    kafka: 'KafkaRaftClient.pollListeners, ListenerContext.maybeFireLeaderChange',
    simplified: {
      en: 'The controller above a leader that resigned hears at once that there is no leader. In Kafka it hears it with the next epoch, or earlier, from the NotLeaderException of its next append.',
      ko: 'leader가 resign하면 그 위의 controller는 leader가 없다는 것을 바로 알아요. Kafka에서는 다음 epoch가 시작될 때, 또는 다음 append에서 NotLeaderException을 받을 때 알아요.',
    },
    learnerSees: {
      en: 'An isolated active controller deactivates when check-quorum expires, not a second later.',
      ko: '고립된 active controller가 1초쯤 뒤가 아니라 check-quorum이 만료되는 순간 비활성화돼요.',
    },
  },
  {
    id: 'raft-not-checked',
    kafka: 'KafkaRaftClient.hasValidClusterId',
    simplified: {
      en: 'The cluster id of a request is not checked.',
      ko: '요청의 cluster id를 확인하지 않아요.',
    },
    learnerSees: {
      en: 'Nothing: all nodes of a scenario are of one cluster.',
      ko: '차이가 없어요. scenario의 모든 node는 한 cluster에 속해요.',
    },
  },
];
