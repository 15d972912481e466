/** Things that a file names and that are not there, and times that are not in the run: told alike wherever they stand. */
import { type Says, sayings } from '../../base/says.ts';
import { nodeMeant } from '../meant.ts';
import { listed, quoted } from '../problems.ts';
import { guessed, listedKo, NOT_THERE, p, perhaps, q, quotedKo, type Thing, thereIs, thingKo } from './words.ts';

export const NAMES_SAY = sayings({
  /** There is no node b9; did you mean b1? */
  noSuch: (what: Thing, word: string, known: Iterable<string>) => withGuess(what, word, guessed(word, known)),
  /** The same, where another tool would write `broker-1`, or a partition stands for whoever leads it. */
  noNode: (word: string, nodes: readonly string[]) =>
    withGuess('node', word, perhaps(nodeMeant(word, nodes)) ?? guessed(word, nodes)),
  /** The same; where nothing is near, those that there are. */
  noneOf: (
    what: Thing | 'version' | 'protocol' | 'era' | 'lens',
    word: string,
    known: readonly string[],
    there: 'there is' | 'there are',
  ) => {
    const guess = guessed(word, known, thereIs(known, there));
    return {
      en: `there is no ${what} ${quoted(word)}${guess.en}`,
      ko: `${kindKo(what)} ${q(word, '이/가')} ${NOT_THERE}${guess.ko}`,
    };
  },
  /** The same, and those that there are, whatever is near. */
  noVersion: (version: string, known: readonly string[]) => ({
    en: `there is no version ${quoted(version)}${thereIs(known).en}`,
    ko: `버전 ${q(version, '이/가')} ${NOT_THERE}${thereIs(known).ko}`,
  }),
  noProtocol: (protocol: string, known: readonly string[]) => {
    const guess = guessed(protocol, known);
    return {
      en: `there is no protocol ${quoted(protocol)}${guess.en}`,
      ko: `프로토콜 ${q(protocol, '이/가')} ${NOT_THERE}${guess.ko}`,
    };
  },
  noTopic: (topic: string, known: Iterable<string>) => {
    const guess = guessed(topic, known);
    return { en: `there is no topic ${topic}${guess.en}`, ko: `토픽 ${p(topic, '이/가')} ${NOT_THERE}${guess.ko}` };
  },
  noPartition: (topic: string, partition: number, count: number) => ({
    en: `there is no partition ${partition}: ${topic} has ${count === 1 ? '1 partition, 0' : `${count} partitions, 0 to ${count - 1}`}`,
    ko: `파티션 ${p(String(partition), '이/가')} ${NOT_THERE}. ${topic}의 파티션은 ${count === 1 ? '0 하나예요' : `0부터 ${count - 1}까지 ${count}개예요`}`,
  }),
  notPartition: (written: string, likely: Says) => ({
    en: `${written} is not a partition such as orders-0${likely.en}`,
    ko: `${p(written, '은/는')} orders-0 같은 파티션이 아니에요${likely.ko}`,
  }),
  noBroker: (id: number, brokers: readonly string[]) => {
    const isFew = brokers.length <= 6;
    return {
      en: `there is no broker ${id}; the cluster has ${isFew ? brokers.join(', ') : `${brokers.length} brokers`}`,
      ko: `브로커 ${p(String(id), '이/가')} ${NOT_THERE}. 클러스터의 브로커: ${isFew ? brokers.join(', ') : `${brokers.length}개`}`,
    };
  },
  noController: (id: string, known: readonly string[]) => ({
    en: `there is no controller ${id}; their ids are ${listed(known)}`,
    ko: `컨트롤러 ${p(id, '이/가')} ${NOT_THERE}. 컨트롤러 번호: ${listedKo(known)}`,
  }),
  noErrorCode: (word: string, known: readonly string[]) => {
    const guess = guessed(word, known);
    return {
      en: `Kafka has no error ${quoted(word)}${guess.en}`,
      ko: `Kafka에 ${quotedKo(word)} 오류 코드는 없어요${guess.ko}`,
    };
  },
  oneOfMissing: (keys: readonly string[]) => ({
    en: `one of ${listed(keys, 'or')} is missing`,
    ko: `다음 중 하나가 있어야 해요: ${listedKo(keys)}`,
  }),
  afterTheEnd: () => ({ en: 'this is after the end of the run (until)', ko: '실행이 끝난(until) 뒤의 시각이에요' }),
  notAfterStart: () => ({ en: 'this is not after start', ko: 'start보다 뒤가 아니에요' }),
  thereTwice: (item: string) => ({ en: `${item} is there twice`, ko: `${p(item, '이/가')} 두 번 있어요` }),
  noEffect: (name: string) => ({
    en: `${name} has no effect in this model yet`,
    ko: `${p(name, '은/는')} 아직 이 모델에서 아무 효과가 없어요`,
  }),
  notSetHere: (name: string, instead: Says) => ({
    en: `${name} is not set here: ${instead.en}`,
    ko: `${p(name, '은/는')} 여기서 정하지 않아요. ${instead.ko}`,
  }),
  sharedId: (kind: 'controllers' | 'brokers' | 'ZooKeeper servers', id: number) => ({
    en: `there are two ${kind} with the id ${id}`,
    ko: `번호가 ${id}인 ${{ controllers: '컨트롤러', brokers: '브로커', 'ZooKeeper servers': 'ZooKeeper 서버' }[kind]}가 둘이에요`,
  }),
});

function withGuess(what: Thing, word: string, guess: Says): Says {
  return {
    en: `there is no ${what} ${quoted(word)}${guess.en}`,
    ko: `${thingKo(what)} ${q(word, '이/가')} ${NOT_THERE}${guess.ko}`,
  };
}

const KINDS = { version: '버전', protocol: '프로토콜', era: 'era', lens: '렌즈' } as const;

function kindKo(kind: Thing | keyof typeof KINDS): string {
  return kind in KINDS ? KINDS[kind as keyof typeof KINDS] : thingKo(kind as Thing);
}
