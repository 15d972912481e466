/** A why and a why-not for the gallery: a fenced broker, an election, and a consumer that waits. */
import type { RuleFrame, WhyFrame, WhyNotFrame, WhyNotOffer } from '../../frame/why/whyFrames.ts';
import { FACTS } from './extras.ts';

const FENCED: RuleFrame = {
  says: {
    en: 'The active controller fences a broker of which it has had no heartbeat for broker.session.timeout.ms.',
    ko: '활성 컨트롤러는 broker.session.timeout.ms 동안 하트비트가 없는 브로커를 펜싱해요.',
  },
  source: 'org.apache.kafka.controller.ReplicationControlManager.maybeFenceOneStaleBroker',
};

export const EXPLAINED: WhyFrame = {
  aspect: 'leader',
  aspects: ['leader', 'isr', 'high-watermark'],
  root: 'command',
  ends: null,
  steps: [
    {
      step: 420,
      at: 1_000_000,
      node: 'c1',
      kind: 'message',
      fact: FACTS[FACTS.length - 3]!,
      event: null,
      because: [
        {
          en: 'In the order of the replicas b1, b2, b3, b2 is the first that is unfenced and in the ISR; passed over: b1.',
          ko: '레플리카 순서 b1, b2, b3에서 펜싱되지 않았으며 ISR에 있는 첫 번째가 b2예요. 건너뛴 것: b1.',
        },
      ],
      rule: FENCED,
      settings: [{ key: 'broker.session.timeout.ms', value: '9000' }],
      folded: [
        { step: 402, at: 960_000, node: 'c2', kind: 'message', event: 'c1 -> c2 Fetch answer epoch 1 3 records' },
        { step: 390, at: 940_000, node: 'c1', kind: 'timer', event: null },
      ],
    },
    {
      step: 200,
      at: 480_000,
      node: 'b1',
      kind: 'command',
      fact: FACTS[FACTS.length - 6]!,
      event: null,
      because: [],
      rule: null,
      settings: [],
      folded: [],
    },
  ],
};

export const OFFERS: readonly WhyNotOffer[] = [
  {
    ask: { question: 'not-in-isr', partition: 'orders-0', broker: 1 },
    says: { en: 'Why is b1 not in the ISR of orders-0?', ko: 'b1은 왜 orders-0의 ISR에 없나요?' },
  },
];

export const NOT_READ: WhyNotFrame = {
  ask: { question: 'not-read', node: 'k1', partition: 'orders-0', offset: 69 },
  says: { en: 'Why has k1 not read orders-0 offset 69?', ko: 'k1은 왜 orders-0 오프셋 69를 읽지 못했나요?' },
  answer: {
    en: 'The high watermark of b1 is 69: offset 69 is not committed yet.',
    ko: 'b1의 하이 워터마크가 69이어서, 오프셋 69는 아직 커밋되지 않았어요.',
  },
  conditions: [
    {
      says: { en: 'orders-0 has a leader that serves it.', ko: 'orders-0에 서비스 중인 리더가 있다.' },
      met: true,
      seen: { en: 'b1 leads it.', ko: 'b1이 리더예요.' },
      rule: null,
      settings: [],
      since: { step: 100, at: 240_000, fact: FACTS[0]! },
    },
    {
      says: { en: 'It is below the high watermark.', ko: '하이 워터마크 아래이다.' },
      met: false,
      seen: { en: 'The high watermark of b1 is 69.', ko: 'b1의 하이 워터마크는 69예요.' },
      rule: FENCED,
      settings: [{ key: 'min.insync.replicas', value: '2' }],
      since: null,
    },
    {
      says: { en: 'Its application calls poll().', ko: '애플리케이션이 poll()을 부른다.' },
      met: null,
      seen: { en: 'Not known.', ko: '알 수 없어요.' },
      rule: null,
      settings: [],
      since: null,
    },
  ],
};
