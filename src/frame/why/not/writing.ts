/** Why did this write fail, or why is it still not acknowledged? From send() to the answer. */
import { committedIsr } from '../../../kafka/replication/isrState.ts';
import { effectiveMinIsr } from '../../../kafka/replication/partition.ts';
import { is, names, object, said } from '../said.ts';
import { hasLeader, isPartition, ofClient } from './common.ts';
import type { Found, Scene } from './conditions.ts';

export function notWritten(scene: Scene, client: string, record: number): Found[] {
  const sent = scene.recording.ledger.sentOf(client, record);
  const { step } = scene.recording;
  if (sent === undefined || sent.step > step) return [];
  const { partition } = sent;
  const isIt = (fact: object): boolean => ofClient(client)(fact) && 'record' in fact && fact.record === record;
  const found: Found[] = [
    {
      says: said(
        'A partition was chosen for it, and there was room in buffer.memory.',
        '파티션이 정해졌고 buffer.memory에 자리가 있어야 해요.',
      ),
      met: partition !== null,
      seen:
        partition === null
          ? said('It failed in send(), before it came to a batch.', '배치에 들어가기 전, send()에서 실패했어요.')
          : said(`It is for ${partition}.`, `${toPartition(partition)}.`),
      rule: 'not/send',
      settings: scene.look.setting(client, 'max.block.ms'),
      since: scene.since(['RecordSent', 'RecordFailed'], isIt),
    },
  ];
  if (partition === null) return found;
  const batch = scene.since(
    ['BatchSent'],
    (fact) => fact.type === 'BatchSent' && fact.client === client && fact.first <= record && record <= fact.last,
  );
  const refused = scene.since(
    ['AppendRefused'],
    (fact) => fact.type === 'AppendRefused' && fact.partition === partition && holds(fact, client, record),
  );
  const entry = sent.copies.find((copy) => copy.step <= step);
  const isThere = entry !== undefined;
  const acks = String(scene.look.value(client, 'acks'));
  const isAll = acks === 'all' || acks === '-1';
  const fateKnown = sent.fate !== null && sent.fateStep <= step ? sent.fate : null;
  found.push(
    isThere ? wasLed(scene, entry.step, partition) : hasLeader(scene, partition),
    {
      says: said('Its batch went out in a Produce request.', '배치가 Produce 요청으로 나가야 해요.'),
      met: batch !== null,
      seen:
        batch === null
          ? said('It waits in the accumulator.', '어큐뮬레이터에서 기다려요.')
          : said(
              `To ${batch.fact.fields.broker ?? '?'}, attempt ${Number(batch.fact.fields.attempt ?? 0) + 1}.`,
              `${batch.fact.fields.broker ?? '?'}에, ${Number(batch.fact.fields.attempt ?? 0) + 1}번째 시도.`,
            ),
      rule: 'not/batch',
      settings: [...scene.look.setting(client, 'linger.ms'), ...scene.look.setting(client, 'batch.size')],
      since: batch,
    },
    ...(isThere || !isAll ? [] : [enoughForAcks(scene, partition)]),
    {
      says: said('The leader appended it.', '리더가 로그에 덧붙여야 해요.'),
      met: isThere,
      seen: isThere
        ? said(
            `At offset ${entry.offset}, leader epoch ${entry.epoch}.`,
            `오프셋 ${entry.offset}, 리더 에포크 ${entry.epoch}.`,
          )
        : refused !== null
          ? said(
              `${refused.fact.node} refused it: ${refused.fact.fields.error}.`,
              `${refused.fact.node}에서 거절했어요: ${refused.fact.fields.error}.`,
            )
          : said('Not that anybody knows.', '아직 아무도 몰라요.'),
      rule: 'AppendRefused',
      settings: isAll ? [{ key: 'acks', value: acks }] : [],
      since: isThere ? momentOf(scene, entry.step) : refused,
    },
  );
  if (isThere && isAll) found.push(isCommitted(scene, partition, entry));
  const fate = scene.since(['RecordAcknowledged', 'RecordFailed', 'RecordUnknown', 'ProduceRetried'], (fact) =>
    'record' in fact ? isIt(fact) : ofClient(client)(fact) && isPartition(partition)(fact),
  );
  found.push({
    says: said('The answer reached the producer in time.', '응답이 제때 프로듀서에 도착해야 해요.'),
    met: fateKnown === 'acknowledged',
    seen: answered(fateKnown, fate?.fact.fields.error),
    rule: 'not/delivery-timeout',
    settings: [
      ...scene.look.setting(client, 'delivery.timeout.ms'),
      ...scene.look.setting(client, 'request.timeout.ms'),
    ],
    since: fate,
  });
  return found;
}

/** With acks=all a leader looks at its ISR before it appends anything, in every version. */
function enoughForAcks(scene: Scene, partition: string): Found {
  const leader = scene.leader(partition);
  const minimum = leader === undefined ? 0 : effectiveMinIsr(leader.partition);
  const isr = leader === undefined ? [] : committedIsr(leader.partition.replica.isrState);
  return {
    says: said(
      'For acks=all: the ISR has at least min.insync.replicas members.',
      'acks=all이므로: ISR이 min.insync.replicas 이상이어야 해요.',
    ),
    met: leader === undefined ? null : isr.length >= minimum,
    seen:
      leader === undefined
        ? said('Nobody leads it now.', '지금 리더가 없어요.')
        : said(
            `The ISR is ${names(isr)}: ${isr.length}, where ${minimum} are needed.`,
            `ISR ${names(isr)}: ${isr.length}개(최소 ${minimum}개)예요.`,
          ),
    rule: 'AppendRefused',
    settings: leader === undefined ? [] : [{ key: 'min.insync.replicas', value: String(minimum) }],
    since: scene.since(['IsrChanged'], isPartition(partition)),
  };
}

/** Whether a batch that was refused had the record in it: the fact names its first. */
function holds({ first, count }: { first: string; count: number }, client: string, record: number): boolean {
  if (first === '') return true;
  const [name, number] = first.split('#');
  return name === client && Number(number) <= record && record < Number(number) + count;
}

const toPartition = (partition: string): string => `대상은 ${is(partition)}`;

function answered(fate: 'acknowledged' | 'failed' | 'unknown' | null, error: string | undefined) {
  switch (fate) {
    case 'acknowledged':
      return said('It is acknowledged.', '확인 응답(ack)을 받았어요.');
    case 'failed':
      return said(`It failed: ${error ?? '?'}.`, `실패했어요: ${error ?? '?'}.`);
    case 'unknown':
      return said(
        `The producer gave up without knowing whether it was written: ${error ?? '?'}.`,
        `기록되었는지 모른 채 프로듀서가 포기했어요: ${error ?? '?'}.`,
      );
    case null:
      return error === undefined
        ? said('There is no answer yet.', '아직 응답이 없어요.')
        : said(
            `There is no answer yet; the newest error was ${error}.`,
            `아직 응답이 없어요. 가장 최근 오류는 ${is(error)}.`,
          );
  }
}

function wasLed(scene: Scene, step: number, partition: string): Found {
  return {
    says: said(`${partition} had a leader that served it.`, `${partition}에 서비스 중인 리더가 있어야 해요.`),
    met: true,
    seen: said('It took the batch.', '배치를 받았어요.'),
    since: momentOf(scene, step),
  };
}

function momentOf({ recording }: Scene, step: number): Found['since'] {
  const [fact] = recording.facts.framesOfStep(step).filter(({ type }) => type === 'RecordsAppended');
  return fact === undefined ? null : { step, at: fact.at, fact };
}

function isCommitted(scene: Scene, partition: string, { offset, epoch }: { offset: number; epoch: number }): Found {
  const risen = scene.since(
    ['HighWatermarkAdvanced'],
    (fact) =>
      fact.type === 'HighWatermarkAdvanced' &&
      fact.partition === partition &&
      fact.leader &&
      fact.highWatermark > offset,
  );
  const leader = scene.leader(partition);
  const watermark = leader?.partition.log.highWatermark;
  return {
    says: said(`The high watermark passed offset ${offset}.`, `하이 워터마크가 오프셋 ${object(offset)} 지나야 해요.`),
    met: risen !== null,
    seen:
      watermark === undefined
        ? said('Nobody leads the partition now.', '지금 파티션의 리더가 없어요.')
        : said(
            `It is ${watermark} on ${leader!.name}${epoch === leader!.partition.leaderEpoch ? '' : `, whose epoch ${leader!.partition.leaderEpoch} is a newer one`}.`,
            `${leader!.name}에서 ${is(watermark)}${epoch === leader!.partition.leaderEpoch ? '' : `(그사이 리더 에포크가 ${leader!.partition.leaderEpoch}로 바뀜)`}.`,
          ),
    rule: 'RecordAcknowledged',
    since: risen ?? scene.since(['IsrChanged'], isPartition(partition)),
  };
}
