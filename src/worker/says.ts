/** What the simulation's side of the page cannot do, in the words of whoever asked for it. */
import { type Says, sayings } from '../base/says.ts';
import { quoted } from '../scenario/problems.ts';
import { guessed, guessedName, quotedKo } from '../scenario/says/words.ts';

export const WORKER_SAYS = sayings({
  watchedOnly: () => ({
    en: 'here the cluster can be watched, not changed',
    ko: '여기서는 클러스터를 볼 수만 있고 바꿀 수는 없어요',
  }),
  noRoom: (branches: number) => ({
    en: `there are ${branches} branches, and no room for another: open the scenario again`,
    ko: `분기가 ${branches}개라서 더 만들 자리가 없어요. 시나리오를 다시 여세요`,
  }),
  noToolRuns: (tool: string) => ({ en: `no tool ${tool} is running`, ko: `실행 중인 도구 ${tool}: 없음` }),
  noConsumerRuns: (consumer: string) => ({
    en: `no consumer ${consumer} is running`,
    ko: `실행 중인 컨슈머 ${consumer}: 없음`,
  }),
  noAdmin: () => ({
    en: 'this scenario has no admin client to ask for an election',
    ko: '이 시나리오에는 선출을 요청할 admin 클라이언트가 없어요',
  }),
  fromTheStart: () => ({
    en: 'what a link says is changed from the start',
    ko: '링크에 적힌 변경은 처음부터 적용돼요',
  }),
});

/** Why a search cannot be made. */
export const SEARCH_SAYS = sayings({
  onLine: (line: number, said: Says) => ({ en: `${line}: ${said.en}`, ko: `${line}번째 줄: ${said.ko}` }),
  noProperty: (name: string, known: readonly string[]) => {
    const guess = guessedName(name, known);
    return { en: `there is no property ${quoted(name)}${guess.en}`, ko: `${quotedKo(name)} 속성은 없어요${guess.ko}` };
  },
  noFault: (name: string, known: readonly string[]) => {
    const guess = guessed(name, known);
    return { en: `there is no fault ${quoted(name)}${guess.en}`, ko: `${quotedKo(name)} 장애는 없어요${guess.ko}` };
  },
});
