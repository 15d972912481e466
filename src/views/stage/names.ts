/** What a screen reader says of each thing on the stage, and what its tooltip shows. */
import type { LinkFrame, MessageFrame, NodeFrame, ReplicaFrame } from '../../frame/frame.ts';
import { formatSpan } from '../format.ts';
import type { Language } from '../viewProps.ts';
import {
  ACTIVE,
  activityWords,
  FENCED,
  HELD,
  IN_CONTROLLED_SHUTDOWN,
  IN_ISR,
  KIND_WORDS,
  OUT_OF_ISR,
  ROLE_WORDS,
  statusText,
  words,
} from '../words.ts';

const GROUP = words('group', '그룹');
const COORDINATES = words('coordinates', '코디네이터로 맡은 그룹');
const REQUEST = words('request', '요청');
const RESPONSE = words('response', '응답');
const CLOSE = words('end of the connection', '연결 종료');
const ERROR = words('with an error', '오류 포함');
const CUT = words('cut', '끊김');
/** With ZooKeeper nobody fences a broker: its znode is there, or it is not. And one that was unregistered is not fenced. */
const NOT_REGISTERED = words('not registered', '등록되지 않음');
const NO_ZOOKEEPER = words('no ZooKeeper', 'ZooKeeper 연결 없음');
const SESSION_EXPIRED = words('session expired', '세션 만료');
const NOT_SERVING = words('not serving', '서비스 중단');
const SLOW = words('slow', '느림');

/** Words for what is not as usual; empty for a node that runs well. */
export function nodeStates(node: NodeFrame, language: Language): string[] {
  const states: string[] = [];
  if (node.status !== 'up') states.push(statusText(node, language));
  if ('fenced' in node) {
    const isUnknown = node.zookeeper !== undefined || (node.brokerEpoch < 0 && node.lives > 0 && node.status !== 'up');
    if (node.fenced) states.push((isUnknown ? NOT_REGISTERED : FENCED)[language]);
    // Once it has ended, that is what it is; the controller keeps the mark until it registers again.
    if (node.inControlledShutdown && node.closed === undefined) states.push(IN_CONTROLLED_SHUTDOWN[language]);
    if (node.status === 'up' && node.zookeeper?.state === 'CONNECTING') states.push(NO_ZOOKEEPER[language]);
    if (node.status === 'up' && node.zookeeper?.state === 'CLOSED') states.push(SESSION_EXPIRED[language]);
  }
  return states;
}

/** Takes itself for the controller, and its session, with /controller, is gone. */
export function isZombie(node: NodeFrame): boolean {
  return node.kind === 'broker' && node.active && node.zookeeper?.registered === false;
}

export const BELIEVES = words('believes it is active', '활성인 줄 앎');

export function nodeName(node: NodeFrame, language: Language): string {
  const parts = [`${node.id}, ${KIND_WORDS[node.kind][language]}`];
  if (node.kind === 'zookeeper' && node.role !== null)
    parts.push(`${node.role}, ${language === 'ko' ? '에포크' : 'epoch'} ${node.epoch}`);
  else if ('active' in node && node.active) parts.push((isZombie(node) ? BELIEVES : ACTIVE)[language]);
  if ('raft' in node && node.kind !== 'broker' && node.raft !== null) {
    parts.push(`${node.raft.role}, ${language === 'ko' ? '에포크' : 'epoch'} ${node.raft.epoch}`);
  }
  parts.push(...nodeStates(node, language));
  if (node.kind === 'zookeeper' && node.status === 'up' && !node.serving) parts.push(NOT_SERVING[language]);
  if ('coordinates' in node && node.coordinates.length > 0)
    parts.push(`${COORDINATES[language]} ${node.coordinates.join(', ')}`);
  if (node.kind === 'producer') parts.push(producerCounts(node, language));
  if (node.kind === 'tool') parts.push(node.line);
  if (node.kind === 'consumer') {
    if (node.group !== null) parts.push(`${GROUP[language]} ${node.group}`);
    if (node.activity !== null) parts.push(activityWords(node.activity, language));
    parts.push(...node.positions.map((at) => `${at.partition} @${at.position ?? '–'}, lag ${at.lag ?? '–'}`));
  }
  return parts.join(', ');
}

function producerCounts(node: Extract<NodeFrame, { kind: 'producer' }>, language: Language): string {
  const { acknowledged, failed, unknown, inFlight, buffered } = node;
  return language === 'ko'
    ? `확인 응답 ${acknowledged}, 실패 ${failed}, 모름 ${unknown}, 전송 중 ${inFlight}, 대기 중 ${buffered}`
    : `acknowledged ${acknowledged}, failed ${failed}, unknown ${unknown}, in flight ${inFlight}, waiting ${buffered}`;
}

/** Short enough to stay the same while records stream in: numbers are in the tables and the inspector. */
export function replicaName(replica: ReplicaFrame, broker: string, language: Language): string {
  const role = ROLE_WORDS[replica.role][language];
  const isr = (replica.inIsr ? IN_ISR : OUT_OF_ISR)[language];
  const epoch = `${language === 'ko' ? '리더 에포크' : 'leader epoch'} ${replica.leaderEpoch}`;
  return language === 'ko'
    ? `${broker}의 ${replica.partition}, ${role}, ${isr}, ${epoch}`
    : `${replica.partition} on ${broker}, ${role}, ${isr}, ${epoch}`;
}

export function messageName(message: MessageFrame, now: number, language: Language): string {
  const kind = { request: REQUEST, response: RESPONSE, close: CLOSE }[message.kind][language];
  const parts = [`${message.api} ${kind}, ${message.from} → ${message.to}`];
  if (message.error) parts.push(ERROR[language]);
  if (message.arrivesAt === null) parts.push(HELD[language]);
  else {
    const left = formatSpan(Math.max(0, message.arrivesAt - now));
    parts.push(language === 'ko' ? `${left} 뒤 도착` : `arrives in ${left}`);
  }
  return parts.join(', ');
}

export function linkName(link: LinkFrame, language: Language): string {
  const state = link.cut
    ? `, ${CUT[language]}`
    : link.delay > 0
      ? `, ${SLOW[language]} +${formatSpan(link.delay)}`
      : '';
  return `${link.from} → ${link.to}${state}`;
}
