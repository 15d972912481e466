/** A saved run from a file or a link: not one, or with something in it that this scenario has not. */
import { type Says, sayings } from '../../base/says.ts';
import { grouped, quoted } from '../problems.ts';
import { NOT_THERE, p, q } from './words.ts';

export const FILES_SAY = sayings({
  tooLong: (most: number) => ({
    en: `a run has at most ${most} characters`,
    ko: `실행 파일은 ${grouped(most)}자까지 읽어요`,
  }),
  notJson: () => ({
    en: 'not a saved run: it is not JSON',
    ko: '저장한 실행이 아니에요. JSON이 아니에요',
  }),
  keyReserved: (key: string) => ({ en: `the key ${key} is not allowed`, ko: `${key} 키는 쓸 수 없어요` }),
  turns: () => ({
    en: 'it has marks of direction, which turn a text round: they are not allowed',
    ko: '글의 방향을 뒤집는 문자가 들어 있어요. 이런 문자는 쓸 수 없어요',
  }),
  notFormat: () => ({ en: 'not a saved run of format 1', ko: '형식 1로 저장한 실행이 아니에요' }),
  withoutScenario: () => ({ en: 'this saved run lacks its scenario', ko: '저장한 실행에 시나리오가 없어요' }),
  /** What the shape of a saved run lacks: nobody writes one by hand. */
  shape: (path: string, zod: string) => ({
    en: `${path || 'the run'}: ${zod}`,
    ko: `${path || '실행'}: 형식에 맞지 않아요 (${zod})`,
  }),
  inScenario: (line: number, column: number, said: Says) => ({
    en: `scenario:${line}:${column}: ${said.en}`,
    ko: `시나리오 ${line}:${column}: ${said.ko}`,
  }),
  inCommand: (place: number, said: Says) => ({
    en: `commands.${place}: ${said.en}`,
    ko: `commands.${place}: ${said.ko}`,
  }),
  outOfOrder: () => ({ en: 'out of order', ko: '순서가 맞지 않아요' }),
  nodeThere: (id: string) => ({
    en: `there is a node ${quoted(id)} already`,
    ko: `노드 ${q(id, '이/가')} 이미 있어요`,
  }),
  noNode: (id: string) => ({ en: `there is no node ${quoted(id)}`, ko: `노드 ${q(id, '이/가')} ${NOT_THERE}` }),
  noClient: (like: string) => ({
    en: `there is no producer or consumer ${like}`,
    ko: `프로듀서나 컨슈머 ${p(like, '이/가')} ${NOT_THERE}`,
  }),
  takesNoOrder: (node: string, order: string) => ({
    en: `${quoted(node)} takes no order ${order}`,
    ko: `${q(node, '은/는')} ${order} 명령을 받지 않아요`,
  }),
});
