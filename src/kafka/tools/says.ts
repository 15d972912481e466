/** Why a typed line is no command line of a tool. What a tool itself prints is Kafka's, and its own. */
import { withParticle } from '../../base/korean.ts';
import { sayings } from '../../base/says.ts';

export const LINE_SAYS = sayings({
  tooLong: (most: number) => ({
    en: `a line has at most ${most} characters`,
    ko: `한 줄은 ${most}자까지 쓸 수 있어요`,
  }),
  empty: () => ({ en: 'there is no command', ko: '명령이 없어요' }),
  /** As a shell has it. */
  notFound: (word: string, guess: string | undefined) => ({
    en: `${word}: command not found${guess === undefined ? '' : `; did you mean ${guess}?`}`,
    ko: `${word}: 없는 명령이에요${guess === undefined ? '' : `. 혹시 ${guess}인가요?`}`,
  }),
  noZooKeeper: () => ({ en: 'this cluster has no ZooKeeper', ko: '이 클러스터에는 ZooKeeper가 없어요' }),
  endsWithBackslash: () => ({ en: 'the line ends with a backslash', ko: '줄이 백슬래시로 끝나요' }),
  notWholeShell: (sign: string) => ({
    en: `this is no whole shell: ${sign} has no meaning here; put it in quotes`,
    ko: `완전한 셸이 아니라서 ${withParticle(sign, '은/는')} 쓸 수 없어요. 따옴표로 묶으세요`,
  }),
  oneRedirect: () => ({ en: 'only one > in a line', ko: '한 줄에 >는 하나만 쓸 수 있어요' }),
  notClosed: (quote: string) => ({ en: `a quote ${quote} is not closed`, ko: `따옴표 ${quote}가 닫히지 않았어요` }),
  oneFile: () => ({ en: 'one file name belongs behind >', ko: '> 뒤에는 파일 이름을 하나만 쓰세요' }),
});
