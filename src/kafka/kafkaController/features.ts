/**
 * /feature: that the cluster's features have levels (KafkaController.maybeSetupFeatureVersioning, KIP-584). *Simplified:* no
 * feature has a level where the metadata is in ZooKeeper, and brokers are not looked at for the levels they support.
 */
import { createFeatureZNode, getFeatureZNode, updateFeatureZNode } from '../zk/kafkaZkClient.ts';
import type { ZkRun } from '../zk/run.ts';
import type { FeatureZNode } from '../zk/zkContents.ts';
import type { ControllerWork } from './work.ts';

export function* maybeSetupFeatureVersioning({ version }: ControllerWork): ZkRun<void> {
  // Version 2, without lowest levels, came with 3.3, as KIP-841 did.
  const wanted: FeatureZNode = { version: version.kip841 ? 2 : 1, status: 'Enabled', features: {} };
  const existing = yield* getFeatureZNode();
  if (existing === undefined) {
    yield* createFeatureZNode(wanted);
    yield* getFeatureZNode();
  } else if (existing.status !== wanted.status || existing.version !== wanted.version) {
    yield* updateFeatureZNode({ ...wanted, features: existing.features });
  }
}
