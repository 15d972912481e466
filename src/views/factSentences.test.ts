import { describe, expect, test } from 'vitest';
import type { FactFrame } from '../frame/frame.ts';
import { FACT_SENTENCES, factSentence } from './factSentences.ts';
import { FACTS } from './gallery/extras.ts';

/** Every field any fact has, so that no sentence can print a hole. */
const FIELDS: Readonly<Record<string, string>> = {
  node: 'b1',
  clean: 'true',
  reason: 'asked to',
  from: 'b1',
  to: 'b2',
  rule: 'cut',
  factor: '3',
  id: '3001',
  epoch: '3',
  leaderId: '3001',
  votes: '3001,3003',
  highWatermark: '12',
  endOffset: '7',
  brokerId: '1',
  brokerEpoch: '9',
  topic: 'orders',
  partitions: '3',
  replicationFactor: '3',
  partition: 'orders-0',
  leader: '2',
  previousLeader: '1',
  leaderEpoch: '4',
  isr: '2,3',
  unclean: 'true',
  previousIsr: '1,2,3',
  partitionEpoch: '5',
  elr: '1',
  lastKnownElr: '',
  broker: '2',
  startOffset: '7',
  baseOffset: '5',
  count: '2',
  removed: '2',
  out: '1',
  joining: '1',
  error: 'TIMEOUT',
  client: 'shop',
  record: '8',
  key: 'k1',
  offset: '5',
  acks: '-1',
  message: 'too late',
  attempt: '2',
  leaders: 'orders-0=2',
  target: '2,3,4',
  adding: '4',
  removing: '1',
  replicas: '2,3,4',
  previousReplicas: '1,2,3',
  added: '2',
  recoveryPoint: '4',
  records: '3',
  request: 'ElectLeaders',
  subject: 'orders-0',
  reassignments: 'orders-0 to [2,3,4]',
  compression: 'zstd',
  uncompressedBytes: '2241',
  bytesBefore: '157',
  bytes: '148',
  nanos: '23600',
  producerId: '1000',
  batches: '2',
  aborted: '3',
  producerEpoch: '0',
  baseSequence: '3',
  expected: '2',
  producerIds: '[1000,1001]',
  logStartOffset: '4',
  tombstones: '1',
  kept: '3',
  upTo: '9',
  group: 'billing',
  generation: '3',
  groups: '2',
  offsets: '2',
  protocol: 'range',
  members: 'k1-1,k2-1',
  member: 'k1-1',
  instance: '',
  assignor: 'range',
  state: 'STABLE',
  assigned: 'orders-0',
  pendingRevocation: '',
  api: 'Produce',
  outcome: 'answered',
  latency: '1080',
  first: '12',
  last: '14',
  tool: 't1',
  line: 'kafka-topics --list',
  text: 'orders',
  status: '0',
  attempts: '4',
  server: '1',
  mode: 'DIFF',
  session: '4294967297',
  timeout: '18000',
  path: '/controller',
  version: '2',
  ephemeralOwner: '0',
  code: 'BADVERSION',
  event: 'NodeDeleted',
  controllerId: '1',
  controllerEpoch: '1',
  knownEpoch: '2',
  ownEpoch: '12',
  accepted: 'true',
  replica: '3',
  op: 'getData',
  took: '1500',
  queued: '40',
  left: '2',
  zkEpoch: '4',
  topics: '2',
};

/** `from` is a node for most, an offset for these. */
const FROM_AN_OFFSET: readonly string[] = ['RecordsConsumed', 'RecordsProcessed'];

/** What has another meaning in one fact than in all others. */
const OTHERWISE: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  RequestCompleted: { request: '7' },
  ZooKeeperConnectionChanged: { state: 'Expired', server: 'z1' },
  ZooKeeperStateChanged: { from: 'LOOKING', to: 'FOLLOWING' },
};

function fieldsOf(type: string, unusual: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
  const from: Readonly<Record<string, string>> = FROM_AN_OFFSET.includes(type) ? { from: '5' } : {};
  return { ...FIELDS, ...from, ...OTHERWISE[type], ...unusual };
}

const types = Object.keys(FACT_SENTENCES) as (keyof typeof FACT_SENTENCES)[];

describe('a sentence for every fact', () => {
  test.each(types)('%s', (type) => {
    const cases: readonly Readonly<Record<string, string>>[] = [
      {},
      { leader: '-1', offset: '-1', clean: 'false', count: '1', accepted: 'false', ephemeralOwner: '77' },
    ];
    for (const unusual of cases) {
      const english = FACT_SENTENCES[type].en(fieldsOf(type, unusual));
      const korean = FACT_SENTENCES[type].ko(fieldsOf(type, unusual));
      expect(english).toMatch(/^\S.*\S$/);
      expect(english).not.toMatch(/undefined|NaN|[가-힣]/);
      expect(korean).toMatch(/[가-힣→]/);
      expect(korean).not.toMatch(/undefined|NaN|이\/가|을\/를/);
    }
  });

  test('the catalogue reads as prose', () => {
    const read = FACTS.filter(({ group }) => group !== 'routine').map(
      (fact) => `${factSentence(fact, 'en')}\n${factSentence(fact, 'ko')}`,
    );
    expect(read.join('\n')).toMatchInlineSnapshot(`
      "Controller c1 won the vote and leads the quorum in epoch 3 (votes: c1, c3).
      컨트롤러 c1이 투표에서 이겨 에포크 3의 쿼럼 리더가 되었어요(표: c1, c3).
      Broker b1 is unfenced: it may lead again.
      브로커 b1의 펜싱이 풀렸어요. 다시 리더가 될 수 있어요.
      Topic orders was created: 1 partition, replication factor 3.
      토픽 orders가 만들어졌어요: 파티션 1개, 복제 계수 3.
      Broker b1 was elected leader of orders-0 for leader epoch 0; ISR b1, b2, b3.
      브로커 b1이 orders-0의 리더로 선출되었어요(리더 에포크 0, ISR b1, b2, b3).
      Leader b1 appended orders-0 offsets 0–2 in epoch 0.
      리더 b1이 orders-0 오프셋 0–2를 덧붙였어요(에포크 0).
      Follower b2 copied orders-0 offsets 0–2.
      팔로워 b2가 orders-0 오프셋 0–2를 복제했어요.
      The high watermark of orders-0 rose to 3: every ISR member has what is below.
      orders-0의 하이 워터마크가 3으로 올랐어요. 그 아래는 ISR 모두에 있어요.
      Record #1 of shop is acknowledged at orders-0 offset 0 (acks=all).
      shop의 레코드 #1이 orders-0 오프셋 0에서 확인 응답을 받았어요(acks=all).
      b1 was killed. Its page cache survives.
      b1 프로세스를 강제 종료했어요. 페이지 캐시는 남아 있어요.
      Broker b1 is fenced: it may lead nothing and is in no ISR.
      브로커 b1이 펜싱되었어요. 리더도 될 수 없고 ISR에도 들지 못해요.
      The ISR of orders-0 is now b2, b3; it was b1, b2, b3.
      orders-0의 ISR: b1, b2, b3 → b2, b3.
      Broker b2 was elected leader of orders-0 for leader epoch 1; ISR b2, b3.
      브로커 b2가 orders-0의 리더로 선출되었어요(리더 에포크 1, ISR b2, b3).
      shop gave up on record #12 without knowing whether it was written: TIMEOUT. Expiring 1 record(s): 120000 ms has passed since batch creation
      shop은 레코드 #12가 기록되었는지 모른 채 포기했어요: TIMEOUT. Expiring 1 record(s): 120000 ms has passed since batch creation
      b1 cut orders-0 back to 13: 2 records removed (diverging epoch 0 at 13).
      b1이 orders-0을 오프셋 13까지 잘라냈어요. 레코드 2개 제거(diverging epoch 0 at 13)."
    `);
  });

  test('a type it does not know keeps its own text', () => {
    const fact: FactFrame = { ...FACTS[0]!, type: 'Unheard', text: 'Unheard of' };
    expect(factSentence(fact, 'ko')).toBe('Unheard of');
  });
});
