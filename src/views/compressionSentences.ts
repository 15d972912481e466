/** Facts about compression: what it saves, and what it costs. */
import { broker, type Sentence, subject } from './factWords.ts';
import type { Language } from './viewProps.ts';

const micros = (nanos: string | undefined): string => `${Math.round(Number(nanos) / 1_000)} µs`;

export const COMPRESSION_SENTENCES = {
  BatchCompressed: {
    en: (f) =>
      `${f.client} compressed a batch for ${f.partition} with ${f.compression}: ${f.uncompressedBytes} bytes became ${f.bytes}, for about ${micros(f.nanos)} of a core.`,
    ko: (f) =>
      `${subject(f.client)} ${f.partition}에 보낼 배치를 ${f.compression}로 압축했어요. ${f.uncompressedBytes}바이트 → ${f.bytes}바이트, CPU 약 ${micros(f.nanos)}.`,
  },
  BatchRecompressed: {
    en: (f) =>
      `${broker(f.broker)} made a batch of ${f.partition} over, as compression.type of its topic asks: ${f.from} to ${f.to}, ${f.bytesBefore} bytes to ${f.bytes}, for about ${micros(f.nanos)} of a core.`,
    ko: (f) =>
      `${subject(broker(f.broker))} 토픽의 compression.type에 맞춰 ${f.partition} 배치를 다시 만들었어요. ${f.from} → ${f.to}, ${f.bytesBefore}바이트 → ${f.bytes}바이트, CPU 약 ${micros(f.nanos)}.`,
  },
} satisfies Readonly<Record<string, Readonly<Record<Language, Sentence>>>>;
