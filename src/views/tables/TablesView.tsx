/** The stage as tables: whatever the picture shows, in rows, with the same selection and the same menus. */
import type { ReactNode } from 'react';
import type { BrokerFrame, LinkFrame, MessageFrame, PartitionFrame, ProducerFrame } from '../../frame/frame.ts';
import { sameTarget, type Target } from '../../frame/target.ts';
import type { ZooKeeperFrame } from '../../frame/zookeeper/zooKeeperFrame.ts';
import { type Column, Table } from '../../ui/Table.tsx';
import { signOf } from '../encoding.ts';
import { formatIds } from '../format.ts';
import type { Language, StageProps } from '../viewProps.ts';
import { activityWords, HELD, statusText, words } from '../words.ts';
import { ofPartition, ofPosition, ofReplica, ofRole } from './asked.tsx';
import { COLUMN_TIPS, type ColumnName } from './columns.ts';
import { RowMenu } from './RowMenu.tsx';
import {
  arrival,
  brokerRows,
  comparePartitions,
  ensembleRows,
  linkRule,
  messageRows,
  type PositionRow,
  positionRows,
  producerRows,
  type QuorumRow,
  quorumRows,
  type ReplicaRow,
  replicaRows,
} from './rows.ts';

const CAPTIONS = {
  partitions: words('Partitions', '파티션'),
  replicas: words('Replicas', '레플리카'),
  brokers: words('Brokers', '브로커'),
  quorum: words('Metadata quorum', '메타데이터 쿼럼'),
  ensemble: words('ZooKeeper ensemble', 'ZooKeeper 앙상블'),
  producers: words('Producers', '프로듀서'),
  consumers: words('Consumers', '컨슈머'),
  messages: words('Messages in flight', '전송 중인 메시지'),
  links: words('Links with a rule', '규칙이 걸린 링크'),
} as const;
const EMPTY = words('none', '없음');
const MENU = words('Menu', '메뉴');
const MOST_MESSAGES = 100;

export function TablesView(props: StageProps) {
  const { frame, language } = props;
  const messages = messageRows(frame);
  const rest = messages.length - MOST_MESSAGES;
  const [ensemble, quorum] = [ensembleRows(frame), quorumRows(frame)];
  return (
    <div className="tables">
      <Of
        {...props}
        caption="partitions"
        rows={[...frame.partitions].sort((a, b) => comparePartitions(a.id, b.id))}
        columns={partitionColumns(language)}
        targetOf={({ id }): Target => ({ type: 'partition', id })}
      />
      <Of
        {...props}
        caption="replicas"
        rows={replicaRows(frame)}
        columns={replicaColumns(language)}
        targetOf={({ replica, node }): Target => ({
          type: 'replica',
          partition: replica.partition,
          broker: node.nodeId,
        })}
      />
      <Of
        {...props}
        caption="brokers"
        rows={brokerRows(frame)}
        columns={brokerRows(frame).some(isWithZooKeeper) ? eraBrokerColumns(language) : brokerColumns(language)}
        targetOf={nodeTarget}
      />
      {ensemble.length > 0 && (
        <Of {...props} caption="ensemble" rows={ensemble} columns={ensembleColumns(language)} targetOf={nodeTarget} />
      )}
      {(ensemble.length === 0 || quorum.length > 0) && (
        <Of {...props} caption="quorum" rows={quorum} columns={quorumColumns(language)} targetOf={nodeTarget} />
      )}
      <Of
        {...props}
        caption="producers"
        rows={producerRows(frame)}
        columns={producerColumns(language)}
        targetOf={nodeTarget}
      />
      <Of
        {...props}
        caption="consumers"
        rows={positionRows(frame)}
        columns={positionColumns(language)}
        targetOf={({ node }): Target => ({ type: 'node', id: node.id })}
        keyOf={({ node, position }) => `${node.id} ${position?.partition ?? ''}`}
      />
      <Of
        {...props}
        caption="messages"
        rows={messages.slice(0, MOST_MESSAGES)}
        columns={messageColumns(language, frame.at)}
        targetOf={({ id }): Target => ({ type: 'message', id })}
      />
      {rest > 0 && <p className="table-box">+{rest}</p>}
      <Of
        {...props}
        caption="links"
        rows={frame.links}
        columns={linkColumns(language)}
        targetOf={({ from, to }): Target => ({ type: 'link', from, to })}
      />
    </div>
  );
}

function nodeTarget({ id }: { readonly id: string }): Target {
  return { type: 'node', id };
}

interface OfProps<Row> extends StageProps {
  readonly caption: keyof typeof CAPTIONS;
  readonly rows: readonly Row[];
  readonly columns: readonly Column<Row>[];
  readonly targetOf: (row: Row) => Target;
  readonly keyOf?: (row: Row) => string;
}

function Of<Row>({ caption, rows, columns, targetOf, keyOf, selection, language, onSelect, onMenu }: OfProps<Row>) {
  const openMenu = (row: Row, element: HTMLElement): void => {
    const { x, y, width, height } = element.getBoundingClientRect();
    onSelect(targetOf(row));
    onMenu(targetOf(row), { x, y, width, height });
  };
  const menuColumn: Column<Row> = {
    id: 'menu',
    title: MENU[language],
    cell: (row) => (
      <RowMenu
        label={`${MENU[language]}: ${JSON.stringify(Object.values(targetOf(row)).slice(1)).replace(/["[\]]/g, '')}`}
        onOpen={(element) => openMenu(row, element)}
      />
    ),
  };
  return (
    <Table
      caption={CAPTIONS[caption][language]}
      columns={[...columns, menuColumn]}
      rows={rows}
      keyOf={keyOf ?? ((row) => JSON.stringify(targetOf(row)))}
      isSelected={(row) => sameTarget(selection, targetOf(row))}
      onChoose={(row) => onSelect(targetOf(row))}
      onMenu={openMenu}
      empty={EMPTY[language]}
    />
  );
}

function column<Row>(
  language: Language,
  title: ColumnName,
  cell: (row: Row) => ReactNode,
  isNumber = false,
): Column<Row> {
  return { id: title, title, tip: COLUMN_TIPS[title][language], isNumber, cell };
}

const none = (id: number | null): string => (id === null || id === -1 ? 'none' : String(id));
const yes = (is: boolean, language: Language): string => (is ? (language === 'ko' ? '예' : 'yes') : '–');

function partitionColumns(language: Language): Column<PartitionFrame>[] {
  return [
    column(language, 'Partition', (row) => row.id),
    column(language, 'Leader', (row) => ofPartition(row, 'leader', 'Leader', none(row.leader), language), true),
    column(language, 'Replicas', (row) => formatIds(row.replicas)),
    column(language, 'Isr', (row) => ofPartition(row, 'isr', 'Isr', formatIds(row.isr), language)),
    column(language, 'Elr', (row) => ofPartition(row, 'elr', 'Elr', formatIds(row.elr), language)),
    column(language, 'LastKnownElr', (row) => formatIds(row.lastKnownElr)),
    column(language, 'LeaderEpoch', (row) => row.leaderEpoch, true),
    column(language, 'PartitionEpoch', (row) => row.partitionEpoch, true),
  ];
}

function replicaColumns(language: Language): Column<ReplicaRow>[] {
  return [
    column(language, 'Partition', ({ replica }) => replica.partition),
    column(language, 'Broker', ({ node }) => node.nodeId, true),
    column(language, 'Role', (row) => ofReplica(row, 'role', 'Role', row.replica.role, language)),
    column(language, 'Isr', ({ replica }) => yes(replica.inIsr, language)),
    column(language, 'LeaderEpoch', ({ replica }) => replica.leaderEpoch, true),
    column(language, 'LogStartOffset', ({ replica }) => replica.logStartOffset, true),
    column(
      language,
      'HighWatermark',
      (row) => ofReplica(row, 'high-watermark', 'HighWatermark', row.replica.highWatermark, language),
      true,
    ),
    column(
      language,
      'LogEndOffset',
      (row) => ofReplica(row, 'log-end', 'LogEndOffset', row.replica.logEndOffset, language),
      true,
    ),
  ];
}

function brokerColumns(language: Language): Column<BrokerFrame>[] {
  return [
    column(language, 'Broker', (row) => row.id),
    column(language, 'Status', (row) => statusText(row, language)),
    column(language, 'BrokerState', (row) => row.brokerState ?? '–'),
    column(language, 'Fenced', (row) => yes(row.fenced, language)),
    column(language, 'BrokerEpoch', (row) => row.brokerEpoch, true),
    column(language, 'MetadataOffset', (row) => row.metadataOffset, true),
  ];
}

function isWithZooKeeper({ zookeeper }: BrokerFrame): boolean {
  return zookeeper !== undefined;
}

/** With ZooKeeper nothing fences a broker, and there is no metadata log. */
function eraBrokerColumns(language: Language): Column<BrokerFrame>[] {
  return [
    column(language, 'Broker', (row) => `${row.id}${row.active ? ' ★' : ''}`),
    column(language, 'Status', (row) => statusText(row, language)),
    column(language, 'BrokerState', (row) => row.brokerState ?? '–'),
    column(language, 'Registered', (row) => yes(!row.fenced, language)),
    column(language, 'BrokerEpoch', (row) => row.brokerEpoch, true),
    column(language, 'Session', ({ zookeeper }) => sessionOf(zookeeper)),
    column(language, 'Controller', ({ zookeeper }) =>
      zookeeper == null || zookeeper.controllerId < 0
        ? '–'
        : `b${zookeeper.controllerId} (${zookeeper.controllerEpoch})`,
    ),
  ];
}

function sessionOf(client: BrokerFrame['zookeeper']): string {
  if (client == null || client.session === null) return '–';
  return client.connected && client.server !== null
    ? `${client.session} ${client.server}`
    : `${client.session} ${client.state}`;
}

function ensembleColumns(language: Language): Column<ZooKeeperFrame>[] {
  return [
    column(language, 'Server', (row) => row.id),
    column(language, 'Status', (row) => statusText(row, language)),
    column(language, 'Role', (row) => row.role ?? '–'),
    column(language, 'Serving', (row) => yes(row.serving, language)),
    column(language, 'Epoch', (row) => row.epoch, true),
    column(language, 'Zxid', (row) => (row.zxid === 0 ? '–' : `0x${row.zxid.toString(16)}`), true),
    column(language, 'Clients', (row) => row.clients, true),
  ];
}

function quorumColumns(language: Language): Column<QuorumRow>[] {
  return [
    column(language, 'NodeId', (row) => row.nodeId, true),
    column(language, 'Role', (row) => ofRole(row, language)),
    column(language, 'Epoch', (row) => row.raft.epoch, true),
    column(language, 'LogEndOffset', (row) => row.raft.logEndOffset, true),
    column(language, 'Lag', (row) => row.lag ?? '–', true),
    column(language, 'HighWatermark', (row) => row.raft.highWatermark ?? '–', true),
  ];
}

function producerColumns(language: Language): Column<ProducerFrame>[] {
  return [
    column(language, 'Client', (row) => row.id),
    column(language, 'Acks', (row) => row.acks),
    column(language, 'Acknowledged', (row) => row.acknowledged, true),
    column(language, 'Failed', (row) => row.failed, true),
    column(language, 'Unknown', (row) => row.unknown, true),
    column(language, 'InFlight', (row) => row.inFlight, true),
  ];
}

function positionColumns(language: Language): Column<PositionRow>[] {
  return [
    column(language, 'Client', ({ node }) => node.id),
    column(language, 'Group', ({ node }) => node.group ?? '–'),
    column(language, 'Doing', ({ node }) => (node.activity === null ? '–' : activityWords(node.activity, language))),
    column(language, 'Partition', ({ position }) => position?.partition ?? '–'),
    column(
      language,
      'Position',
      (row) => ofPosition(row, 'position', 'Position', row.position?.position, language),
      true,
    ),
    column(language, 'Lag', (row) => ofPosition(row, 'lag', 'Lag', row.position?.lag, language), true),
    column(language, 'Leader', ({ position }) => (position === null ? '–' : none(position.leader)), true),
  ];
}

function messageColumns(language: Language, now: number): Column<MessageFrame>[] {
  return [
    column(language, 'Message', (row) => `${signOf(row.api, row.kind)} ${row.api} ${row.kind}${row.error ? ' ✗' : ''}`),
    column(language, 'From', (row) => row.from),
    column(language, 'To', (row) => row.to),
    column(language, 'Partition', (row) => row.partition ?? '–'),
    column(language, 'ETA', (row) => arrival(row, now) ?? HELD[language], true),
    column(language, 'Text', (row) => row.text),
  ];
}

function linkColumns(language: Language): Column<LinkFrame>[] {
  return [
    column(language, 'From', (row) => row.from),
    column(language, 'To', (row) => row.to),
    column(language, 'Rule', linkRule),
  ];
}
