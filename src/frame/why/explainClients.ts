/** What about an event acknowledged, failed or delayed a record, moved a group, or handed out partitions. */

import { isModern } from './clientCauses.ts';
import { GROUP_EXPLANATIONS } from './explainGroups.ts';
import { RECORD_EXPLANATIONS } from './explainRecords.ts';
import { offsetReset } from './explainResets.ts';
import { type Explanations, senderOf } from './explanation.ts';
import type { Look } from './look.ts';
import { object, said, span, subject, topic } from './said.ts';
import type { Said, SettingSeen } from './whyFrames.ts';

export const CLIENT_EXPLANATIONS: Explanations = {
  ...RECORD_EXPLANATIONS,
  ...GROUP_EXPLANATIONS,
  RecordAcknowledged: ({ look, told, fact, cause }) => {
    if (fact.offset < 0)
      return {
        because: [said('With acks=0 no answer is waited for.', 'acks=0이라 응답을 기다리지 않아요.')],
        rule: 'RecordAcknowledged/0',
      };
    const from = senderOf({ look, told }) ?? '?';
    if (cause?.fact.type === 'DuplicateBatchAnswered')
      return {
        because: [
          said(
            `${from} answered that this batch was in the log already, from an earlier attempt.`,
            `${subject(from)} 이 배치가 앞선 시도 때 이미 로그에 들어갔다고 응답했어요.`,
          ),
        ],
        rule: 'DuplicateBatchAnswered',
      };
    if (fact.acks !== -1)
      return {
        because: [
          said(
            `With acks=${fact.acks} ${from} answered as soon as it had appended the batch itself.`,
            `acks=${fact.acks}이어서 ${subject(from)} 자기 로그에 덧붙이자마자 응답했어요.`,
          ),
        ],
        rule: 'RecordAcknowledged/1',
      };
    const watermark = cause?.fact.type === 'HighWatermarkAdvanced' ? cause.fact.highWatermark : undefined;
    if (watermark === undefined) return { because: [] };
    return {
      because: [
        said(
          `With acks=all ${from} kept the answer back until its high watermark, now ${watermark}, had passed offset ${fact.offset}.`,
          `acks=all이어서 ${topic(from)} 하이 워터마크(지금 ${watermark})가 오프셋 ${object(fact.offset)} 지날 때까지 응답을 미뤘어요.`,
        ),
      ],
    };
  },
  ProduceRetried: ({ look, told, fact }) => ({
    because: [
      fact.error === 'TIMEOUT'
        ? said(
            'No answer came within the request timeout; the error may be tried again and the delivery timeout has not passed.',
            '요청 타임아웃 안에 응답이 오지 않았어요. 다시 시도할 수 있는 오류이고 delivery.timeout.ms도 아직 남았어요.',
          )
        : said(
            `${fact.error} is an error that may be tried again, and the delivery timeout has not passed.`,
            `${topic(fact.error)} 다시 시도할 수 있는 오류이고, delivery.timeout.ms도 아직 남았어요.`,
          ),
    ],
    settings: [
      ...look.setting(told.node, 'retries'),
      ...look.setting(told.node, fact.error === 'TIMEOUT' ? 'request.timeout.ms' : 'retry.backoff.ms'),
      ...look.setting(told.node, 'delivery.timeout.ms'),
    ],
  }),
  RecordFailed: ({ look, told, fact }) => ({ because: [endOf(fact)], settings: gaveUp(look, told.node, fact.error) }),
  RecordUnknown: ({ look, told, fact }) => ({ because: [endOf(fact)], settings: gaveUp(look, told.node, fact.error) }),
  RecordsConsumed: ({ look, told, fact, cause }) => {
    const watermark =
      cause?.fact.type === 'HighWatermarkAdvanced' && cause.fact.leader ? cause.fact.highWatermark : undefined;
    if (watermark === undefined) return { because: [] };
    const waited = look.recording.history.trace.cause(told.step) >= cause!.step;
    return {
      because: [
        said(
          waited
            ? `Its fetch waited at b${fact.broker}; a consumer gets what is below the high watermark, and that rose to ${watermark}.`
            : `b${fact.broker} hands consumers what is below its high watermark, ${watermark}.`,
          waited
            ? `Fetch가 b${fact.broker}에서 기다리고 있었어요. 컨슈머는 하이 워터마크 아래만 받는데, 그 값이 ${watermark}까지 올랐어요.`
            : `${topic(`b${fact.broker}`)} 하이 워터마크 ${watermark} 아래만 컨슈머에게 내줘요.`,
        ),
      ],
    };
  },
  GroupMemberRemoved: ({ look, told, fact, cause }) => {
    switch (fact.reason) {
      case 'session-expired':
        return {
          because: [
            said(
              `The coordinator ${told.node} had no heartbeat of ${fact.client} within its session timeout.`,
              `코디네이터 ${subject(told.node)} 세션 타임아웃 안에 ${fact.client}의 하트비트를 받지 못했어요.`,
            ),
          ],
          // With KIP-848 it is the coordinator's own, else what the member asked for when it joined.
          settings: isModern(look, told.index, fact.group)
            ? look.setting(told.node, 'group.consumer.session.timeout.ms')
            : look.setting(fact.client, 'session.timeout.ms'),
        };
      case 'rebalance-timeout':
        return {
          because: [
            said(
              `${fact.client} did not join again within the group's rebalance timeout: the longest max.poll.interval.ms of its members.`,
              `${subject(fact.client)} 그룹의 리밸런싱 타임아웃(멤버들의 max.poll.interval.ms 중 가장 긴 값) 안에 다시 조인하지 않았어요.`,
            ),
          ],
          settings: look.setting(fact.client, 'max.poll.interval.ms'),
        };
      case 'left':
        return cause?.fact.type === 'PollTimeoutExpired'
          ? {
              because: [
                said(
                  `${fact.client} said that it leaves: its own heartbeat thread had seen no poll() for max.poll.interval.ms.`,
                  `${subject(fact.client)} 스스로 나간다고 알렸어요. 하트비트 스레드가 max.poll.interval.ms 동안 poll()을 보지 못했기 때문이에요.`,
                ),
              ],
              settings: look.setting(fact.client, 'max.poll.interval.ms'),
            }
          : { because: [said(`${fact.client} said that it leaves.`, `${subject(fact.client)} 나간다고 알렸어요.`)] };
      case 'replaced':
        return {
          because: [
            said(
              'It is back under the same group.instance.id with a new member id: the old one is let go, and nobody else has to join again.',
              '같은 group.instance.id로 새 멤버 ID를 받아 돌아왔어요. 옛 멤버 ID만 내보내고, 다른 멤버는 다시 조인하지 않아요.',
            ),
          ],
        };
      default:
        return { because: [] };
    }
  },
  GroupRebalanceStarted: ({ cause }) => {
    if (cause?.fact.type === 'GroupMemberJoined')
      return {
        because: [
          said(
            `${cause.fact.client} joined: partitions have to be dealt out anew.`,
            `${subject(cause.fact.client)} 들어와서 파티션을 다시 나눠야 해요.`,
          ),
        ],
      };
    if (cause?.fact.type === 'GroupMemberRemoved')
      return {
        because: [
          said(
            `${cause.fact.client} is gone: its partitions have to be given to others.`,
            `${subject(cause.fact.client)} 빠져서 그 파티션을 다른 멤버에게 넘겨야 해요.`,
          ),
        ],
      };
    if (cause?.fact.type === 'PartitionsRevoked')
      return {
        because: [
          said(
            `${cause.fact.client} has given up what the assignment takes from it, and joins again so that others get that.`,
            `${subject(cause.fact.client)} 할당에서 빠진 파티션을 내놓고, 다른 멤버가 받을 수 있도록 다시 조인해요.`,
          ),
        ],
      };
    return {
      because: [
        said(
          'A subscription or the number of partitions has changed: they have to be dealt out anew.',
          '구독이나 파티션 수가 바뀌어 파티션을 다시 나눠야 해요.',
        ),
      ],
    };
  },
  PollTimeoutExpired: ({ look, told, fact, cause }) => ({
    because:
      cause?.fact.type === 'RecordsConsumed'
        ? [
            said(
              `The last records it was handed came ${span(told.at - cause.at)} ago, and ${fact.client} has not called poll() since.`,
              `마지막 레코드를 ${span(told.at - cause.at)} 전에 받았고, ${topic(fact.client)} 그 뒤로 poll()을 부르지 않았어요.`,
            ),
          ]
        : [],
    settings: look.setting(told.node, 'max.poll.interval.ms'),
  }),
  OffsetCommitFailed: ({ fact, cause }) => ({
    because:
      cause?.fact.type === 'GroupMemberRemoved'
        ? [
            said(
              `The coordinator does not know ${fact.client} as a member of this generation any more: a late commit could set back the offsets of who has the partition now.`,
              `코디네이터는 ${object(fact.client)} 더는 이 세대의 멤버로 보지 않아요. 늦은 커밋을 받아들이면 지금 그 파티션을 맡은 멤버의 오프셋이 되돌아갈 수 있기 때문이에요.`,
            ),
          ]
        : [],
  }),
  PartitionsLost: ({ cause }) => ({
    because:
      cause?.fact.type === 'GroupMemberRemoved'
        ? [
            said(
              'It had been out of the group since then, and learnt it only now: nothing could be committed before.',
              '그때 이미 그룹에서 빠졌지만 이제야 알았어요. 그 전에 커밋할 기회도 없었어요.',
            ),
          ]
        : [],
  }),
  OffsetReset: offsetReset,
  OffsetsExpired: ({ look, told }) => ({
    because: [
      said(
        'The group has been empty for longer than its offsets are kept.',
        '그룹이 빈 지 오프셋 보존 시간이 넘었어요.',
      ),
    ],
    settings: look.setting(told.node, 'offsets.retention.minutes'),
  }),
};

function endOf({ type, error }: { readonly type: string; readonly error: string }): Said {
  if (error === 'TIMEOUT')
    return type === 'RecordUnknown'
      ? said(
          'The delivery timeout was over before an answer came to what had been sent.',
          '보낸 것에 응답이 오기 전에 delivery.timeout.ms가 지났어요.',
        )
      : said('The delivery timeout was over before it could be sent.', '보내기도 전에 delivery.timeout.ms가 지났어요.');
  if (error === 'CLOSED') return said('The producer was closed before.', '그 전에 프로듀서를 닫았어요.');
  return said(
    `${error} is no error that passes with time, or no try was left.`,
    `${topic(error)} 기다린다고 풀리는 오류가 아니거나, 남은 재시도가 없었어요.`,
  );
}

function gaveUp(look: Look, node: string, error: string): SettingSeen[] {
  if (error !== 'TIMEOUT') return look.setting(node, 'acks');
  return look.setting(node, 'delivery.timeout.ms');
}
