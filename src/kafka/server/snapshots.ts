/** Snapshots of the metadata log as a server loads and writes them (org.apache.kafka.image.loader.MetadataLoader, SnapshotEmitter). */
import type { Draft } from '../../base/draft.ts';
import type { Micros } from '../../base/time.ts';
import * as broker from '../broker/brokerServer.ts';
import * as controller from '../controller/quorumController.ts';
import type { KafkaEnv, KafkaOut } from '../kinds.ts';
import { featureLevel, recordsOfImage } from '../metadata/image.ts';
import * as raft from '../raft/raftClient.ts';
import { resetCounters } from './snapshotGenerator.ts';
import type { ServerState } from './state.ts';

/** In place of what the log no longer has; and at the start of the process, in place of most of it. */
export function loadSnapshot(current: Draft<ServerState>, env: KafkaEnv, out: KafkaOut): boolean {
  const snapshot = current.raft && raft.snapshotToLoad(current.raft, current.deliveredOffset);
  if (snapshot === undefined) return false;
  current.deliveredOffset = snapshot.offset;
  current.snapshots = resetCounters(env.now);
  if (current.controller !== undefined) current.controller = controller.handleSnapshot(current.controller, snapshot);
  if (current.broker !== undefined) current.broker = broker.handleMetadataSnapshot(current.broker, snapshot, env, out);
  const { offset: endOffset, epoch, records } = snapshot;
  out.fact({ type: 'SnapshotLoaded', id: current.setup.nodeId, endOffset, epoch, records: records.length });
  return true;
}

/** Of what is applied, once there is a metadata.version to write it in. */
export function writeSnapshot(current: Draft<ServerState>, timestamp: Micros, env: KafkaEnv, out: KafkaOut): void {
  const image = current.controller?.committed ?? current.broker?.image;
  if (current.raft === undefined || image === undefined || featureLevel(image, 'metadata.version') === 0) return;
  current.snapshots = resetCounters(env.now);
  const id = { offset: image.offset + 1, epoch: image.epoch };
  current.raft = raft.createSnapshot(current.raft, id, timestamp, recordsOfImage(image), env, out);
}
