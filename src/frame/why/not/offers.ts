/** Which why-nots fit the selected thing as it stands: only what has indeed not happened is offered. */
import { get } from '../../../base/table.ts';
import { serverId, serverName } from '../../../scenario/scenario.ts';
import type { Recording } from '../../recording.ts';
import type { WhyNotAsk, WhyNotOffer, WhySubject } from '../whyFrames.ts';
import { Scene } from './conditions.ts';
import { questionOf } from './whyNotOf.ts';

const MOST = 6;

export function offersOf(recording: Recording, subject: WhySubject): WhyNotOffer[] {
  const asks = asksFor(new Scene(recording), subject);
  return asks.slice(0, MOST).map((ask) => ({ ask, says: questionOf(ask) }));
}

function asksFor(scene: Scene, subject: WhySubject): WhyNotAsk[] {
  switch (subject.type) {
    case 'node':
      return ofNode(scene, subject.id);
    case 'partition':
      return ofPartition(scene, subject.id);
    case 'replica': {
      const { partition, broker } = subject;
      return [...ofReplica(scene, partition, broker), ...ofPartition(scene, partition, broker)];
    }
    case 'record': {
      const { partition, offset } = subject;
      return consumersOf(scene, partition)
        .filter((node) => (positionOf(scene, node, partition) ?? -1) <= offset)
        .map((node) => ({ question: 'not-read', node, partition, offset }));
    }
    case 'sent-record':
      return [{ question: 'not-written', client: subject.client, record: subject.record }];
    case 'group':
      return [{ question: 'no-progress', group: subject.id }];
    case 'position': {
      const offset = positionOf(scene, subject.client, subject.partition);
      return offset === null
        ? []
        : [{ question: 'not-read', node: subject.client, partition: subject.partition, offset }];
    }
    case 'fact': {
      const fact = scene.recording.facts.recorded(subject.index)?.fact;
      const isLost = fact?.type === 'RecordFailed' || fact?.type === 'RecordUnknown' || fact?.type === 'RecordSent';
      if (isLost) return [{ question: 'not-written', client: fact.client, record: fact.record }];
      return fact !== undefined && 'partition' in fact && typeof fact.partition === 'string'
        ? ofPartition(scene, fact.partition)
        : [];
    }
    default:
      return [];
  }
}

function ofNode(scene: Scene, id: string): WhyNotAsk[] {
  const node = scene.node(id);
  const setup = node?.setup;
  if (setup === undefined) return [];
  if (setup.kind === 'server' && setup.roles.broker) return ofBroker(scene, serverId(id));
  if (setup.kind === 'consumer') {
    const state = scene.consumer(id);
    const group = typeof setup.config['group.id'] === 'string' ? setup.config['group.id'] : null;
    const asks: WhyNotAsk[] = (state?.partitions.values ?? []).flatMap(({ partition, position }) =>
      position === null ? [] : [{ question: 'not-read' as const, node: id, partition, offset: position.offset }],
    );
    return group === null ? asks : [{ question: 'no-progress', group }, ...asks];
  }
  if (setup.kind === 'producer') return newestUnacknowledged(scene, id);
  return [];
}

function newestUnacknowledged(scene: Scene, client: string): WhyNotAsk[] {
  const { ledger, step } = scene.recording;
  let oldestPending: number | undefined;
  let newestFailed: number | undefined;
  for (const sent of ledger.all()) {
    if (sent.client !== client || sent.step > step) continue;
    const fate = sent.fate !== null && sent.fateStep <= step ? sent.fate : null;
    if (fate === null) oldestPending ??= sent.record;
    else if (fate !== 'acknowledged') newestFailed = sent.record;
  }
  return [oldestPending, newestFailed].flatMap((record) =>
    record === undefined ? [] : [{ question: 'not-written' as const, client, record }],
  );
}

function ofBroker(scene: Scene, broker: number): WhyNotAsk[] {
  const asks: WhyNotAsk[] = [];
  const led: string[] = [];
  for (const { name, partitions } of scene.image.topics.values) {
    for (const [place, one] of partitions.entries()) {
      if (one.leader === broker && !name.startsWith('__')) led.push(`${name}-${place}`);
      if (!name.startsWith('__') && one.replicas.includes(broker) && !one.isr.includes(broker))
        asks.push({ question: 'not-in-isr', partition: `${name}-${place}`, broker });
    }
  }
  if (led.length === 0) return [{ question: 'leads-nothing', broker }, ...asks];
  // The metadata still has it as leader: nobody has noticed.
  const unnoticed = scene.isUp(serverName(broker)) ? [] : led.slice(0, 2);
  return [...unnoticed.map((partition) => ({ question: 'no-leader' as const, partition })), ...asks];
}

function ofReplica(scene: Scene, partition: string, broker: number): WhyNotAsk[] {
  const isOut = scene.registration(partition)?.isr.includes(broker) === false;
  return isOut ? [{ question: 'not-in-isr', partition, broker }] : [];
}

function ofPartition(scene: Scene, partition: string, except = -1): WhyNotAsk[] {
  const registration = scene.registration(partition);
  if (registration === undefined) return [];
  const asks: WhyNotAsk[] = [];
  const { leader, isr, replicas } = registration;
  if (leader < 0 || !scene.isUp(serverName(leader))) asks.push({ question: 'no-leader', partition });
  const log = scene.leader(partition)?.partition.log;
  if (log !== undefined && log.logEndOffset > log.highWatermark) asks.push({ question: 'watermark-stands', partition });
  for (const broker of replicas)
    if (!isr.includes(broker) && broker !== except) asks.push({ question: 'not-in-isr', partition, broker });
  if (log !== undefined) {
    for (const node of consumersOf(scene, partition)) {
      const offset = positionOf(scene, node, partition);
      if (offset !== null && offset < log.logEndOffset) asks.push({ question: 'not-read', node, partition, offset });
    }
  }
  return asks;
}

/** Those that might read it: they have it, or are in a group of which a member has it. */
function consumersOf(scene: Scene, partition: string): string[] {
  return scene.nodes.flatMap(({ id, state }) =>
    state?.kind === 'consumer' && get(state.partitions, partition) !== undefined ? [id] : [],
  );
}

function positionOf(scene: Scene, node: string, partition: string): number | null {
  const state = scene.consumer(node);
  return (state === undefined ? undefined : get(state.partitions, partition))?.position?.offset ?? null;
}
