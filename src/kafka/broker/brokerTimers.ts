/**
 * What a broker does when its time has come: each timer is of one part of it (kafka.utils.KafkaScheduler, and the timeouts of
 * requests and purgatories).
 */
import { unreachable } from '../../base/assert.ts';
import { handleGroupTimer } from '../group/groupCoordinatorService.ts';
import { logTaskDue } from '../log/logManager.ts';
import { propagate } from '../replication/alterPartitionManager.ts';
import { doWork, fetcherTimedOut } from '../replication/replicaFetcher.ts';
import { checkpointHighWatermarks, expireIsrs } from '../replication/replicaManager.ts';
import { isStopped, shutdown } from './brokerEnd.ts';
import * as lifecycle from './brokerLifecycleManager.ts';
import * as channels from './controllerChannel.ts';
import { delayedOperationExpired } from './purgatories.ts';
import type { BrokerTimer } from './state.ts';
import type { Work } from './work.ts';
import { controlledShutdownTimedOut } from './zk/shutdown.ts';
import { maybePropagateIsrChanges } from './zk/zkAlterPartitionManager.ts';

export function timerFired(work: Work, timer: BrokerTimer): void {
  if (isStopped(work.state)) return;
  switch (timer.type) {
    case 'communication':
      lifecycle.communicate(work);
      return;
    case 'initial-registration-timeout':
      if (lifecycle.registrationTimedOut(work)) {
        lifecycle.crash(work, 'the broker could not register with the controller');
      }
      return;
    case 'controlled-shutdown-timeout':
      if (work.state.zookeeper === undefined) shutdown(work);
      else controlledShutdownTimedOut(work);
      return;
    case 'isr-change-propagation':
      maybePropagateIsrChanges(work);
      return;
    case 'channel':
      channels.pump(work, timer.channel);
      return;
    case 'channel-timeout':
      channels.timedOut(work, timer.channel);
      channels.pump(work, timer.channel);
      return;
    case 'send-alter-partition':
      propagate(work);
      return;
    case 'isr-expiration':
      expireIsrs(work);
      return;
    case 'high-watermark-checkpoint':
      checkpointHighWatermarks(work);
      return;
    case 'log-task':
      logTaskDue(work, timer.task);
      return;
    case 'group-operation':
    case 'group-load':
    case 'group-flush':
    case 'group-write-timeout':
      handleGroupTimer(work, timer);
      return;
    case 'delayed-operation':
      delayedOperationExpired(work, timer.connection);
      return;
    case 'fetcher':
      doWork(work, timer.fetcher);
      return;
    case 'fetcher-timeout':
      fetcherTimedOut(work, timer.fetcher);
      return;
    default:
      unreachable(timer);
      return;
  }
}
