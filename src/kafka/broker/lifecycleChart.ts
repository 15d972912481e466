/**
 * The life of a broker as data: what the state-chart view draws, and what a test holds every run against. A process that
 * dies leaves the chart from any state.
 *
 * Kafka: org.apache.kafka.metadata.BrokerState, moved by BrokerLifecycleManager.
 */
import { both, type ChartEdge } from '../stateChart.ts';
import type { LifecycleState } from './state.ts';

export const LIFECYCLE_STATES: readonly LifecycleState[] = [
  'NOT_RUNNING',
  'STARTING',
  'RECOVERY',
  'RUNNING',
  'PENDING_CONTROLLED_SHUTDOWN',
  'SHUTTING_DOWN',
];

const STOP = both('is asked to stop', '종료 요청을 받아요');

export const LIFECYCLE_TRANSITIONS: readonly ChartEdge<LifecycleState>[] = [
  { from: 'NOT_RUNNING', to: 'STARTING', when: both('the process starts and registers', '프로세스가 시작해 등록해요') },
  {
    from: 'STARTING',
    to: 'RECOVERY',
    when: both(
      'has caught up with the metadata log, as the controller says',
      '메타데이터 로그를 다 따라잡았다고 컨트롤러가 알려 줘요',
    ),
  },
  { from: 'RECOVERY', to: 'RUNNING', when: both('the controller has unfenced it', '컨트롤러가 펜싱을 풀어 줘요') },
  {
    from: 'RUNNING',
    to: 'PENDING_CONTROLLED_SHUTDOWN',
    when: both('is asked to stop: its leaderships move away first', '종료 요청을 받아요. 먼저 리더 역할을 넘겨요'),
  },
  {
    from: 'PENDING_CONTROLLED_SHUTDOWN',
    to: 'SHUTTING_DOWN',
    when: both(
      'the controller lets it go, or it has waited for that too long',
      '컨트롤러가 종료를 허락해요. 또는 허락을 너무 오래 기다려요',
    ),
  },
  {
    from: 'STARTING',
    to: 'SHUTTING_DOWN',
    when: both(
      'is asked to stop, or could not register within initial.broker.registration.timeout.ms',
      '종료 요청을 받아요. 또는 initial.broker.registration.timeout.ms 안에 등록하지 못해요',
    ),
  },
  { from: 'RECOVERY', to: 'SHUTTING_DOWN', when: STOP },
  {
    from: 'RUNNING',
    to: 'SHUTTING_DOWN',
    when: both(
      'is asked to stop with controlled.shutdown.enable=false',
      'controlled.shutdown.enable=false인 채로 종료 요청을 받아요',
    ),
  },
];
