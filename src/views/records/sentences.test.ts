import { expect, test } from 'vitest';
import type { BiographyFrame } from '../../frame/biography/biographyFrames.ts';
import { biographyText, eventSentence } from './sentences.ts';

const BIOGRAPHY: BiographyFrame = {
  record: {
    client: 'p1',
    record: 12,
    partition: 'orders-0',
    key: 'k',
    offsets: [7],
    fate: 'acknowledged',
    sentAt: 1_000_000,
  },
  value: 'v',
  verdict: 'lost',
  error: null,
  copies: [
    {
      offset: 7,
      epoch: 0,
      at: 1_006_000,
      counts: false,
      replicas: [
        { broker: 1, leader: false, alive: false, state: 'held' },
        { broker: 2, leader: true, alive: true, state: 'absent' },
      ],
    },
  ],
  events: [
    { type: 'sent', step: 5, at: 1_000_000, index: 3, fields: { partition: 'orders-0', batch: '4', resendOf: '' } },
    {
      type: 'waited',
      step: 6,
      at: 1_005_000,
      index: 4,
      fields: { metadata: '0', inFlight: '0', linger: '5000', backoff: '0', other: '0' },
    },
    { type: 'appended', step: 7, at: 1_006_000, index: 5, fields: { broker: '1', offset: '7', epoch: '0' } },
    { type: 'acknowledged', step: 8, at: 1_007_000, index: 6, fields: { offset: '7', acks: '1' } },
  ],
};

test('only what it waited for is said', () => {
  expect(eventSentence(BIOGRAPHY.events[1]!, 'en')).toBe('Waited: 5 ms of linger.ms.');
  expect(eventSentence(BIOGRAPHY.events[1]!, 'ko')).toBe('기다렸어요: linger.ms로 5 ms.');
});

test('the whole life as text', () => {
  expect(biographyText(BIOGRAPHY, 'en')).toBe(
    [
      'p1#12  orders-0  k = v',
      'lost: The producer was told that it is safe. No leader has it any more.',
      '',
      '    1.000000s  send(): into batch 4 of orders-0 in the accumulator.',
      '    1.005000s  Waited: 5 ms of linger.ms.',
      '    1.006000s  Appended by b1 at offset 7, leader epoch 0.',
      '    1.007000s  The producer was told: acknowledged at offset 7, acks=1.',
      '',
      'Offset 7, epoch 0 · b1 (not running): has it, b2 (leader): not there',
    ].join('\n'),
  );
});
