/** How a broker ends: its logs are closed, and the marker tells the next start so (kafka.server.BrokerServer.shutdown). */

import { markCleanShutdown } from '../log/logDirectory.ts';
import { closeLogs, writeLogStarts, writeRecoveryPoints } from '../log/logManager.ts';
import { writeHighWatermarks } from '../replication/replicaManager.ts';
import * as lifecycle from './brokerLifecycleManager.ts';
import type { BrokerState } from './state.ts';
import type { Work } from './work.ts';

/** A combined node: the broker is done, and the controller may go. */
export function isStopped({ lifecycle: { state } }: BrokerState): boolean {
  return state === 'SHUTTING_DOWN';
}

export function shutdown(work: Work): void {
  stop(work);
  if (!work.state.setup.roles.controller) exit(work, null);
}

/** Logs are flushed by the clean exit itself; the marker tells the next start so. */
export function stop(work: Work): void {
  lifecycle.shuttingDown(work);
  // Before its logs are open there is nothing that could be said of them: the last marker still holds.
  if (!work.state.firstPublished) return;
  closeLogs(work);
  writeHighWatermarks(work);
  writeRecoveryPoints(work, ({ logEndOffset }) => logEndOffset);
  writeLogStarts(work);
  markCleanShutdown(work.state.lifecycle.brokerEpoch, work.out);
}

/** After a failure the disk is in order all the same. */
export function exit(work: Work, failure: string | null): void {
  const isControlled = work.state.setup.config['controlled.shutdown.enable'] !== false;
  const [clean, reason] = [failure === null, failure ?? (isControlled ? 'controlled shutdown' : 'shutdown')];
  work.out.fact({ type: 'ProcessExited', node: work.env.self, clean, reason });
  work.out.exit(true);
}
