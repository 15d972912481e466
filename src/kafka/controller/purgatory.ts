/**
 * Answers that wait for their records to be committed (QuorumController.ControllerWriteEvent and
 * org.apache.kafka.deferred.DeferredEventQueue). A request that wrote nothing waits too while something is uncommitted:
 * it was answered from that.
 */
import type { ConnectionId } from '../../sim/protocol.ts';
import type { KafkaOut } from '../kinds.ts';
import type { ControllerRequest, ControllerResponse, ControllerState, DeferredResponse } from './state.ts';

export function answerWhenCommitted(
  state: ControllerState,
  connection: ConnectionId,
  request: ControllerRequest,
  response: ControllerResponse,
  out: KafkaOut,
): ControllerState {
  if (state.lastWritten <= state.committed.offset) {
    out.reply(connection, response);
    return state;
  }
  return { ...state, deferred: [...state.deferred, { offset: state.lastWritten, connection, request, response }] };
}

export function completeUpTo(state: ControllerState, offset: number, out: KafkaOut): ControllerState {
  const { deferred } = state;
  let complete = 0;
  for (; complete < deferred.length && (deferred[complete] as DeferredResponse).offset <= offset; complete++) {
    const { connection, response } = deferred[complete] as DeferredResponse;
    out.reply(connection, response);
  }
  return complete === 0 ? state : { ...state, deferred: deferred.slice(complete) };
}
