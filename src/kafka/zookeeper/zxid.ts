/**
 * The number of a change: the leader's epoch and a counter within it (org.apache.zookeeper.server.util.ZxidUtils).
 *
 * *Simplified:* a number of 53 bits in place of 64; no counter comes near its end.
 */
const COUNTERS = 0x1_0000_0000;

export function makeZxid(epoch: number, counter: number): number {
  return epoch * COUNTERS + counter;
}

export function epochOf(zxid: number): number {
  return Math.floor(zxid / COUNTERS);
}

export function counterOf(zxid: number): number {
  return zxid % COUNTERS;
}

export function hexOf(zxid: number): string {
  return `0x${zxid.toString(16)}`;
}
