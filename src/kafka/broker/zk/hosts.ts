/**
 * The broker as its parts of the ZooKeeper era see it, for the length of one event: the client with its threads, and the
 * controller. Made where an event begins (brokerServer.ts); the threads of a broker are started here.
 */
import { isActive } from '../../kafkaController/kafkaController.ts';
import type { ControllerHost } from '../../kafkaController/work.ts';
import type { KafkaRequest } from '../../messages.ts';
import { startZkThread } from '../../zk/threadList.ts';
import type { ZkHost } from '../../zk/threadState.ts';
import { park } from '../connections.ts';
import type { Work } from '../work.ts';
import type { WaitingRequest, ZkJob } from './jobs.ts';

/** Starts and stops the broker, one after the other. */
export const MAIN_THREAD = 'main';

export interface ZooKeeperHosts {
  readonly zk: ZkHost<ZkJob>;
  readonly controller: ControllerHost;
}

export function zkHost(work: Work): ZkHost<ZkJob> {
  return hosts(work).zk;
}

export function controllerHost(work: Work): ControllerHost {
  return hosts(work).controller;
}

function hosts(work: Work): ZooKeeperHosts {
  work.hosts ??= work.hostsOf(work);
  return work.hosts;
}

export function startThread(work: Work, name: string, job: ZkJob): void {
  startZkThread(zkHost(work), name, job);
}

/** Its connection waits until it is answered (`answer` of topicPurgatory.ts). */
export function parkFor(work: Work, connection: number, request: KafkaRequest): void {
  park(work, connection, { type: 'zookeeper', request, parkedAt: work.env.now, delayed: null });
}

/** A thread will answer it. */
export function startRequestThread(work: Work, connection: number, request: WaitingRequest): void {
  parkFor(work, connection, request);
  startThread(work, `request ${connection} ${request.correlationId}`, { type: 'request', connection, request });
}

/** KafkaController.isActive */
export function isActiveController({ state }: Work): boolean {
  return state.zookeeper !== undefined && isActive(state.zookeeper.controller, state.setup.nodeId);
}
