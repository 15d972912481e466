/**
 * Who gets the next partition, and who gives one up (UniformHeterogeneousAssignmentBuilder.MemberAssignmentBalancer). The
 * members stand in a row by their load; a range of equally loaded ones grows from the light end while partitions are
 * given, another from the heavy end while they are taken. When the two levels are one apart, it is balanced.
 */
import { assert } from '../../../base/assert.ts';

export class MemberAssignmentBalancer {
  /** By member, changed by whoever assigns. */
  readonly #sizes: readonly number[];
  #sortedMembers: number[] = [];
  #leastLoadedRangeEnd = 0;
  #leastLoadedRangePartitionCount = -1;
  #nextLeastLoadedMember = 0;
  #mostLoadedRangeStart = 0;
  #mostLoadedRangeEnd = 0;
  #mostLoadedRangePartitionCount = 1;
  #nextMostLoadedMember = -1;

  constructor(memberTargetAssignmentSizes: readonly number[]) {
    this.#sizes = memberTargetAssignmentSizes;
  }

  /** Begins with these members; the answer is how far their loads are apart. */
  initialize(members: readonly number[]): number {
    assert(members.length > 0, 'somebody subscribes');
    this.#sortedMembers = [...members].sort((a, b) => this.#sizes[a]! - this.#sizes[b]! || a - b);
    const { length } = members;
    const [least, most] = [this.#loadAt(0), this.#loadAt(length - 1)];
    this.#leastLoadedRangeEnd = 0;
    this.#leastLoadedRangePartitionCount = least - 1;
    this.#nextLeastLoadedMember = 0;
    this.#mostLoadedRangeStart = length;
    this.#mostLoadedRangeEnd = length;
    this.#mostLoadedRangePartitionCount = most + 1;
    this.#nextMostLoadedMember = length - 1;
    return most - least;
  }

  /** To be given one partition. */
  nextLeastLoadedMember(): number {
    if (this.#nextLeastLoadedMember >= this.#leastLoadedRangeEnd) {
      this.#leastLoadedRangePartitionCount++;
      while (
        this.#leastLoadedRangeEnd < this.#sortedMembers.length &&
        this.#loadAt(this.#leastLoadedRangeEnd) === this.#leastLoadedRangePartitionCount
      ) {
        this.#leastLoadedRangeEnd++;
      }
      this.#nextLeastLoadedMember = 0;
    }
    return this.#sortedMembers[this.#nextLeastLoadedMember++]!;
  }

  /** To be taken one partition from; -1 when nobody is left. */
  nextMostLoadedMember(): number {
    if (this.#nextMostLoadedMember < this.#mostLoadedRangeStart) {
      const isEmpty = this.#mostLoadedRangeEnd <= this.#mostLoadedRangeStart;
      if (isEmpty && this.#mostLoadedRangeStart > 0) {
        this.#mostLoadedRangePartitionCount = this.#loadAt(this.#mostLoadedRangeStart - 1);
      } else this.#mostLoadedRangePartitionCount--;
      while (
        this.#mostLoadedRangeStart > 0 &&
        this.#loadAt(this.#mostLoadedRangeStart - 1) === this.#mostLoadedRangePartitionCount
      ) {
        this.#mostLoadedRangeStart--;
      }
      this.#nextMostLoadedMember = this.#mostLoadedRangeEnd - 1;
    }
    if (this.#nextMostLoadedMember < 0) return -1;
    return this.#sortedMembers[this.#nextMostLoadedMember--]!;
  }

  /** The member just named has no partition to give: it goes behind the end of the range. */
  excludeMostLoadedMember(): void {
    const place = this.#nextMostLoadedMember + 1;
    const last = this.#mostLoadedRangeEnd - 1;
    const excluded = this.#sortedMembers[place]!;
    this.#sortedMembers[place] = this.#sortedMembers[last]!;
    this.#sortedMembers[last] = excluded;
    this.#mostLoadedRangeEnd--;
  }

  isBalanced(): boolean {
    return this.#mostLoadedRangePartitionCount - this.#leastLoadedRangePartitionCount <= 1;
  }

  #loadAt(place: number): number {
    return this.#sizes[this.#sortedMembers[place]!]!;
  }
}
