/**
 * The life of a broker that keeps its metadata in ZooKeeper: the states are those of every broker (BrokerState), what moves
 * it is not. Nobody else has a say in it: a broker is in the cluster when its znode is there.
 *
 * Kafka: kafka.server.KafkaServer.startup, shutdown, controlledShutdown.
 */
import { both, type ChartEdge } from '../../stateChart.ts';
import type { LifecycleState } from '../state.ts';

const FAILED = both('it could not start: it ends', '시작하지 못하고 끝나요');

export const KAFKA_SERVER_TRANSITIONS: readonly ChartEdge<LifecycleState>[] = [
  {
    from: 'NOT_RUNNING',
    to: 'STARTING',
    when: both('the process starts and looks for ZooKeeper', '프로세스가 시작해 ZooKeeper를 찾아요'),
  },
  {
    from: 'STARTING',
    to: 'RECOVERY',
    when: both('it has a session: it reads its logs', '세션을 얻고, 로그를 읽어요'),
  },
  {
    from: 'RECOVERY',
    to: 'RUNNING',
    when: both('it has made /brokers/ids/<id>', '/brokers/ids/<id>를 만들었어요'),
  },
  {
    from: 'RUNNING',
    to: 'PENDING_CONTROLLED_SHUTDOWN',
    when: both(
      'is asked to stop: it asks the controller to move its leaderships away',
      '종료 요청을 받아요. 리더 역할을 옮겨 달라고 컨트롤러에 부탁해요',
    ),
  },
  {
    from: 'PENDING_CONTROLLED_SHUTDOWN',
    to: 'SHUTTING_DOWN',
    when: both(
      'it leads nothing any more, or has asked often enough (controlled.shutdown.max.retries)',
      '이끄는 파티션이 없어요. 또는 충분히 부탁했어요(controlled.shutdown.max.retries)',
    ),
  },
  {
    from: 'RUNNING',
    to: 'SHUTTING_DOWN',
    when: both(
      'is asked to stop with controlled.shutdown.enable=false',
      'controlled.shutdown.enable=false인 채로 종료 요청을 받아요',
    ),
  },
  { from: 'STARTING', to: 'SHUTTING_DOWN', when: FAILED },
  { from: 'RECOVERY', to: 'SHUTTING_DOWN', when: FAILED },
];
