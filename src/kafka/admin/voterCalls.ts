/**
 * kafka-metadata-quorum.sh add-controller and remove-controller (org.apache.kafka.tools.MetadataQuorumCommand). A voter is
 * a node together with its disk, so the quorum is described first: the answer names the directory ids.
 * *Simplified:* add-controller reads the directory id of the new voter from its own disk, which is the same one.
 */
import type { DescribeQuorumResponse } from '../messages.ts';
import { addCall, failCall, handleResponse } from './calls.ts';
import type { AdminRun, CallRequest, VoterChange } from './state.ts';

export function changeVoters(run: AdminRun, change: VoterChange): void {
  addCall(run, { type: 'DescribeQuorumRequest' }, run.env.now, false);
  const last = run.calls.length - 1;
  run.calls = run.calls.map((call, place) => (place === last ? { ...call, voterChange: change } : call));
}

export function handleQuorumDescribed(run: AdminRun, response: DescribeQuorumResponse): void {
  const call = run.calls.find(({ correlationId }) => correlationId === response.correlationId);
  if (call?.voterChange === undefined || response.errorCode !== 'NONE') {
    handleResponse(run, response);
    return;
  }
  const { voterChange: change, ...rest } = call;
  const request = requestFor(change, response);
  if (typeof request === 'string') {
    const type = change.type === 'add-voter' ? 'AddRaftVoterRequest' : 'RemoveRaftVoterRequest';
    failCall(run, call, type, change.voter.host, request);
    return;
  }
  const next = { ...rest, request, nextAttemptAt: run.env.now, correlationId: null };
  run.calls = run.calls.map((known) => (known.id === call.id ? next : known));
}

/** A text says why there is none. */
function requestFor(
  { type, voter }: VoterChange,
  { currentVoters, observers }: DescribeQuorumResponse,
): CallRequest | string {
  const isMeant = ({ replicaId }: { readonly replicaId: number }): boolean => replicaId === voter.id;
  const known =
    type === 'add-voter' ? (observers.find(isMeant) ?? currentVoters.find(isMeant)) : currentVoters.find(isMeant);
  if (known === undefined) return type === 'add-voter' ? 'it does not fetch the metadata log' : 'it is not a voter';
  const voterDirectoryId = known.replicaDirectoryId ?? '';
  if (type === 'remove-voter') return { type: 'RemoveRaftVoterRequest', voterId: voter.id, voterDirectoryId };
  const add = { type: 'AddRaftVoterRequest', voterId: voter.id, voterDirectoryId, endpoint: voter.host } as const;
  return { ...add, ackWhenCommitted: true };
}
