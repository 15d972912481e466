/** The steps of the way from ZooKeeper to KRaft (KIP-866), each with what it waited for. */
import { serverName } from '../../scenario/scenario.ts';
import type { Explanations } from './explanation.ts';
import { said, subject, topic } from './said.ts';
import type { Said } from './whyFrames.ts';

const DRIVER: Readonly<Record<string, Said>> = {
  INACTIVE: said(
    'It is not the active controller: only that one drives the migration.',
    '활성 컨트롤러가 아니에요. 마이그레이션은 활성 컨트롤러만 진행해요.',
  ),
  WAIT_FOR_CONTROLLER_QUORUM: said(
    'It is the active controller now; all controllers of the quorum have to be ready for a migration first.',
    '이제 활성 컨트롤러예요. 먼저 쿼럼의 모든 컨트롤러가 마이그레이션 준비를 마쳐야 해요.',
  ),
  WAIT_FOR_BROKERS: said(
    'The quorum is ready. Every broker that ZooKeeper names has to register with it before anything is copied.',
    '쿼럼이 준비되었어요. ZooKeeper에 있는 모든 브로커가 쿼럼에 등록해야 복사를 시작해요.',
  ),
  BECOME_CONTROLLER: said(
    'The last broker it waited for has registered: now it takes /controller in ZooKeeper.',
    '기다리던 마지막 브로커가 등록했어요. 이제 ZooKeeper의 /controller를 차지해요.',
  ),
  ZK_MIGRATION: said(
    '/controller is its own, so nobody else changes the metadata any more: it can be copied.',
    '/controller를 차지했으니 다른 쪽은 더는 메타데이터를 바꾸지 못해요. 이제 복사할 수 있어요.',
  ),
  SYNC_KRAFT_TO_ZK: said(
    'Everything is in the metadata log: what ZooKeeper lacks of it is written there first.',
    '모두 메타데이터 로그에 있어요. ZooKeeper에 빠진 것을 먼저 채워 써요.',
  ),
  KRAFT_CONTROLLER_TO_BROKER_COMM: said(
    'Both sides say the same: now the brokers are told who the controller is.',
    '양쪽 내용이 같아졌어요. 이제 브로커들에 누가 컨트롤러인지 알려요.',
  ),
  DUAL_WRITE: said(
    'The brokers know it: from now on every change is written to the log and, behind it, to ZooKeeper.',
    '브로커들이 알게 되었어요. 이제 모든 변경을 로그에 쓰고, 뒤따라 ZooKeeper에도 써요.',
  ),
};

export const explainMigration: Explanations = {
  MigrationDriverStateChanged: ({ fact }) => ({ because: DRIVER[fact.to] === undefined ? [] : [DRIVER[fact.to]!] }),
  ZkMigrationStateChanged: ({ fact }) => ({
    because: [
      fact.to === 'PRE_MIGRATION'
        ? said(
            'The first controller of the quorum was started with zookeeper.metadata.migration.enable=true.',
            '쿼럼의 첫 컨트롤러가 zookeeper.metadata.migration.enable=true로 시작했어요.',
          )
        : fact.to === 'MIGRATION'
          ? said(
              'The copied metadata is committed together with the record that says so.',
              '복사한 메타데이터가 이 상태를 알리는 레코드와 함께 커밋되었어요.',
            )
          : said(
              'A controller was started without zookeeper.metadata.migration.enable: from here there is no way back.',
              'zookeeper.metadata.migration.enable 없이 컨트롤러가 시작되었어요. 여기서부터는 되돌릴 수 없어요.',
            ),
    ],
  }),
  ZkControllerClaimed: ({ fact }) => ({
    because: [
      said(
        `It wrote itself into /controller and raised the epoch there to ${fact.zkEpoch}: the broker that was controller is out.`,
        `/controller에 자신을 쓰고 그곳의 에포크를 ${fact.zkEpoch}로 올렸어요. 컨트롤러였던 브로커는 자격을 잃어요.`,
      ),
    ],
  }),
  MetadataMigrated: ({ fact }) => ({
    because: [
      said(
        `It read ${counted(fact.topics, 'topic')} with ${counted(fact.partitions, 'partition')} from ZooKeeper; the last of ${counted(fact.records, 'record')} is committed at offset ${fact.offset}.`,
        `ZooKeeper에서 토픽 ${fact.topics}개, 파티션 ${fact.partitions}개를 읽었고, 레코드 ${fact.records}개의 마지막이 오프셋 ${fact.offset}에 커밋되었어요.`,
      ),
    ],
  }),
  DualWriteRefused: () => ({
    because: [
      said(
        'Each write to ZooKeeper names the controller epoch that it knows; another controller has raised it since.',
        'ZooKeeper에 쓸 때마다 자신이 아는 컨트롤러 에포크를 걸어요. 그 뒤에 다른 컨트롤러가 올렸어요.',
      ),
    ],
  }),
  KRaftControllerFollowed: ({ fact }) => ({
    because: [
      said(
        `An UpdateMetadata request of ${fact.controllerId} came with controller epoch ${fact.controllerEpoch} and said that it is a KRaft controller: ${serverName(fact.broker)} asks the quorum from now on.`,
        `컨트롤러 ${subject(fact.controllerId)} 보낸 UpdateMetadata 요청에 컨트롤러 에포크 ${fact.controllerEpoch}과 KRaft 컨트롤러라는 표시가 있었어요. ${topic(serverName(fact.broker))} 이제 쿼럼에 요청해요.`,
      ),
    ],
  }),
};

function counted(count: number, what: string): string {
  return `${count} ${what}${count === 1 ? '' : 's'}`;
}
