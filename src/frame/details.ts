/** The state of anything that can be pointed at, as a tree of names and values for the inspector. */

import { get } from '../base/table.ts';
import { formatMicros } from '../base/time.ts';
import { resolvedConfig } from '../kafka/config/config.ts';
import type { ConsumerState } from '../kafka/consumer/state.ts';
import { describeMessage } from '../kafka/describeMessage.ts';
import type { Kafka, KafkaSetup, KafkaState, ToolSetup } from '../kafka/kinds.ts';
import { type BrokerRegistration, brokerOf, partitionAt } from '../kafka/metadata/image.ts';
import type { ZooKeeperSetup } from '../kafka/zookeeper/setup.ts';
import { serverName } from '../scenario/scenario.ts';
import { linkKey } from '../sim/network.ts';
import type { NodeView } from '../sim/world.ts';
import type { DetailFrame, DetailRow, RaftFrame } from './frame.ts';
import { findMessage } from './messageFrames.ts';
import { newestImage, raftFrame } from './metadataFrames.ts';
import type { Recording } from './recording.ts';
import { cellsOf, replicasOf } from './replicaFrames.ts';
import { namedInFact } from './serverIds.ts';
import { rowsOf } from './stateRows.ts';
import type { Target } from './target.ts';
import { zkBrokerRows, zooKeeperRows } from './zookeeper/eraDetails.ts';

export function detailOf(recording: Recording, target: Target): DetailFrame | null {
  const { kernel } = recording;
  switch (target.type) {
    case 'node': {
      const node = kernel.node(target.id);
      return node === undefined ? null : nodeDetail(recording, node);
    }
    case 'message': {
      const found = findMessage(kernel, target.id);
      const event = found?.event;
      if (found === undefined || event?.type !== 'arrived') return null;
      return {
        title: describeMessage(event.message),
        rows: [
          { label: 'from', value: event.from },
          { label: 'to', value: found.node },
          { label: 'sent at', value: formatMicros(found.sentAt) },
          { label: 'connection', value: `${found.connection} (${event.lane})` },
          ...rowsOf(event.message),
        ],
      };
    }
    case 'partition': {
      const registration = partitionAt(newestImage(kernel.nodes), target.id);
      return registration === undefined ? null : { title: target.id, rows: rowsOf(registration) };
    }
    case 'replica':
    case 'record':
      return replicaDetail(recording, target);
    case 'link': {
      const rule = kernel.linkRules.get(linkKey(target.from, target.to));
      const rows = rule === undefined ? [{ label: 'rule', value: 'clear' }] : rowsOf(rule);
      return { title: `${target.from} → ${target.to}`, rows };
    }
    case 'fact': {
      if (recording.facts.recorded(target.index) === undefined) return null;
      const { text, fields, at, step, node } = recording.facts.frame(target.index);
      const place = [
        { label: 'at', value: formatMicros(at) },
        { label: 'event', value: String(step) },
        { label: 'told by', value: node === '' ? '-' : node },
      ];
      const told = Object.entries(fields).map(([label, value]) => ({ label, value: namedInFact(label, value) }));
      return { title: text, rows: [...place, ...told] };
    }
    case 'step': {
      const { trace } = recording.history;
      if (target.step < 1 || target.step > recording.history.head) return null;
      return {
        title: `event ${target.step}`,
        rows: [
          { label: 'at', value: formatMicros(trace.at(target.step)) },
          { label: 'kind', value: trace.kind(target.step) },
          { label: 'node', value: recording.history.nodeName(trace.node(target.step)) || '-' },
          { label: 'cause', value: String(trace.cause(target.step)) },
        ],
      };
    }
  }
}

/** First what a person asks first; then, closed, everything. */
function nodeDetail(recording: Recording, node: NodeView<Kafka>): DetailFrame {
  const { id, status, lives, state, disk } = node;
  const { setup } = node;
  const shown = status === 'down' && recording.lives.endedInOrder(id, recording.step) ? 'stopped' : status;
  const all: DetailRow[] = [];
  if (state !== undefined) {
    const { kind: _kind, setup: _setup, ...rest } = state;
    all.push(...rowsOf(rest));
  }
  const directories = disk.cached.keys;
  if (directories.length > 0) {
    const files = directories.map((name) => ({ label: name, value: Object.keys(get(disk.cached, name)!).join(', ') }));
    all.push({ label: 'disk', value: `${directories.length} directories`, children: files });
  }
  if (setup.kind !== 'tool' && setup.kind !== 'zookeeper') all.push(configRow(setup));
  return {
    title: id,
    rows: [
      { label: 'status', value: lives > 1 ? `${shown}, started ${lives} times` : shown },
      ...(state === undefined ? [] : summaryOf(recording, state)),
      ...dirtyRow(disk),
      { label: 'all state', value: '', children: all },
    ],
  };
}

function dirtyRow({ cached, flushed }: NodeView<Kafka>['disk']): DetailRow[] {
  const dirty = cached.keys.filter((name) => get(cached, name) !== get(flushed, name));
  return dirty.length === 0 ? [] : [{ label: 'not flushed', value: dirty.join(', ') }];
}

function summaryOf({ kernel }: Recording, state: KafkaState): DetailRow[] {
  switch (state.kind) {
    case 'server': {
      const { raft, broker, controller, setup } = state;
      const rows = raft === undefined ? [] : quorumRows(raftFrame(raft));
      const registered = (): BrokerRegistration | undefined => brokerOf(newestImage(kernel.nodes), setup.nodeId);
      if (broker?.zookeeper !== undefined) {
        const own = { label: 'broker state', value: broker.lifecycle.state, note: 'BrokerState' };
        return [own, ...zkBrokerRows(state, broker.zookeeper, registered()), ...rows];
      }
      if (controller !== undefined)
        rows.push({ label: 'active controller', value: controller.claimEpoch >= 0 ? 'yes' : 'no' });
      if (broker === undefined) return rows;
      const registration = registered();
      return [
        { label: 'broker state', value: broker.lifecycle.state, note: 'BrokerState' },
        { label: 'fenced', value: registration === undefined ? 'not registered' : registration.fenced ? 'yes' : 'no' },
        { label: 'broker epoch', value: String(broker.lifecycle.brokerEpoch), note: 'KIP-631' },
        { label: 'metadata applied', value: String(broker.image.offset) },
        ...rows,
      ];
    }
    case 'producer': {
      const { sent, acknowledged, failed, unknown } = state.ledger;
      return [
        { label: 'acks', value: state.settings.acks === -1 ? 'all' : String(state.settings.acks) },
        { label: 'records', value: `${sent} sent, ${acknowledged} acknowledged, ${failed} failed, ${unknown} unknown` },
        {
          label: 'requests in flight',
          value: String(state.inFlight.length),
          note: 'max.in.flight.requests.per.connection',
        },
      ];
    }
    case 'consumer':
      return [
        { label: 'consumed', value: String(state.consumedCount) },
        ...membershipRows(state),
        ...state.partitions.values.map(({ partition, position, fetchState }) => ({
          label: partition,
          value: `position ${position?.offset ?? 'none'}, ${fetchState}`,
          note: 'SubscriptionState',
        })),
      ];
    case 'zookeeper':
      return [...zooKeeperRows(state)];
    case 'admin':
      return [{ label: 'calls waiting', value: String(state.calls.length) }];
    case 'tool':
      return [{ label: 'command', value: state.setup.line }];
  }
}

function quorumRows({ role, epoch, leaderId, logEndOffset }: RaftFrame): DetailRow[] {
  return [
    {
      label: 'quorum role',
      value: `${role}, epoch ${epoch}, leader ${leaderId === null ? 'none' : serverName(leaderId)}`,
      note: 'KafkaRaftClient',
    },
    { label: 'metadata log end', value: String(logEndOffset) },
  ];
}

function membershipRows({ settings, classic, async }: ConsumerState): DetailRow[] {
  if (settings.groupId === null) return [];
  const rows: DetailRow[] = [{ label: 'group.id', value: settings.groupId }];
  if (classic !== null) {
    const { memberState, generation, isLeader } = classic;
    const { generationId, memberId } = generation;
    rows.push(
      { label: 'member', value: memberId === '' ? 'none yet' : memberId },
      {
        label: 'state',
        value: isLeader ? `${memberState}, leads the group` : memberState,
        note: 'AbstractCoordinator',
      },
      { label: 'generation', value: String(generationId) },
    );
  }
  if (async !== null) {
    const { memberId, state, memberEpoch } = async.membership;
    rows.push(
      { label: 'member', value: memberId },
      { label: 'state', value: state, note: 'KIP-848' },
      { label: 'member epoch', value: String(memberEpoch) },
    );
  }
  return rows;
}

/** What differs from Kafka's defaults; hundreds do not. */
function configRow({ kind, config, version }: Exclude<KafkaSetup, ToolSetup | ZooKeeperSetup>): DetailRow {
  const names = Object.keys(config).sort();
  const defaults = resolvedConfig(kind, {}, version.name);
  const set = names.filter((name) => config[name] !== defaults[name]);
  const children = set.map((name) => ({ label: name, value: String(config[name]) }));
  return { label: 'config', value: `${set.length} of ${names.length} set`, children };
}

function replicaDetail(
  recording: Recording,
  target: Extract<Target, { type: 'replica' | 'record' }>,
): DetailFrame | null {
  const { kernel, ledger, step } = recording;
  const { nodes, world } = kernel;
  const id = world.nodes.find(({ setup }) => setup.kind === 'server' && setup.nodeId === target.broker)?.id;
  const node = id === undefined ? undefined : kernel.node(id);
  const found = node && replicasOf(node).find(({ partition }) => partition === target.partition);
  if (found === undefined) return null;
  if (target.type === 'replica') {
    const { log, role, hosted } = found;
    const { batches: _batches, ...rest } = log;
    const rows = [{ label: 'role', value: role }, ...rowsOf(rest)];
    if (hosted !== null) {
      const { log: _log, topicPartition: _name, ...own } = hosted;
      rows.push(...rowsOf(own));
    }
    return { title: `${target.partition} @ b${target.broker}`, rows };
  }
  const context = { step, ledger, image: newestImage(nodes) };
  const [cell] = cellsOf(target.partition, found.log, target.offset, target.offset + 1, context);
  if (cell === undefined) return null;
  const sender = ledger.senderOf(target.partition, cell.offset, cell.epoch);
  return {
    ...(sender === null ? {} : { sender: { client: sender.client, record: sender.record } }),
    title: `${target.partition} @ b${target.broker} offset ${target.offset}`,
    rows: [
      { label: 'offset', value: String(cell.offset) },
      { label: 'leader epoch', value: String(cell.epoch), note: 'partitionLeaderEpoch' },
      { label: 'key', value: cell.key ?? 'null' },
      { label: 'value', value: cell.value ?? 'null' },
      {
        label: 'committed',
        value: cell.offset < found.log.highWatermark ? 'yes' : 'no',
        note: 'offset < high watermark',
      },
      { label: 'fate', value: cell.fate ?? '-' },
      { label: 'sent by', value: sender === null ? '-' : `${sender.client} #${sender.record}` },
    ],
  };
}
