/**
 * One partition, its controller and all that can happen to them next: the specification's model, for any generation of
 * the rules. Requests stay for ever and reach whoever they reach; a step is atomic; there are no clocks.
 *
 * Follows: hachikuji/kafka-specification, KafkaReplication.tla and the modules that extend it.
 * *Simplified:* like there, the ISR is written and seen at once (AsyncIsr is a model of its own, see asyncIsr.ts), and a
 * crash is only a controller that takes somebody out of the ISR.
 */
import { assert } from '../../base/assert.ts';
import type { LadderConstants } from './constants.ts';
import { controllerElectsLeader, controllerShrinksIsr } from './controller.ts';
import { describeState, describeStep } from './describe.ts';
import { becomesFollower, followerFetches, followerTruncates } from './follower.ts';
import { isReplicationProperty, ladderInvariant } from './invariants.ts';
import { leaderExpandsIsr, leaderShrinksIsr } from './isr.ts';
import type { LadderModel } from './ladderModel.ts';
import { becomesLeader, leaderIncrementsHighWatermark, leaderWrites } from './leader.ts';
import { PartitionState } from './partitionState.ts';
import type { Rules } from './rules.ts';
import { canonicalOf } from './symmetry.ts';
import { Turn } from './turn.ts';

export interface ReplicationOptions {
  /** Needed by CommittedOnTrueLeader; makes more states. */
  readonly remembersCommitted?: boolean;
  readonly symmetry?: boolean;
}

export function replicationModel(
  rules: Rules,
  constants: LadderConstants,
  options: ReplicationOptions = {},
): LadderModel {
  const state = new PartitionState(constants, options.remembersCommitted);
  const turn = new Turn(state);
  // What looks at a state from outside has a place of its own to unpack it: the rules are in the middle of another.
  const aside = new PartitionState(constants, options.remembersCommitted);
  const model: LadderModel = {
    width: state.fields.width,
    initial(emit) {
      const row = new Int32Array(state.fields.width);
      state.fields.set(row, state.controllerIsrField, (1 << constants.replicas) - 1);
      emit(row, 0);
    },
    next(row, emit) {
      turn.begin(row, emit);
      becomesLeader(turn);
      leaderExpandsIsr(turn, rules);
      leaderShrinksIsr(turn, rules);
      leaderWrites(turn);
      leaderIncrementsHighWatermark(turn, rules);
      becomesFollower(turn, rules);
      followerFetches(turn, rules);
      if (rules.truncation === 'while-fetching') followerTruncates(turn);
      // Last, so that of several shortest ways the one is told in which elections come when they are needed.
      controllerElectsLeader(turn);
      controllerShrinksIsr(turn);
    },
    invariant(name) {
      assert(isReplicationProperty(name), `no property ${name}`);
      return ladderInvariant(name, aside);
    },
    describeStep: (before, action, after) => describeStep(aside, before, action, after),
    describeState: (row) => describeState(aside, row),
  };
  if (options.symmetry !== true) return model;
  return { ...model, canonical: canonicalOf(aside) };
}
