/**
 * The roles of a replica and the moves between them as data: for the state-chart view, and for the test that every move
 * seen is on the chart and every move on the chart is seen.
 *
 * Kafka: org.apache.kafka.raft.QuorumState. `Initial` is the start of the process.
 */
import type { ChartEdge } from '../stateChart.ts';
import type { RaftRoleName } from './state.ts';

export type RoleTransition = ChartEdge<RaftRoleName | 'Initial', RaftRoleName>;

const edge = (from: RoleTransition['from'], to: RaftRoleName, en: string, ko: string): RoleTransition => ({
  from,
  to,
  when: { en, ko },
});

const HIGHER_EPOCH_EN = 'learns of a higher epoch without its leader';
const HIGHER_EPOCH_KO = '더 높은 epoch를 알게 됐지만 그 leader는 아직 몰라요';
const NEW_LEADER_EN = 'learns of a leader with a higher epoch';
const NEW_LEADER_KO = '더 높은 epoch의 leader를 알게 돼요';

export const VOTER_ROLE_CHART: readonly RoleTransition[] = [
  edge('Initial', 'Unattached', 'starts without a known leader', '아는 leader 없이 시작해요'),
  edge('Initial', 'Follower', 'starts with the leader it knew', '알고 있던 leader를 따라 시작해요'),
  edge('Initial', 'Candidate', 'had voted for itself', '자신에게 투표한 상태로 종료됐어요'),
  edge('Initial', 'Resigned', 'was the leader', 'leader인 상태로 종료됐어요'),
  edge('Unattached', 'Unattached', `${HIGHER_EPOCH_EN}, or gives its vote`, `${HIGHER_EPOCH_KO}. 또는 투표해요`),
  edge('Unattached', 'Prospective', 'election timeout', 'election timeout이 지나요'),
  edge('Unattached', 'Follower', 'learns of the leader', 'leader를 알게 돼요'),
  edge('Prospective', 'Prospective', 'gives its vote', '투표해요'),
  edge(
    'Prospective',
    'Unattached',
    `loses the pre-vote and knows no leader, or ${HIGHER_EPOCH_EN}`,
    `pre-vote에서 지고 아는 leader가 없어요. 또는 ${HIGHER_EPOCH_KO}`,
  ),
  edge('Prospective', 'Candidate', 'a majority grants the pre-vote', '과반이 pre-vote에 찬성해요'),
  edge(
    'Prospective',
    'Follower',
    'loses the pre-vote and returns to its leader, or learns of a leader',
    'pre-vote에서 지고 원래 leader에게 돌아가요. 또는 leader를 알게 돼요',
  ),
  edge('Candidate', 'Unattached', HIGHER_EPOCH_EN, HIGHER_EPOCH_KO),
  edge('Candidate', 'Prospective', 'election timeout', 'election timeout이 지나요'),
  edge('Candidate', 'Leader', 'a majority grants its vote', '과반이 투표해 줘요'),
  edge('Candidate', 'Follower', 'learns of the leader', 'leader를 알게 돼요'),
  edge('Leader', 'Unattached', HIGHER_EPOCH_EN, HIGHER_EPOCH_KO),
  edge('Leader', 'Follower', NEW_LEADER_EN, NEW_LEADER_KO),
  edge(
    'Leader',
    'Resigned',
    'no majority fetched for 1.5 fetch timeouts, or it shuts down',
    'fetch timeout의 1.5배 동안 과반이 fetch하지 않아요. 또는 종료해요',
  ),
  edge('Follower', 'Unattached', HIGHER_EPOCH_EN, HIGHER_EPOCH_KO),
  edge('Follower', 'Prospective', 'fetch timeout', 'fetch timeout이 지나요'),
  edge('Follower', 'Follower', NEW_LEADER_EN, NEW_LEADER_KO),
  edge(
    'Resigned',
    'Unattached',
    `election timeout, or ${HIGHER_EPOCH_EN}`,
    `election timeout이 지나요. 또는 ${HIGHER_EPOCH_KO}`,
  ),
  edge('Resigned', 'Follower', NEW_LEADER_EN, NEW_LEADER_KO),
];

export const OBSERVER_ROLE_CHART: readonly RoleTransition[] = [
  edge('Initial', 'Unattached', 'starts without a known leader', '아는 leader 없이 시작해요'),
  edge('Initial', 'Follower', 'starts with the leader it knew', '알고 있던 leader를 따라 시작해요'),
  edge('Unattached', 'Unattached', HIGHER_EPOCH_EN, HIGHER_EPOCH_KO),
  edge('Unattached', 'Follower', 'learns of the leader', 'leader를 알게 돼요'),
  edge('Follower', 'Unattached', HIGHER_EPOCH_EN, HIGHER_EPOCH_KO),
  edge('Follower', 'Follower', NEW_LEADER_EN, NEW_LEADER_KO),
];
