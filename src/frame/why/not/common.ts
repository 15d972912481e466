/** Conditions that several why-nots begin with. */
import { brokerOf } from '../../../kafka/metadata/image.ts';
import { serverName } from '../../../scenario/scenario.ts';
import { said, subject, topic } from '../said.ts';
import type { Found, Scene } from './conditions.ts';

export const isPartition =
  (partition: string) =>
  (fact: object): boolean =>
    'partition' in fact && fact.partition === partition;
export const ofClient =
  (client: string) =>
  (fact: object): boolean =>
    'client' in fact && fact.client === client;

export function processIsUp(scene: Scene, node: string): Found {
  const status = scene.node(node)?.status ?? 'down';
  return {
    says: said(`The process of ${node} runs.`, `${node} 프로세스가 동작 중이어야 해요.`),
    met: status === 'up',
    seen:
      status === 'up'
        ? said(`${node} is up.`, `${topic(node)} 동작 중이에요.`)
        : status === 'paused'
          ? said(`${node} is paused: nothing in it moves.`, `${topic(node)} 멈춰 있어 아무것도 하지 못해요.`)
          : said(`${node} is not running.`, `${node} 프로세스가 없어요.`),
    since: scene.sinceProcess(node),
  };
}

export function isActiveBroker(scene: Scene, id: number): Found {
  const name = serverName(id);
  const broker = brokerOf(scene.image, id);
  const met = scene.isActive(id);
  const changes = [
    'BrokerFenced',
    'BrokerUnfenced',
    'BrokerInControlledShutdown',
    'BrokerFailed',
    'BrokerRegistered',
  ] as const;
  return {
    says: said(
      `${name} is registered, not fenced and not shutting down.`,
      `${subject(name)} 등록되어 있고, 펜싱되지 않았으며, 종료 중이 아니어야 해요.`,
    ),
    met,
    seen: met
      ? said(`The metadata has ${name} as active.`, `메타데이터에서 ${topic(name)} 활성 상태예요.`)
      : broker === undefined
        ? said(`The metadata knows no registered ${name}.`, `메타데이터에 등록된 ${subject(name)} 없어요.`)
        : broker.fenced
          ? said(`${name} is fenced.`, `${subject(name)} 펜싱되어 있어요.`)
          : said(`${name} is in controlled shutdown.`, `${subject(name)} 정상 종료 중이에요.`),
    rule: 'not/active-broker',
    since: scene.since(changes, (fact) => 'brokerId' in fact && fact.brokerId === id),
  };
}

export function hasLeader(scene: Scene, partition: string): Found {
  const leader = scene.registration(partition)?.leader ?? -1;
  const serving = scene.leader(partition);
  const met = leader >= 0 && serving?.id === leader;
  return {
    says: said(`${partition} has a leader that serves it.`, `${partition}에 서비스 중인 리더가 있어야 해요.`),
    met,
    seen: met
      ? said(`${serverName(leader)} leads it.`, `${subject(serverName(leader))} 리더예요.`)
      : leader < 0
        ? said('The metadata names no leader for it.', '메타데이터에 리더가 없어요.')
        : said(
            `The metadata names ${serverName(leader)}, whose process does not lead it now.`,
            `메타데이터의 리더는 ${serverName(leader)}이지만, 그 프로세스는 지금 리더로 동작하지 않아요.`,
          ),
    since:
      !met && leader >= 0 && !scene.isUp(serverName(leader))
        ? scene.sinceProcess(serverName(leader))
        : scene.since(['LeaderElected', 'BecameLeader'], isPartition(partition)),
  };
}
