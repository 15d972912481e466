/** The glossary: every term, in the order in which one would explain them. */
import { CLUSTER } from './cluster.ts';
import { CONSUMER } from './consumer.ts';
import { ELECTION } from './election.ts';
import { FAILURE } from './failure.ts';
import { GROUP } from './group.ts';
import { IN_SYNC } from './inSync.ts';
import { LOG } from './log.ts';
import { MEMBERSHIP } from './membership.ts';
import { OPERATION } from './operation.ts';
import { PRODUCER } from './producer.ts';
import { QUORUM } from './quorum.ts';
import { REPLICATION } from './replication.ts';
import { STORAGE } from './storage.ts';
import type { Both, Term, Theme } from './term.ts';
import { ZOOKEEPER } from './zookeeper.ts';

export const GLOSSARY: readonly Term[] = [
  ...CLUSTER,
  ...LOG,
  ...REPLICATION,
  ...IN_SYNC,
  ...ELECTION,
  ...QUORUM,
  ...PRODUCER,
  ...CONSUMER,
  ...GROUP,
  ...MEMBERSHIP,
  ...STORAGE,
  ...OPERATION,
  ...FAILURE,
  ...ZOOKEEPER,
];

const BY_ID: ReadonlyMap<string, Term> = new Map(GLOSSARY.map((term) => [term.id, term]));

export function termOf(id: string): Term | undefined {
  return BY_ID.get(id);
}

export const THEME_NAMES: Readonly<Record<Theme, Both>> = {
  cluster: { en: 'Cluster and clients', ko: '클러스터와 클라이언트' },
  log: { en: 'The log', ko: '로그' },
  replication: { en: 'Replication', ko: '복제' },
  election: { en: 'Leaders and epochs', ko: '리더와 에포크' },
  quorum: { en: 'The metadata quorum', ko: '메타데이터 쿼럼' },
  producer: { en: 'Producing', ko: '쓰기' },
  consumer: { en: 'Consuming', ko: '읽기' },
  group: { en: 'Consumer groups', ko: '컨슈머 그룹' },
  storage: { en: 'Retention and compaction', ko: '보존과 컴팩션' },
  operation: { en: 'Running a cluster', ko: '운영' },
  time: { en: 'Failures and promises', ko: '장애와 보장' },
  zookeeper: { en: 'ZooKeeper', ko: 'ZooKeeper' },
};
