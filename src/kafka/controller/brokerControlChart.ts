/** The state chart of a broker in the eyes of the active controller (org.apache.kafka.controller.BrokerControlState). */
import { both, type ChartEdge } from '../stateChart.ts';

export type BrokerControlState = 'FENCED' | 'UNFENCED' | 'CONTROLLED_SHUTDOWN' | 'SHUTDOWN_NOW';

export const BROKER_CONTROL_STATES: readonly BrokerControlState[] = [
  'FENCED',
  'UNFENCED',
  'CONTROLLED_SHUTDOWN',
  'SHUTDOWN_NOW',
];

const AN_ANSWER = both(
  'SHUTDOWN_NOW is an answer to one heartbeat; what the controller keeps of such a broker is FENCED',
  'SHUTDOWN_NOW는 하트비트 한 번에 대한 응답이에요. 컨트롤러는 그런 브로커를 FENCED로 남겨요',
);

/** SHUTDOWN_NOW is an answer: the controller keeps such a broker as fenced. */
export const BROKER_CONTROL_CHART: readonly ChartEdge<BrokerControlState>[] = [
  {
    from: 'FENCED',
    to: 'UNFENCED',
    when: both(
      'its metadata has reached its own registration record',
      '자신의 등록 레코드까지 메타데이터를 적용했어요',
    ),
  },
  { from: 'FENCED', to: 'SHUTDOWN_NOW', when: both('it wants to shut down', '종료하겠다고 해요'), unseen: AN_ANSWER },
  {
    from: 'UNFENCED',
    to: 'FENCED',
    when: both(
      'its session timed out, it wants to be fenced, it registered again, or it was told to shut down now',
      '세션이 타임아웃됐어요. 또는 펜싱을 원하거나, 다시 등록했거나, 바로 종료하라는 응답을 받았어요',
    ),
  },
  {
    from: 'UNFENCED',
    to: 'CONTROLLED_SHUTDOWN',
    when: both('it wants to shut down and leads partitions', '리더인 파티션이 있는데 종료하겠다고 해요'),
  },
  {
    from: 'UNFENCED',
    to: 'SHUTDOWN_NOW',
    when: both('it wants to shut down and leads nothing', '리더인 파티션 없이 종료하겠다고 해요'),
    unseen: AN_ANSWER,
  },
  {
    from: 'CONTROLLED_SHUTDOWN',
    to: 'SHUTDOWN_NOW',
    when: both(
      'it leads nothing and every active broker has seen that',
      '리더인 파티션이 없고 모든 활성 브로커가 그것을 알아요',
    ),
    unseen: AN_ANSWER,
  },
  {
    from: 'CONTROLLED_SHUTDOWN',
    to: 'FENCED',
    when: both(
      'it was told to shut down now, its session timed out, or it registered again',
      '바로 종료하라는 응답을 받았어요. 또는 세션이 타임아웃됐거나 다시 등록했어요',
    ),
  },
];
