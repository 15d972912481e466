/**
 * How a broker stops where the metadata is in ZooKeeper: it asks the controller to be relieved of its leaderships, a few times
 * if it must; then it closes its logs, its controller and its session, so that nobody has to wait for that to expire.
 *
 * Kafka: kafka.server.KafkaServer (shutdown, controlledShutdown).
 */
import { millis } from '../../../base/time.ts';
import * as kafkaController from '../../kafkaController/kafkaController.ts';
import type { ControlledShutdownResponse } from '../../messages.ts';
import * as zk from '../../zk/kafkaZkClient.ts';
import { once, signal, sleep, type ZkRun } from '../../zk/run.ts';
import { wakeZkThreads } from '../../zk/threads.ts';
import { transition } from '../brokerLifecycleManager.ts';
import { brokerId, configFlag, configMicros, configNumber, nextCorrelationId, type Work } from '../work.ts';
import { controllerHost, zkHost } from './hosts.ts';
import { controlledShutdownByQuorum, quorumLetsGo } from './migration.ts';
import { followsKRaft, kafkaServer, updateKafkaServer } from './state.ts';

/** Of its connection to the controller. */
export const CONTROLLED_SHUTDOWN_LANE = 'controlled-shutdown';
const ANSWERED = 'controlled-shutdown-answered';
const TIMER = 'broker/controlled-shutdown-timeout';

/** What became of one attempt. */
type Attempt = 'succeeded' | 'refused' | 'lost';

/** What a broker does at its end; it is not of this era alone. */
export interface BrokerEnd {
  /** Logs are closed, and nothing is taken any more. */
  stop(work: Work): void;
  /** null: as it was told. */
  exit(work: Work, failure: string | null): void;
}

export function* shutdown(work: Work, { stop, exit }: BrokerEnd, failure: string | null): ZkRun<void> {
  if (yield* once(() => work.state.lifecycle.state === 'RUNNING' && configFlag(work, 'controlled.shutdown.enable'))) {
    yield* controlledShutdown(work);
  }
  yield* once(() => stop(work));
  yield* kafkaController.shutdown(controllerHost(work));
  yield* zk.close();
  yield* once(() => exit(work, failure));
}

/** controlled.shutdown.max.retries attempts; whatever comes of them, the broker stops. */
function* controlledShutdown(work: Work): ZkRun<void> {
  yield* once(() => transition(work, 'PENDING_CONTROLLED_SHUTDOWN'));
  if (yield* once(() => followsKRaft(work))) {
    yield* controlledShutdownByQuorum(work);
    return;
  }
  const { retries, backoff } = yield* once(() => ({
    retries: configNumber(work, 'controlled.shutdown.max.retries'),
    backoff: configMicros(work, 'controlled.shutdown.retry.backoff.ms'),
  }));
  let controller: string | null = null;
  for (let remaining = retries - 1; remaining >= 0; remaining--) {
    controller = (yield* once(() => work.state.quorumLeader?.host ?? null)) ?? controller;
    const attempt: Attempt = controller === null ? 'lost' : yield* ask(work, controller);
    if (attempt === 'succeeded') break;
    if (remaining > 0) yield* sleep(backoff);
  }
}

function* ask(work: Work, controller: string): ZkRun<Attempt> {
  yield* once(() => {
    const correlationId = nextCorrelationId(work);
    updateKafkaServer(work, { shutdown: { correlationId, controller } });
    const { brokerEpoch } = work.state.lifecycle;
    const request = {
      type: 'ControlledShutdownRequest',
      correlationId,
      brokerId: brokerId(work),
      brokerEpoch,
    } as const;
    work.out.send(controller, CONTROLLED_SHUTDOWN_LANE, request);
    const timeout = millis(configNumber(work, 'request.timeout.ms'));
    work.out.setTimer(TIMER, timeout, { part: 'broker', type: 'controlled-shutdown-timeout' });
  });
  return yield* signal<Attempt>(ANSWERED);
}

// ---- what comes of it -------------------------------------------------------------------------------------------------------

export function controlledShutdownAnswered(work: Work, response: ControlledShutdownResponse): void {
  if (kafkaServer(work).shutdown?.correlationId !== response.correlationId) return;
  const succeeded = response.errorCode === 'NONE' && response.remainingPartitions.length === 0;
  attemptEnded(work, succeeded ? 'succeeded' : 'refused');
}

export function controlledShutdownLost(work: Work): void {
  if (kafkaServer(work).shutdown !== null) attemptEnded(work, 'lost');
}

/** request.timeout.ms is over: the connection is given up. */
export function controlledShutdownTimedOut(work: Work): void {
  const attempt = kafkaServer(work).shutdown;
  if (attempt === null) {
    if (followsKRaft(work)) quorumLetsGo(work);
    return;
  }
  work.out.close(attempt.controller, CONTROLLED_SHUTDOWN_LANE);
  attemptEnded(work, 'lost');
}

function attemptEnded(work: Work, attempt: Attempt): void {
  updateKafkaServer(work, { shutdown: null });
  work.out.cancelTimer(TIMER);
  wakeZkThreads(zkHost(work), ANSWERED, attempt);
}
