/** Where the metadata quorum is simpler than Kafka's. */
import type { Deviation } from './deviation.ts';

export const raftDeviations: readonly Deviation[] = [
  {
    id: 'raft-discovery-backoff',
    kafka: 'KafkaRaftClient.maybeSendFetchToAnyBootstrap, RequestManager.findReadyBootstrapServer',
    simplified: {
      en: 'A replica that looks for the leader waits controller.quorum.retry.backoff.ms after each answer that did not help, and a voter does not ask itself. Kafka asks the next voter at once, as fast as the network answers.',
      ko: 'leader를 찾는 replica는 도움이 되지 않는 응답을 받을 때마다 controller.quorum.retry.backoff.ms만큼 기다리고, voter는 자기 자신에게 묻지 않아요. Kafka는 기다리지 않고 곧바로 다음 voter에게 물어요.',
    },
    learnerSees: {
      en: 'Some fifty discovery fetches a second instead of several hundred while there is no leader; a leader may be found up to 20 ms later.',
      ko: 'leader가 없는 동안 Fetch가 초당 수백 번이 아니라 50번쯤 보여요. leader를 최대 20ms 늦게 찾을 수 있어요.',
    },
  },
  {
    id: 'raft-static-voters',
    kafka: 'KIP-853: VoterSet, KRaftVersion 1, AddRaftVoter, RemoveRaftVoter, UpdateRaftVoter',
    simplified: {
      en: 'The voters are those of controller.quorum.voters for the whole run (kraft.version 0). Directory ids are not sent, and voters do not report their endpoints with UpdateRaftVoter.',
      ko: 'voter는 실행하는 동안 controller.quorum.voters에 적힌 그대로예요(kraft.version 0). directory id를 보내지 않고, UpdateRaftVoter로 endpoint를 알리지도 않아요.',
    },
    learnerSees: {
      en: 'No VotersRecord after the LeaderChangeMessage, and a voter with a wiped disk is taken for the same voter.',
      ko: 'LeaderChangeMessage 뒤에 VotersRecord가 없고, 디스크가 지워진 voter도 같은 voter로 취급돼요.',
    },
  },
  {
    id: 'raft-no-snapshots',
    kafka: 'KIP-630: FetchSnapshot, RaftLog.createNewSnapshot, KafkaRaftLog.maybeClean',
    simplified: {
      en: 'The metadata log is never replaced by a snapshot nor cleaned: it starts at offset 0.',
      ko: 'metadata log를 snapshot으로 바꾸거나 정리하지 않아요. log는 항상 offset 0에서 시작해요.',
    },
    learnerSees: {
      en: 'A replica with an empty disk fetches the whole log.',
      ko: '디스크가 빈 replica는 log 전체를 fetch해요.',
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
    kafka: 'KafkaRaftClient.hasValidClusterId, handleDescribeQuorumRequest, quorum epochs of other topics',
    simplified: {
      en: 'The cluster id of a request is not checked, and DescribeQuorum is not answered.',
      ko: '요청의 cluster id를 확인하지 않고, DescribeQuorum에 응답하지 않아요.',
    },
    learnerSees: {
      en: 'Nothing: all nodes of a scenario are of one cluster.',
      ko: '차이가 없어요. scenario의 모든 node는 한 cluster에 속해요.',
    },
  },
];
