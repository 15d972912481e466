/**
 * One partition, its controller and all that can happen to them next: the specification's model, for any generation of
 * the rules. Requests stay for ever and reach whoever they reach; a step is atomic; there are no clocks.
 *
 * Follows: hachikuji/kafka-specification, KafkaReplication.tla and the modules that extend it.
 * *Simplified:* like there, the ISR is written and seen at once (AsyncIsr is a model of its own, see asyncIsr.ts), and a
 * crash is only a controller that takes somebody out of the ISR.
 */
import type { Invariant, Model } from '../../check/model.ts';
import type { LadderConstants } from './constants.ts';
import { controllerElectsLeader, controllerShrinksIsr } from './controller.ts';
import { becomesFollower, followerFetches, followerTruncates } from './follower.ts';
import { type LadderProperty, ladderInvariant } from './invariants.ts';
import { leaderExpandsIsr, leaderShrinksIsr } from './isr.ts';
import { becomesLeader, leaderIncrementsHighWatermark, leaderWrites } from './leader.ts';
import { PartitionState } from './partitionState.ts';
import type { Rules } from './rules.ts';
import { canonicalOf } from './symmetry.ts';
import { Turn } from './turn.ts';

export interface ReplicationModel extends Model {
  readonly state: PartitionState;
  readonly invariant: (name: LadderProperty) => Invariant;
}

export interface ReplicationOptions {
  /** Needed by CommittedOnTrueLeader; makes more states. */
  readonly remembersCommitted?: boolean;
  readonly symmetry?: boolean;
}

export function replicationModel(
  rules: Rules,
  constants: LadderConstants,
  options: ReplicationOptions = {},
): ReplicationModel {
  const state = new PartitionState(constants, options.remembersCommitted);
  const turn = new Turn(state);
  const model: ReplicationModel = {
    width: state.fields.width,
    state,
    initial(emit) {
      const row = new Int32Array(state.fields.width);
      state.fields.set(row, state.controllerIsrField, (1 << constants.replicas) - 1);
      emit(row, 0);
    },
    next(row, emit) {
      turn.begin(row, emit);
      controllerElectsLeader(turn);
      controllerShrinksIsr(turn);
      becomesLeader(turn);
      leaderExpandsIsr(turn, rules);
      leaderShrinksIsr(turn, rules);
      leaderWrites(turn);
      leaderIncrementsHighWatermark(turn, rules);
      becomesFollower(turn, rules);
      followerFetches(turn, rules);
      if (rules.truncation === 'while-fetching') followerTruncates(turn);
    },
    // A state of its own: invariants are asked while the rules are in the middle of another.
    invariant: (name) => ladderInvariant(name, new PartitionState(constants, options.remembersCommitted)),
  };
  if (options.symmetry !== true) return model;
  return { ...model, canonical: canonicalOf(new PartitionState(constants, options.remembersCommitted)) };
}
