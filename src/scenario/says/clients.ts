/** Producers and consumers, the names under which they know brokers, and settings under Kafka's names. */
import { NOTHING, type Says, sayings } from '../../base/says.ts';
import { listed, quoted } from '../problems.ts';
import { guessed, listedKo, NOT_THERE, p, perhaps, q, type Thing, thingKo } from './words.ts';

export const CLIENTS_SAY = sayings({
  firesAndForgets: () => ({
    en: 'who fires and forgets does not hear of a failure: mode async or sync',
    ko: 'fire-and-forget은 실패를 알 수 없어요. mode를 async나 sync로 쓰세요',
  }),
  keylessTombstone: () => ({
    en: 'a tombstone without a key deletes nothing: write key: beside it',
    ko: '키가 없는 툼스톤은 아무것도 지우지 않아요. 옆에 key:를 쓰세요',
  }),
  emptyValue: () => ({
    en: 'value has nothing behind it: null is a tombstone, "" an empty text',
    ko: 'value 뒤에 아무것도 없어요. 툼스톤이면 null, 빈 텍스트면 ""를 쓰세요',
  }),
  oneSource: (sources: readonly string[]) => ({
    en: `a consumer has one of ${listed(sources, 'or')}`,
    ko: `컨슈머에는 다음 중 하나만 쓸 수 있어요: ${listedKo(sources)}`,
  }),
  groupOfNobody: () => ({
    en: 'its group is in ZooKeeper, and this cluster has none',
    ko: '그룹이 ZooKeeper에 있는 컨슈머인데 이 클러스터에는 ZooKeeper가 없어요',
  }),
  noOldConsumer: (version: string, having: readonly string[]) => ({
    en: `Kafka ${version} has no such consumer; ${listed(having, 'and')} have it`,
    ko: `Kafka ${version}에는 이런 컨슈머가 없어요. 있는 릴리스: ${listedKo(having)}`,
  }),
  connectorNeedsGroup: () => ({ en: 'it has a group: group is missing', ko: '그룹이 있어야 해요. group을 쓰세요' }),
  connectorSubscribes: () => ({
    en: 'a connector shares what it reads: subscribe',
    ko: '커넥터는 읽을 것을 나누어 맡아요. subscribe를 쓰세요',
  }),
  connectorBootstrap: () => ({
    en: 'it finds the brokers in ZooKeeper',
    ko: '이 컨슈머는 브로커를 ZooKeeper에서 찾아요',
  }),
  notPattern: (pattern: string) => ({
    en: `${quoted(pattern)} is not a regular expression`,
    ko: `${q(pattern, '은/는')} 정규식이 아니에요`,
  }),
  groupNamedAbove: () => ({
    en: 'the group is named above, with group',
    ko: '그룹 이름은 위의 group에 이미 있어요',
  }),
  needsGroupId: (what: 'to use group management' | 'to commit offsets') => ({
    en: `${what}, you must provide a valid group.id: write group: beside it`,
    ko: `${what === 'to commit offsets' ? '오프셋을 커밋하려면' : '그룹 관리를 쓰려면'} 올바른 group.id가 있어야 해요. 옆에 group:을 쓰세요`,
  }),
  noEffectWithoutGroup: () => ({
    en: 'it has no effect without a group',
    ko: '그룹이 없으면 아무 효과가 없어요',
  }),
  noAssignor: (assignor: string, simple: string, known: readonly string[]) => {
    const guess = guessed(simple, known);
    return {
      en: `there is no assignor ${assignor}${guess.en}`,
      ko: `할당자 ${p(assignor, '이/가')} ${NOT_THERE}${guess.ko}`,
    };
  },
  // ---- names of brokers
  brokersOwnName: (name: string) => ({
    en: `${name} is a broker's own name, and leads to it`,
    ko: `${p(name, '은/는')} 브로커 자신의 이름이라 언제나 그 브로커로 이어져요`,
  }),
  leadsNowhere: (destination: string, brokers: readonly string[], refused: string, noAnswer: string) => {
    const guess = guessed(destination, brokers, {
      en: `; a name leads to a broker, to ${refused} or to ${noAnswer}`,
      ko: `. 이름은 브로커, ${refused}, ${noAnswer} 가운데 하나로 이어져요`,
    });
    return {
      en: `there is no broker ${quoted(destination)}${guess.en}`,
      ko: `브로커 ${q(destination, '이/가')} ${NOT_THERE}${guess.ko}`,
    };
  },
  // ---- settings
  settingOfOthers: (name: string, other: Thing, scope: Thing, alike: string | undefined) => {
    const guess = perhaps(alike) ?? NOTHING;
    return {
      en: `${name} is a ${other} setting, not a ${scope} setting${guess.en}`,
      ko: `${p(name, '은/는')} ${thingKo(scope)} 설정이 아니라 ${thingKo(other)} 설정이에요${guess.ko}`,
    };
  },
  notModelled: (name: string, written: string, why: Says) => ({
    en: `${name}=${written} is not modelled yet: ${why.en}`,
    ko: `${p(`${name}=${written}`, '은/는')} 아직 모델에 없어요. ${why.ko}`,
  }),
  /** Kafka's own words, with what helps here. */
  contradiction: (kafka: string, hint: Says | undefined) => ({
    en: hint === undefined ? kafka : `${kafka}; ${hint.en}`,
    ko: `Kafka가 거부하는 조합이에요: ${kafka}${hint === undefined ? '' : `. ${hint.ko}`}`,
  }),
  wouldNotStart: (kafka: string) => ({
    en: `a server would not start: ${kafka}`,
    ko: `서버가 시작되지 않아요: ${kafka}`,
  }),
});
