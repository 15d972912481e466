/** Why a consumer begins somewhere else: it had no position, one outside the log, or one in what has been cut off. */
import { serverName } from '../../scenario/scenario.ts';
import type { Case, Explanation } from './explanation.ts';
import { is, names, said, subject, topic, toward } from './said.ts';
import type { Said } from './whyFrames.ts';

/** As the consumer says it. */
const TRUNCATED = /^log truncated: leader epoch (-?\d+) ends at (\d+), before (\d+)$/;
const OUT_OF_RANGE = /^offset (\d+) out of range/;

export function offsetReset(one: Case<'OffsetReset'>): Explanation {
  const { look, told, fact } = one;
  const settings = look.setting(told.node, 'auto.offset.reset');
  if (fact.reason.startsWith('log truncated'))
    return { because: truncated(one), settings, rule: 'OffsetReset/truncated' };
  const range = OUT_OF_RANGE.exec(fact.reason);
  if (range !== null)
    return {
      because: [
        said(
          `It asked for offset ${range[1]}, which the leader's log does not have.`,
          `오프셋 ${subject(range[1]!)} 리더의 로그 범위를 벗어났어요.`,
        ),
      ],
      settings,
    };
  if (fact.reason.startsWith('no position'))
    return {
      because: [
        said(
          `Nothing is committed for ${fact.partition} that it could begin from.`,
          `${fact.partition}에서 이어 읽을 커밋된 오프셋이 없어요.`,
        ),
      ],
      settings,
    };
  return { because: [] };
}

function truncated({ fact, cause }: Case<'OffsetReset'>): Said[] {
  const because: Said[] = [];
  const seen = TRUNCATED.exec(fact.reason);
  if (seen !== null) {
    const [epoch, end, position] = [Number(seen[1]), Number(seen[2]), Number(seen[3])];
    because.push(
      said(
        `It would have read on at offset ${position}, but the leader answered that leader epoch ${epoch} ends at ${end} in its log: the ${position - end} before its position are not there, or are others by now.`,
        `오프셋 ${position}부터 이어 읽으려 했지만, 리더는 자기 로그에서 리더 에포크 ${epoch}의 끝을 ${toward(end)} 답했어요. 그 뒤로 읽었던 ${position - end}개는 이 로그에 없거나 다른 레코드예요.`,
      ),
    );
  }
  if (cause?.fact.type === 'LeaderElected') {
    const { leader, leaderEpoch, unclean, isr } = cause.fact;
    const name = serverName(leader);
    because.push(
      unclean
        ? said(
            `${name} leads since leader epoch ${leaderEpoch}, by an unclean election: it was not in the ISR, and lacks what it had not copied.`,
            `${topic(name)} ISR에 없던 상태에서 언클린 선출로 리더 에포크 ${leaderEpoch}의 리더가 되었어요. 미처 복사하지 못한 레코드는 로그에 없어요.`,
          )
        : said(
            `${name} leads since leader epoch ${leaderEpoch}, elected from the ISR ${names(isr)}.`,
            `리더 에포크 ${leaderEpoch}부터 리더는 ISR(${names(isr)})에서 선출된 ${is(name)}.`,
          ),
    );
  }
  return because;
}
