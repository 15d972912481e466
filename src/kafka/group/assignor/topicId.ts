// Topic ids as keys of Java maps (org.apache.kafka.common.Uuid: hashCode and compareTo), written in URL-safe base64.

import { assert } from '../../../base/assert.ts';
import { remembered } from '../../../base/remembered.ts';

/** Twenty-two characters of base64. */
export type TopicId = string;

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
const SIGN = 0x80000000;

/** Two longs as two signed ints each, the most significant one first. */
export function topicIdWords(id: TopicId): readonly [number, number, number, number] {
  const words: [number, number, number, number] = [0, 0, 0, 0];
  let [held, bits, byte] = [0, 0, 0];
  for (const character of id) {
    const six = ALPHABET.indexOf(character);
    assert(six >= 0, `${id} is a topic id`);
    held = ((held & 0xffff) << 6) | six;
    bits += 6;
    if (bits < 8 || byte === 16) continue;
    bits -= 8;
    const word = byte >> 2;
    words[word] = (words[word]! << 8) | ((held >>> bits) & 0xff);
    byte++;
  }
  assert(byte === 16, `${id} is a topic id`);
  return words;
}

export const topicIdHashCode = remembered((id: TopicId): number => {
  const [a, b, c, d] = topicIdWords(id);
  return a ^ b ^ c ^ d;
});

/** Digits in the order of the two signed longs. */
const sortable = remembered((id: TopicId): string => {
  const [a, b, c, d] = topicIdWords(id);
  return [a ^ SIGN, b, c ^ SIGN, d].map((word) => (word >>> 0).toString(16).padStart(8, '0')).join('');
});

export function compareTopicIds(a: TopicId, b: TopicId): number {
  const [mine, other] = [sortable(a), sortable(b)];
  if (mine === other) return 0;
  return mine < other ? -1 : 1;
}
