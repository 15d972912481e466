/**
 * The queue of the controller and its one thread (kafka.controller.ControllerEventManager): an event that waits for ZooKeeper
 * keeps all others waiting. *Simplified:* processing itself takes no time, only what it waits for.
 */
import { type ControllerEvent, STATE_OF_EVENT } from './controllerEvent.ts';
import type { ControllerHost } from './work.ts';

export const CONTROLLER_EVENT_THREAD = 'controller-event-thread';

/** QueuedEvent.awaitProcessing of the Expire event: wakes who makes the new session. */
export const EXPIRE_PROCESSING = 'controller-expire-processing';
export const CONTROLLER_SHUT_DOWN = 'controller-shut-down';

export function put(host: ControllerHost, event: ControllerEvent): void {
  const { controller } = host;
  if (controller.closed) return;
  host.controller = { ...controller, queue: [...controller.queue, { event, enqueuedAt: host.env.now }] };
  next(host);
}

/** What waits is not processed any more; who waits for its answer is told that the controller has moved. */
export function clearAndPut(host: ControllerHost, event: ControllerEvent): void {
  const preempted = host.controller.queue;
  host.controller = { ...host.controller, queue: [] };
  for (const { event: old } of preempted) preempt(host, old);
  put(host, event);
}

/** The thread takes the next event, if it is at none. */
export function next(host: ControllerHost): void {
  const { controller, env, config } = host;
  const [first, ...queue] = controller.queue;
  if (controller.running !== null || first === undefined) return;
  const running = { ...first, startedAt: env.now, base: controller.owned, config, waitsDone: 0, effectsDone: 0 };
  host.controller = { ...controller, queue, running };
  host.startControllerThread();
  if (first.event.type === 'Expire') host.wake(EXPIRE_PROCESSING);
}

/** The run of the thread has come to its end. */
export function ended(host: ControllerHost): void {
  const { running, queue } = host.controller;
  const wasShutdown = running?.event.type === 'ShutdownEventThread';
  if (running !== null) {
    host.out.fact({
      type: 'ControllerEventProcessed',
      id: host.brokerId,
      event: running.event.type,
      state: STATE_OF_EVENT[running.event.type],
      queued: running.startedAt - running.enqueuedAt,
      took: host.env.now - running.startedAt,
      left: queue.length,
    });
  }
  host.controller = { ...host.controller, running: null, closed: host.controller.closed || wasShutdown };
  if (wasShutdown) host.wake(CONTROLLER_SHUT_DOWN);
  else next(host);
}

function preempt(host: ControllerHost, event: ControllerEvent): void {
  switch (event.type) {
    case 'ControlledShutdown':
      // ControllerMovedException
      host.answer(event.callback, {
        type: 'ControlledShutdownResponse',
        errorCode: 'STALE_CONTROLLER_EPOCH',
        remainingPartitions: [],
      });
      break;
    case 'ApiPartitionReassignment':
      host.answer(event.callback, {
        type: 'AlterReassignmentsResult',
        error: { error: 'NOT_CONTROLLER', message: null },
        outcomes: [],
      });
      break;
    case 'ListPartitionReassignments':
      host.answer(event.callback, {
        type: 'ListPartitionReassignmentsResponse',
        errorCode: 'NOT_CONTROLLER',
        errorMessage: null,
        partitions: [],
      });
      break;
    case 'ReplicaLeaderElection':
      if (event.callback !== null) {
        host.answer(event.callback, {
          type: 'ElectLeadersResult',
          outcomes: (event.partitions ?? []).map((tp) => [tp, { error: 'NOT_CONTROLLER', message: null }]),
        });
      }
      break;
    // Nobody is told: AlterPartitionReceived and AllocateProducerIds are sent again when their time is up.
    default:
  }
}
