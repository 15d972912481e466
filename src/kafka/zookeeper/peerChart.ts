/**
 * The states of a server of the ensemble (org.apache.zookeeper.server.quorum.QuorumPeer.ServerState), moved by its elections.
 * A server that is alone has none of them. *Simplified:* no observers.
 */
import { both, type ChartEdge } from '../stateChart.ts';

export const PEER_STATES = ['LOOKING', 'FOLLOWING', 'LEADING'] as const;

type PeerStateOfChart = (typeof PEER_STATES)[number];

export const PEER_CHART: readonly ChartEdge<PeerStateOfChart>[] = [
  {
    from: 'LOOKING',
    to: 'LEADING',
    when: both('a quorum votes for it', '쿼럼이 이 서버에 투표해요'),
  },
  {
    from: 'LOOKING',
    to: 'FOLLOWING',
    when: both('a quorum votes for another', '쿼럼이 다른 서버에 투표해요'),
  },
  {
    from: 'FOLLOWING',
    to: 'LOOKING',
    when: both(
      'has lost its leader, or could not join it (initLimit, syncLimit)',
      '리더를 잃었거나 합류하지 못했어요(initLimit, syncLimit)',
    ),
  },
  {
    from: 'LEADING',
    to: 'LOOKING',
    when: both('no quorum is with it any more', '함께하는 쿼럼이 더는 없어요'),
  },
];
