/**
 * Replicas have no names that matter: a state and the same with its replicas renamed can do the same. The representative
 * is the renaming whose fields come first in order.
 */
import type { Row } from '../../check/model.ts';
import type { PartitionState } from './partitionState.ts';

export function canonicalOf(state: PartitionState): (row: Row) => void {
  const renamings = permutations(state.replicas);
  // Which members a set has once renamed.
  const sets = renamings.map((to) =>
    Int32Array.from({ length: 1 << state.replicas }, (_, set) =>
      to.reduce((renamed, place, replica) => renamed | (((set >> replica) & 1) << place), 0),
    ),
  );
  const count = state.fields.count;
  const candidate = new Int32Array(count);
  const best = new Int32Array(count);
  return (row) => {
    state.fields.readAll(row, state.values);
    best.set(state.values);
    for (let i = 1; i < renamings.length; i++) {
      rename(state, renamings[i]!, sets[i]!, candidate);
      let field = 0;
      while (field < count && candidate[field] === best[field]) field++;
      if (field < count && candidate[field]! < best[field]!) best.set(candidate);
    }
    state.fields.writeAll(row, best);
  };
}

function rename(state: PartitionState, to: readonly number[], sets: Int32Array, into: Int32Array): void {
  const { values } = state;
  into.set(values);
  into[state.controllerIsrField] = sets[values[state.controllerIsrField]!]!;
  for (let epoch = 0; epoch < state.nextLeaderEpoch; epoch++) {
    const leader = state.requestLeader(epoch);
    into[state.requestLeaderField(epoch)] = leader < 0 ? 0 : to[leader]! + 1;
    into[state.requestIsrField(epoch)] = sets[state.requestIsr(epoch)]!;
  }
  for (let replica = 0; replica < state.replicas; replica++) {
    const place = to[replica]!;
    into[state.highWatermarkField(place)] = values[state.highWatermarkField(replica)]!;
    into[state.epochField(place)] = values[state.epochField(replica)]!;
    into[state.isrField(place)] = sets[values[state.isrField(replica)]!]!;
    for (let offset = 0; offset < state.logSize; offset++) {
      into[state.logField(place, offset)] = values[state.logField(replica, offset)]!;
    }
  }
}

function permutations(count: number): number[][] {
  let all: number[][] = [[]];
  for (let item = 0; item < count; item++) {
    all = all.flatMap((one) =>
      Array.from({ length: one.length + 1 }, (_, place) => [...one.slice(0, place), item, ...one.slice(place)]),
    );
  }
  const identity = (one: readonly number[]) => one.every((place, replica) => place === replica);
  return [...all.filter(identity), ...all.filter((one) => !identity(one))];
}
