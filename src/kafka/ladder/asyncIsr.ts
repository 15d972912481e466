/**
 * AlterPartition takes time: the leader asks the controller for another ISR and goes on before it has the answer. Which
 * ISR does the high watermark go by in the meantime? Kafka's answer is the maximal ISR: the committed one and the one asked
 * for (KIP-497, Partition.scala). The other answer, the committed ISR alone, is the plausible one that loses records.
 *
 * Follows: hachikuji/kafka-specification, AsyncIsr.tla. One leader, b1, for the whole time; logs are only lengths.
 * *Simplified:* bounded, which the specification leaves to whoever runs it: no write past `maxRecords`, no version of the
 * controller's past `maxLeaderEpoch` (each change of the ISR makes a version, as each election makes an epoch).
 */
import { assert } from '../../base/assert.ts';
import { Fields } from '../../check/fields.ts';
import type { Emit, Row } from '../../check/model.ts';
import type { LadderConstants } from './constants.ts';
import { brokerName, isrText, type LadderModel } from './ladderModel.ts';

export type HighWatermarkBy = 'maximal-isr' | 'committed-isr';

const LEADER = 0;

const CONTROLLER_SHRINK_ISR = 0;
const CONTROLLER_HANDLE_REQUEST = 1;
const LEADER_REQUEST_SHRINK_ISR = 2;
const LEADER_REQUEST_EXPAND_ISR = 3;
const LEADER_WRITE = 4;
const LEADER_HANDLE_UPDATE = 5;
const FOLLOWER_REPLICATE = 6;
const ACTION_BITS = 3;

/** Where things lie. An ISR is a set of bits; the leader is in each but the empty one. */
const CONTROLLER_ISR = 0;
const CONTROLLER_VERSION = 1;
const LEADER_ISR = 2;
const LEADER_VERSION = 3;
/** Empty when nothing was asked for since the last answer. */
const PENDING_ISR = 4;
const OFFSETS = 5;

export function asyncIsrModel(by: HighWatermarkBy, constants: LadderConstants): LadderModel {
  const { replicas, maxRecords, maxLeaderEpoch: lastVersion } = constants;
  const everyone = (1 << replicas) - 1;
  const versions = lastVersion + 1;
  // The ISRs asked for while the leader knew this version: a bit for each set of followers.
  const requested = (version: number) => OFFSETS + replicas + version;
  // The ISR that the controller wrote under this version, or none.
  const written = (version: number) => OFFSETS + replicas + versions + version;
  const repeat = (count: number, largest: number) => Array.from({ length: count }, () => largest);
  const fields = new Fields([
    ...[everyone, lastVersion, everyone, lastVersion, everyone],
    ...repeat(replicas, maxRecords),
    ...repeat(versions, (1 << (1 << (replicas - 1))) - 1),
    ...repeat(versions, everyone),
  ]);
  const values = new Int32Array(fields.count);
  const next = new Int32Array(fields.width);
  const get = (field: number) => values[field]!;

  function highWatermark(): number {
    const isr = by === 'maximal-isr' ? get(LEADER_ISR) | get(PENDING_ISR) : get(LEADER_ISR);
    let least = maxRecords;
    for (let replica = 0; replica < replicas; replica++) {
      if (((isr >> replica) & 1) !== 0) least = Math.min(least, get(OFFSETS + replica));
    }
    return least;
  }

  function leave(row: Row, emit: Emit): void {
    fields.readAll(row, values);
    next.set(row);
    const done = (kind: number, argument = 0) => {
      emit(next, kind | (argument << ACTION_BITS));
      next.set(row);
    };
    const write = (isr: number) => {
      const version = get(CONTROLLER_VERSION) + 1;
      fields.set(next, CONTROLLER_ISR, isr);
      fields.set(next, CONTROLLER_VERSION, version);
      fields.set(next, written(version), isr);
    };
    const ask = (isr: number) => {
      const field = requested(get(LEADER_VERSION));
      fields.set(next, field, get(field) | (1 << (isr >> 1)));
      fields.set(next, PENDING_ISR, get(PENDING_ISR) | isr);
    };
    if (get(CONTROLLER_VERSION) < lastVersion) {
      for (let replica = 1; replica < replicas; replica++) {
        if (((get(CONTROLLER_ISR) >> replica) & 1) === 0) continue;
        write(get(CONTROLLER_ISR) & ~(1 << replica));
        done(CONTROLLER_SHRINK_ISR, replica);
      }
      for (let asked = get(requested(get(CONTROLLER_VERSION))), set = 0; asked !== 0; asked >>= 1, set++) {
        if ((asked & 1) === 0) continue;
        write((set << 1) | 1);
        done(CONTROLLER_HANDLE_REQUEST, (set << 1) | 1);
      }
    }
    const leaderIsr = get(LEADER_ISR);
    for (let replica = 1; replica < replicas; replica++) {
      if (((leaderIsr >> replica) & 1) !== 0) {
        ask(leaderIsr & ~(1 << replica));
        done(LEADER_REQUEST_SHRINK_ISR, replica);
      } else if (get(OFFSETS + replica) >= highWatermark()) {
        ask(leaderIsr | (1 << replica));
        done(LEADER_REQUEST_EXPAND_ISR, replica);
      }
      if (get(OFFSETS + replica) < get(OFFSETS + LEADER)) {
        fields.set(next, OFFSETS + replica, get(OFFSETS + replica) + 1);
        done(FOLLOWER_REPLICATE, replica);
      }
    }
    if (get(OFFSETS + LEADER) < maxRecords) {
      fields.set(next, OFFSETS + LEADER, get(OFFSETS + LEADER) + 1);
      done(LEADER_WRITE);
    }
    for (let version = get(LEADER_VERSION) + 1; version <= get(CONTROLLER_VERSION); version++) {
      fields.set(next, LEADER_ISR, get(written(version)));
      fields.set(next, LEADER_VERSION, version);
      fields.set(next, PENDING_ISR, 0);
      done(LEADER_HANDLE_UPDATE, version);
    }
  }

  function describe(code: number): string {
    const argument = code >> ACTION_BITS;
    const leader = brokerName(LEADER);
    switch (code & ((1 << ACTION_BITS) - 1)) {
      case CONTROLLER_SHRINK_ISR:
        return `controller takes ${brokerName(argument)} out of the ISR: ${stamped()}`;
      case CONTROLLER_HANDLE_REQUEST:
        return `controller grants what ${leader} asked for: ${stamped()}`;
      case LEADER_REQUEST_SHRINK_ISR:
        return `${leader} asks for an ISR without ${brokerName(argument)}; ${watermark()}`;
      case LEADER_REQUEST_EXPAND_ISR:
        return `${leader} asks for an ISR with ${brokerName(argument)}; ${watermark()}`;
      case LEADER_WRITE:
        return `${leader} appends offset ${get(OFFSETS + LEADER) - 1}`;
      case LEADER_HANDLE_UPDATE:
        return `${leader} learns of version ${argument}: ISR ${isrText(get(LEADER_ISR))}; ${watermark()}`;
      default:
        return `${brokerName(argument)} fetches offset ${get(OFFSETS + argument) - 1}; ${watermark()}`;
    }
  }
  const stamped = () => `ISR ${isrText(get(CONTROLLER_ISR))}, version ${get(CONTROLLER_VERSION)}`;
  const watermark = () => `high watermark ${highWatermark()}`;

  return {
    width: fields.width,
    initial(emit) {
      const row = new Int32Array(fields.width);
      fields.set(row, CONTROLLER_ISR, everyone);
      fields.set(row, LEADER_ISR, everyone);
      emit(row, 0);
    },
    next: leave,
    invariant(name) {
      assert(name === 'ValidHighWatermark', `no property ${name}`);
      return { name, holds: everyMemberHasReachedHighWatermark };
    },
    describeStep(_before, action, after) {
      fields.readAll(after, values);
      return describe(action);
    },
    describeState(row) {
      fields.readAll(row, values);
      const ends = Array.from({ length: replicas }, (_, i) => `${brokerName(i)} LEO ${get(OFFSETS + i)}`);
      const pending = get(PENDING_ISR) === 0 ? 'nothing asked for' : `asked for up to ${isrText(get(PENDING_ISR))}`;
      return [
        `controller: ${stamped()}`,
        `${brokerName(LEADER)}: ISR ${isrText(get(LEADER_ISR))}, version ${get(LEADER_VERSION)}, ${pending}, ${watermark()}`,
        ends.join(', '),
      ];
    },
  };

  function everyMemberHasReachedHighWatermark(row: Row): boolean {
    fields.readAll(row, values);
    const least = highWatermark();
    for (let replica = 0; replica < replicas; replica++) {
      if (((get(CONTROLLER_ISR) >> replica) & 1) !== 0 && get(OFFSETS + replica) < least) return false;
    }
    return true;
  }
}
