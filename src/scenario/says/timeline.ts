/** Lines of a timeline: when they are, what they do, and to whom. */
import { sayings } from '../../base/says.ts';
import { listed, quoted } from '../problems.ts';
import { guessed, listedKo, p, q, quotedKo } from './words.ts';

export const TIMELINE_SAYS = sayings({
  nothingDone: (actions: readonly string[]) => ({
    en: `nothing is done here: one of ${listed(actions, 'or')} is missing`,
    ko: `이 줄은 하는 일이 없어요. 다음 중 하나가 있어야 해요: ${listedKo(actions)}`,
  }),
  oneThing: (actions: readonly string[]) => ({
    en: `one line does one thing, not ${listed(actions)}`,
    ko: `한 줄에는 한 가지 일만 써요. 여기 있는 것: ${listedKo(actions)}`,
  }),
  noTime: () => ({ en: 'at (a time) or when (a fact) is missing', ko: 'at(시각)이나 when(사실)이 있어야 해요' }),
  atAndWhen: () => ({ en: 'a line has at or when, not both', ko: 'at과 when은 함께 쓸 수 없어요' }),
  afterOfWhen: () => ({
    en: 'after goes with when: it counts from the fact',
    ko: 'after는 when과 함께 써요. 그 사실부터 세요',
  }),
  afterEventsOfAt: () => ({
    en: 'after-events goes with at: it counts the events of that very time',
    ko: 'after-events는 at과 함께 써요. 바로 그 시각의 이벤트를 세요',
  }),
  tooLate: (at: string, until: string) => ({
    en: `${at} is after the end of the run (until ${until})`,
    ko: `${p(at, '은/는')} 실행이 끝난(until ${until}) 뒤예요`,
  }),
  outOfOrder: (at: string, previous: string) => ({
    en: `out of order: ${at} comes after ${previous}`,
    ko: `시각 순서가 아니에요. ${previous} 다음에 ${p(at, '이/가')} 나와요`,
  }),
  window: (before: string, after: string) => ({
    en: `before (${before}) must be later than after (${after})`,
    ko: `before(${before})는 after(${after})보다 뒤여야 해요`,
  }),
  slowLinkEmpty: () => ({ en: 'delay or bandwidth is missing', ko: 'delay나 bandwidth가 있어야 해요' }),
  zooKeeperKilled: () => ({
    en: 'a ZooKeeper server leaves without a word: kill it',
    ko: 'ZooKeeper 서버는 알리지 않고 떠나요. kill을 쓰세요',
  }),
  noQuorum: () => ({
    en: 'there is no quorum of controllers in this cluster: its metadata is in ZooKeeper',
    ko: '이 클러스터에는 컨트롤러 쿼럼이 없어요. 메타데이터가 ZooKeeper에 있어요',
  }),
  notAController: (target: string) => ({
    en: `${target} is not a controller`,
    ko: `${p(target, '은/는')} 컨트롤러가 아니에요`,
  }),
  notABroker: (target: string) => ({ en: `${target} is not a broker`, ko: `${p(target, '은/는')} 브로커가 아니에요` }),
  notAServer: (target: string) => ({
    en: `${target} is neither a broker nor a controller`,
    ko: `${p(target, '은/는')} 브로커도 컨트롤러도 아니에요`,
  }),
  cannotUnregister: () => ({
    en: 'with ZooKeeper a broker is registered for as long as its session lives; nobody can unregister it',
    ko: 'ZooKeeper를 쓰면 브로커는 세션이 살아 있는 동안 등록돼 있어서, 등록을 해제할 수 없어요',
  }),
  reconfiguredInMigration: () => ({
    en: 'servers are reconfigured where they move to KRaft: write era: migration',
    ko: '서버 설정 파일은 KRaft로 이전할 때 바꿔요. era: migration을 쓰세요',
  }),
  quorumStays: (target: string) => ({
    en: `${target} is a controller of the quorum: migration or kraft`,
    ko: `${p(target, '은/는')} 쿼럼의 컨트롤러예요. migration이나 kraft를 쓰세요`,
  }),
  oneResource: () => ({
    en: 'name a topic, a broker (all: every broker) or a group',
    ko: 'topic, broker(all이면 모든 브로커), group 가운데 하나를 쓰세요',
  }),
  setOrRemove: () => ({ en: 'set or remove is missing', ko: 'set이나 remove가 있어야 해요' }),
  groupOfNobody: (group: string, known: readonly string[]) => {
    const guess = guessed(group, known);
    return {
      en: `no consumer of this file is in the group ${quoted(group)}${guess.en}`,
      ko: `이 파일에는 ${quotedKo(group)} 그룹에 든 컨슈머가 없어요${guess.ko}`,
    };
  },
  notDynamic: (setting: string) => ({
    en: `${setting} cannot be changed while a broker runs: it will be refused`,
    ko: `${p(setting, '은/는')} 브로커가 실행되는 동안 바꿀 수 없어서 거부돼요`,
  }),
  notANode: (target: string, forms: readonly string[]) => ({
    en: `${quoted(target)} is not a node; a node is a name, ${listed(forms, 'or')}`,
    ko: `${q(target, '은/는')} 노드가 아니에요. 노드 이름이나 다음 중 하나를 쓰세요: ${listedKo(forms)}`,
  }),
  othersOfLinks: () => ({
    en: 'others has a meaning in from and to only',
    ko: 'others는 from과 to에서만 쓸 수 있어요',
  }),
  noEnsemble: () => ({ en: 'there is no ZooKeeper in this cluster', ko: '이 클러스터에는 ZooKeeper가 없어요' }),
  bothOthers: () => ({
    en: 'from and to cannot both be others',
    ko: 'from과 to가 둘 다 others일 수 없어요',
  }),
});
