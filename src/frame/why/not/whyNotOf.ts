/** Why not? A question about something that has not happened, answered as the list of what would have to be true. */
import { serverName } from '../../../scenario/scenario.ts';
import type { Recording } from '../../recording.ts';
import { object, said, subject, topic } from '../said.ts';
import type { Said, WhyNotAsk, WhyNotFrame } from '../whyFrames.ts';
import { conditionFrame, type Found, Scene } from './conditions.ts';
import { noProgress } from './groups.ts';
import { notInIsr } from './isr.ts';
import { leadsNothing, noLeader } from './leaders.ts';
import { notRead } from './reading.ts';
import { watermarkStands } from './watermark.ts';
import { notWritten } from './writing.ts';

export function whyNotOf(recording: Recording, ask: WhyNotAsk): WhyNotFrame {
  const found = conditionsOf(new Scene(recording), ask);
  const conditions = found.map(conditionFrame);
  return { ask, says: questionOf(ask), answer: answerOf(ask, found), conditions };
}

function conditionsOf(scene: Scene, ask: WhyNotAsk): Found[] {
  const { question, partition = '', broker = -1, node = '', offset = 0, group = '', client = '', record = 0 } = ask;
  switch (question) {
    case 'not-read':
      return notRead(scene, node, partition, offset);
    case 'not-in-isr':
      return notInIsr(scene, partition, broker);
    case 'no-leader':
      return noLeader(scene, partition);
    case 'not-written':
      return notWritten(scene, client, record);
    case 'no-progress':
      return noProgress(scene, group);
    case 'watermark-stands':
      return watermarkStands(scene, partition);
    case 'leads-nothing':
      return leadsNothing(scene, broker);
  }
}

/** The first thing that is missing is the answer; where nothing is, it is only a matter of time, or it is so already. */
function answerOf({ question }: WhyNotAsk, found: readonly Found[]): Said {
  if (found.length === 0) return said('Nothing is known of it at this moment.', '이 시점에는 알려진 것이 없어요.');
  // An election needs one of several ways open.
  if (question === 'no-leader') return electionAnswer(found);
  const missing = found.find(({ met }) => met === false);
  return missing?.seen ?? said('Nothing stands in the way now.', '지금은 막고 있는 것이 없어요.');
}

function electionAnswer(found: readonly Found[]): Said {
  const [controller, ...rest] = found;
  if (controller?.met === false) return controller.seen;
  const lost = rest[0];
  if (lost !== undefined && lost.met === false && lost.rule === 'BrokerFenced') return lost.seen;
  const ways = rest.filter(({ rule }) => rule !== 'BrokerFenced');
  if (ways.some(({ met }) => met === true))
    return said(
      'A replica may lead: the controller elects it as soon as it looks.',
      '리더가 될 수 있는 레플리카가 있어, 컨트롤러가 살펴보는 대로 선출해요.',
    );
  return said(
    'Nobody may lead without losing committed records, and that is not allowed here.',
    '커밋된 레코드를 잃지 않고 리더가 될 수 있는 레플리카가 없고, 잃는 것은 허용되지 않았어요.',
  );
}

export function questionOf(ask: WhyNotAsk): Said {
  const { question, partition = '', broker = -1, node = '', offset = 0, group = '', client = '', record = 0 } = ask;
  const name = serverName(broker);
  switch (question) {
    case 'not-read':
      return said(
        `Why has ${node} not read ${partition} offset ${offset}?`,
        `${topic(node)} 왜 ${partition} 오프셋 ${object(offset)} 읽지 못했나요?`,
      );
    case 'not-in-isr':
      return said(`Why is ${name} not in the ISR of ${partition}?`, `${topic(name)} 왜 ${partition}의 ISR에 없나요?`);
    case 'no-leader':
      return said(`Why is there no election for ${partition}?`, `왜 ${partition}의 리더 선출이 없나요?`);
    case 'not-written':
      return said(
        `Why is record #${record} of ${client} not acknowledged?`,
        `${client}의 레코드 #${subject(record)} 왜 확인 응답을 받지 못했나요?`,
      );
    case 'no-progress':
      return said(`Why does group ${group} make no progress?`, `그룹 ${topic(group)} 왜 진행하지 못하나요?`);
    case 'watermark-stands':
      return said(
        `Why has the high watermark of ${partition} not moved?`,
        `${partition}의 하이 워터마크는 왜 움직이지 않나요?`,
      );
    case 'leads-nothing':
      return said(`Why does ${name} lead nothing?`, `${topic(name)} 왜 아무 파티션도 이끌지 않나요?`);
  }
}
