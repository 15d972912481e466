/**
 * Topic ids as Kafka prints them (org.apache.kafka.common.Uuid): sixteen bytes of a version 4 UUID in URL-safe base64.
 * *Simplified:* drawn from the run's seed and the topic's name.
 */
import type { Env } from '../../sim/protocol.ts';

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';

export const ZERO_UUID = 'AAAAAAAAAAAAAAAAAAAAAA';

export function randomUuid(env: Pick<Env, 'draw'>, occasion: string): string {
  for (let attempt = 0; ; attempt++) {
    const bytes: number[] = [];
    for (let i = 0; i < 16; i++) bytes.push(env.draw(`uuid ${occasion} attempt ${attempt} byte ${i}`, 256));
    bytes[6] = ((bytes[6] as number) & 0x0f) | 0x40;
    bytes[8] = ((bytes[8] as number) & 0x3f) | 0x80;
    const text = base64(bytes);
    // A name that begins with a dash would read as an option on a command line.
    if (!text.startsWith('-')) return text;
  }
}

function base64(bytes: readonly number[]): string {
  let text = '';
  let bits = 0;
  let held = 0;
  for (const byte of bytes) {
    held = (held << 8) | byte;
    bits += 8;
    while (bits >= 6) {
      bits -= 6;
      text += ALPHABET[(held >>> bits) & 63];
    }
    held &= (1 << bits) - 1;
  }
  return bits === 0 ? text : text + ALPHABET[(held << (6 - bits)) & 63];
}
