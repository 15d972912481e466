/**
 * Member ids as the coordinator makes them: the client's name, or the instance's, and a random UUID
 * (ClassicGroup.generateMemberId, java.util.UUID.randomUUID).
 */
import type { RequestContext, ShardContext } from '../shardContext.ts';

const HEXADECIMAL = '0123456789abcdef';
const WORD = 0x10000;

/** `8d2f41c6-5b1a-4c07-9a3e-0f6d2b7c1e55`, drawn by whom it is for and when. */
export function randomMemberUuid(context: ShardContext, groupId: string, { clientId, waiter }: RequestContext): string {
  const occasion = `member id of group ${groupId} client ${clientId} at ${context.now} request ${waiter.connection} ${waiter.correlationId}`;
  const words = [0, 1, 2, 3, 4, 5, 6, 7].map((place) => context.draw(`${occasion} word ${place}`, WORD));
  words[3] = (words[3]! & 0x0fff) | 0x4000;
  words[4] = (words[4]! & 0x3fff) | 0x8000;
  const [a, b, c, d, e, f, g, h] = words.map(hexadecimal);
  return `${a}${b}-${c}-${d}-${e}-${f}${g}${h}`;
}

function hexadecimal(word: number): string {
  let text = '';
  for (let shift = 12; shift >= 0; shift -= 4) text += HEXADECIMAL[(word >>> shift) & 15];
  return text;
}
