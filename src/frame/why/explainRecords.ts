/** What about an event sent a batch, lost a connection, gave a producer its id, or took a record away. */
import { serverName } from '../../scenario/scenario.ts';
import { type Case, type Explanation, type Explanations, senderOf } from './explanation.ts';
import { is, object, said, span, subject, topic, toward } from './said.ts';
import type { Said, SettingSeen } from './whyFrames.ts';

const only = (one: Said, settings: readonly SettingSeen[] = []): Explanation => ({ because: [one], settings });

export const RECORD_EXPLANATIONS: Explanations = {
  RecordSent: recordSent,
  BatchSent: batchSent,
  ClientDisconnected: disconnected,
  ClientWarned: warned,
  ProducerIdAssigned: (one) => {
    const from = senderOf(one) ?? 'a broker';
    const { producerId, producerEpoch } = one.fact;
    return only(
      said(
        `${from} answered InitProducerId with id ${producerId}, epoch ${producerEpoch}: every batch carries them from now on.`,
        `${senderOf(one) === undefined ? '브로커가' : subject(from)} InitProducerId에 ID ${producerId}, 에포크 ${toward(producerEpoch)} 응답했어요. 이제 모든 배치에 실려요.`,
      ),
      one.look.setting(one.told.node, 'enable.idempotence'),
    );
  },
  IdempotenceDisabled: ({ look, told }) =>
    only(
      said(
        'Its other settings rule idempotence out, and enable.idempotence is not set by itself.',
        '다른 설정이 멱등성과 함께 쓸 수 없고, enable.idempotence를 따로 켜지도 않았어요.',
      ),
      ['acks', 'retries', 'max.in.flight.requests.per.connection'].flatMap((key) => look.setting(told.node, key)),
    ),
  DuplicateBatchAnswered: ({ fact }) =>
    only(
      said(
        `The leader has appended sequence ${fact.baseSequence} of producer ${fact.producerId} before, at offset ${fact.baseOffset}.`,
        `리더는 프로듀서 ${fact.producerId}의 시퀀스 ${object(fact.baseSequence)} 이미 오프셋 ${fact.baseOffset}에 덧붙였어요.`,
      ),
    ),
  SequenceRefused: ({ fact }) =>
    only(
      fact.expected < 0
        ? said(
            `The leader knows no batch of producer ${fact.producerId} that sequence ${fact.baseSequence} could follow.`,
            `리더는 시퀀스 ${fact.baseSequence}의 앞에 올 프로듀서 ${fact.producerId}의 배치를 몰라요.`,
          )
        : said(
            `The next sequence of producer ${fact.producerId} would be ${fact.expected}, and ${fact.baseSequence} came: what lies between has not arrived.`,
            `프로듀서 ${fact.producerId}의 다음 시퀀스는 ${fact.expected}인데 ${subject(fact.baseSequence)} 왔어요. 그 사이의 배치가 아직 도착하지 않았어요.`,
          ),
    ),
  UncleanShutdownDetected: ({ fact }) =>
    only(
      said(
        `${serverName(fact.broker)} found no file of a clean shutdown: it did not close its logs when it ended.`,
        `${topic(serverName(fact.broker))} 정상 종료 파일을 찾지 못했어요. 끝날 때 로그를 닫지 못했어요.`,
      ),
    ),
  LogRecovered: ({ fact }) =>
    only(
      said(
        `It read everything behind the recovery point, ${fact.recoveryPoint}; what is whole ends at ${fact.endOffset}.`,
        `복구 지점 ${fact.recoveryPoint} 뒤를 모두 읽었고, 온전한 것은 ${fact.endOffset}까지예요.`,
      ),
    ),
  SegmentsDeleted: ({ look, told, fact }) =>
    only(
      said(
        fact.reason === 'retention.ms'
          ? `The newest record of ${fact.removed === 1 ? 'the segment' : 'each of the segments'} is older than retention.ms.`
          : fact.reason === 'retention.bytes'
            ? 'Without it the log is still at least retention.bytes long.'
            : `The log begins at ${fact.logStartOffset} now, and what lies before is of no more use.`,
        fact.reason === 'retention.ms'
          ? '세그먼트의 가장 새 레코드도 retention.ms보다 오래되었어요.'
          : fact.reason === 'retention.bytes'
            ? '지워도 로그가 retention.bytes 이상 남아요.'
            : `이제 로그가 ${fact.logStartOffset}에서 시작해 그 앞은 쓸모가 없어요.`,
      ),
      look.setting(told.node, 'log.retention.check.interval.ms'),
    ),
  LogCleaned: ({ fact }) =>
    only(
      said(
        `Between ${fact.from} and ${fact.upTo}, ${fact.removed} of ${fact.removed + fact.kept} records had a newer one of the same key, or were tombstones past their time.`,
        `${fact.from}부터 ${fact.upTo}까지 레코드 ${fact.removed + fact.kept}개 중 ${fact.removed}개는 같은 키의 더 새 레코드가 있거나 기한이 지난 툼스톤이었어요.`,
      ),
    ),
  ReplicaDeleted: ({ fact }) =>
    only(
      said(
        `${serverName(fact.broker)} is not one of the replicas of ${fact.partition} any more.`,
        `${topic(serverName(fact.broker))} 더는 ${fact.partition}의 레플리카가 아니에요.`,
      ),
    ),
  ProducerClosed: ({ fact }) =>
    only(
      fact.aborted === 0
        ? said('Everything that it had taken has come to an end.', '받은 레코드가 모두 끝났어요.')
        : said(
            `The timeout of close() was over: ${fact.aborted} records were given up.`,
            `close()의 타임아웃이 지나 레코드 ${fact.aborted}개를 포기했어요.`,
          ),
    ),
};

function recordSent({ look, told, fact }: Case<'RecordSent'>): Explanation {
  const settings = look.setting(told.node, 'acks');
  const { key, partition, batch, resendOf, waitedForMetadata = 0, waitedForMemory = 0 } = fact;
  const because: Said[] = [];
  if (resendOf !== undefined)
    because.push(
      said(
        `The application sends #${resendOf} again, which had failed: to Kafka it is another record.`,
        `애플리케이션이 실패한 #${object(resendOf)} 다시 보내요. Kafka에는 다른 레코드예요.`,
      ),
    );
  because.push(
    key === null
      ? said(
          `The application called send() without a key: it came into batch ${batch}, for ${partition}.`,
          `애플리케이션이 키 없이 send()를 불렀고, ${toward(partition)} 갈 배치 ${batch}에 들어갔어요.`,
        )
      : said(
          `The application called send() with key ${key}: it came into batch ${batch}, for ${partition}.`,
          `애플리케이션이 키 ${toward(key)} send()를 불렀고, ${toward(partition)} 갈 배치 ${batch}에 들어갔어요.`,
        ),
  );
  if (waitedForMetadata > 0)
    because.push(
      said(
        `send() waited ${span(waitedForMetadata)} first, until it knew who leads.`,
        `send()는 먼저 리더를 알 때까지 ${span(waitedForMetadata)} 기다렸어요.`,
      ),
    );
  if (waitedForMemory > 0)
    because.push(
      said(
        `send() waited ${span(waitedForMemory)} for room in buffer.memory.`,
        `send()는 buffer.memory에 자리가 날 때까지 ${span(waitedForMemory)} 기다렸어요.`,
      ),
    );
  return { because, settings };
}

function batchSent({ look, told, fact }: Case<'BatchSent'>): Explanation {
  const settings = ['linger.ms', 'batch.size'].flatMap((key) => look.setting(told.node, key));
  if (fact.attempt > 0)
    return only(
      said(
        `It is attempt ${fact.attempt + 1} of the same batch${fact.producerId < 0 ? '' : `, under the same sequence ${fact.baseSequence}`}.`,
        `같은 배치의 ${fact.attempt + 1}번째 시도예요${fact.producerId < 0 ? '' : `. 시퀀스 번호는 그대로 ${is(fact.baseSequence)}`}.`,
      ),
      look.setting(told.node, 'retry.backoff.ms'),
    );
  return only(
    said(
      `The batch had waited ${span(fact.queued)} since its first record: it was full, or linger.ms was over, and the connection could take another request.`,
      `첫 레코드부터 ${span(fact.queued)} 기다린 배치예요. 가득 찼거나 linger.ms가 지났고, 연결이 요청을 더 받을 수 있었어요.`,
    ),
    settings,
  );
}

function disconnected({ look, told, fact }: Case<'ClientDisconnected'>): Explanation {
  if (fact.reason.includes('timed out'))
    return only(
      said(
        `${fact.broker} left a request of it without an answer for request.timeout.ms: it closes the connection itself.`,
        `${subject(fact.broker)} request.timeout.ms 동안 요청에 응답하지 않아, 클라이언트가 연결을 직접 끊었어요.`,
      ),
      look.setting(told.node, 'request.timeout.ms'),
    );
  if (fact.reason.includes('could not be established'))
    return only(
      said(
        `Nobody took the connection at the address of ${fact.broker}: its process was not up, or could not be reached.`,
        `${fact.broker}의 주소에서 연결을 받지 않았어요. 프로세스가 떠 있지 않거나 닿을 수 없었어요.`,
      ),
    );
  if (fact.reason.includes('looked for again'))
    return only(said('It has no more use for this connection.', '더는 이 연결이 필요하지 않아요.'));
  return only(
    said(
      `The connection was closed at the side of ${fact.broker}, or on the way.`,
      `연결이 ${fact.broker} 쪽이나 중간에서 끊겼어요.`,
    ),
  );
}

/** `Error connecting to node kafka:9092 (id: 1 …): java.net.UnknownHostException: kafka` */
const UNKNOWN_HOST = /^Error connecting to node (\S+) \(id: (-?\d+).*UnknownHostException: (\S+)/;

function warned({ fact, cause }: Case<'ClientWarned'>): Explanation {
  const found = UNKNOWN_HOST.exec(fact.message);
  if (found === null)
    return only(said('What it met does not end it: it tries on.', '이 일로 끝나지는 않아요. 계속 시도해요.'));
  const [, address = '', id = '', host = ''] = found;
  if (cause?.fact.type === 'ClientWarned')
    return only(
      said(
        `It has tried again and again since: the metadata still says ${address}.`,
        `그 뒤로 계속 다시 시도했지만, 메타데이터의 주소는 여전히 ${is(address)}.`,
      ),
    );
  return {
    because: [
      said(
        `The bootstrap server answered, and the metadata it gave names b${id} as ${address}; where ${fact.client} runs, nobody knows a host ${host}.`,
        `부트스트랩 서버는 응답했지만, 받은 메타데이터에 b${id}의 주소가 ${toward(address)} 되어 있어요. ${subject(fact.client)} 있는 곳에서는 호스트 ${object(host)} 찾을 수 없어요.`,
      ),
    ],
    settings: [{ key: 'advertised.listeners', value: `PLAINTEXT://${address}` }],
  };
}
