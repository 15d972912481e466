/** What every event of the quorum ends with. */
import type { KafkaEnv, KafkaOut } from '../kinds.ts';
import { poll } from './poll.ts';
import type { RaftState } from './state.ts';
import { syncTimers } from './timers.ts';

/** The poll, the timers, and the end of the process if it cannot go on. */
export function settle(before: RaftState | undefined, changed: RaftState, env: KafkaEnv, out: KafkaOut): RaftState {
  const after = changed.fault === undefined ? poll(changed, env, out) : changed;
  if (after.fault !== undefined) {
    out.fact({ type: 'ProcessExited', node: env.self, clean: false, reason: after.fault });
    out.exit(false);
    return after;
  }
  if (after !== before) syncTimers(before, after, env, out);
  return after;
}
