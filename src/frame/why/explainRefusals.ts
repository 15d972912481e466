/** Why a broker did not append a batch: it does not lead, it is too alone, or it does not know what was asked for. */
import { committedIsr } from '../../kafka/replication/isrState.ts';
import { serverName } from '../../scenario/scenario.ts';
import type { Case, Explanation } from './explanation.ts';
import { hosted } from './hosted.ts';
import { names, said, subject, topic } from './said.ts';
import type { Said } from './whyFrames.ts';

export function refusal(one: Case<'AppendRefused'>): Explanation {
  const { fact } = one;
  switch (fact.error) {
    case 'NOT_ENOUGH_REPLICAS':
    case 'NOT_ENOUGH_REPLICAS_AFTER_APPEND':
      return tooFew(one);
    case 'NOT_LEADER_OR_FOLLOWER':
      return { because: [notLeading(one)] };
    case 'UNKNOWN_TOPIC_OR_PARTITION':
      return {
        because: [
          said(
            `The metadata that ${serverName(fact.broker)} has does not name ${fact.partition}.`,
            `${subject(serverName(fact.broker))} 가진 메타데이터에 ${fact.partition} 파티션이 없어요.`,
          ),
        ],
      };
    default:
      return {
        because: [
          said(
            `${serverName(fact.broker)} checked the batch before it wrote anything, and answered ${fact.error}.`,
            `${subject(serverName(fact.broker))} 기록하기 전에 배치를 검사했고, ${fact.error} 오류로 응답했어요.`,
          ),
        ],
      };
  }
}

function tooFew({ look, told, fact, event }: Case<'AppendRefused'>): Explanation {
  const partition = hosted(event()?.before, fact.partition);
  if (partition?.replica.role !== 'leader') return { because: [] };
  const isr = committedIsr(partition.replica.isrState);
  const minimum = partition.config.minInsyncReplicas;
  return {
    because: [
      said(
        `The ISR is ${names(isr)}: ${isr.length} of the ${minimum} that acks=all needs.`,
        `ISR이 ${names(isr)}이어서 acks=all에 필요한 ${minimum}개 중 ${isr.length}개뿐이에요.`,
      ),
    ],
    settings: [
      { key: 'min.insync.replicas', value: String(minimum) },
      ...look.setting(told.node, 'replica.lag.time.max.ms'),
    ],
  };
}

/** The broker goes by what it has been told itself, and the producer by what it knows. */
function notLeading({ fact, cause }: Case<'AppendRefused'>): Said {
  const name = serverName(fact.broker);
  if (cause?.fact.type !== 'LeaderElected')
    return said(`${name} does not lead ${fact.partition}.`, `${topic(name)} ${fact.partition}의 리더가 아니에요.`);
  const { leader, leaderEpoch } = cause.fact;
  if (leader === fact.broker)
    return said(
      `${name} is elected for leader epoch ${leaderEpoch}, but had not taken it up yet when the batch came.`,
      `${subject(name)} 리더 에포크 ${leaderEpoch}의 리더로 선출되었지만, 배치가 왔을 때는 아직 그 변경을 적용하기 전이었어요.`,
    );
  if (leader < 0)
    return said(
      `${name} does not lead ${fact.partition} any more: nobody does since leader epoch ${leaderEpoch}.`,
      `${topic(name)} 이제 ${fact.partition}의 리더가 아니에요. 리더 에포크 ${leaderEpoch}부터는 리더가 없어요.`,
    );
  return said(
    `${name} does not lead ${fact.partition}: ${serverName(leader)} does since leader epoch ${leaderEpoch}, and the producer did not know it yet.`,
    `${topic(name)} ${fact.partition}의 리더가 아니에요. 리더 에포크 ${leaderEpoch}부터 리더는 ${serverName(leader)}이고, 프로듀서는 아직 몰랐어요.`,
  );
}
