/** A consumer's ephemeral znode in its group (ZookeeperConsumerConnector.registerConsumerInZK). */
import { MICROS_PER_MILLI } from '../../../base/time.ts';
import type { KafkaEnv } from '../../kinds.ts';
import { now, onClient, type ZkRun } from '../../zk/run.ts';
import { registryPath } from './groupPaths.ts';
import type { ConnectorRun } from './state.ts';
import { encodeTopicCount } from './topicCount.ts';
import { createCheckedEphemeral } from './zkUtils.ts';

export function* register(run: ConnectorRun): ZkRun<void> {
  const { settings, consumerId, topicCount } = run.connector;
  const timestamp = Math.floor((yield* now()) / MICROS_PER_MILLI);
  const path = registryPath(settings.groupId, consumerId);
  yield* createCheckedEphemeral(path, encodeTopicCount(topicCount, timestamp), sessionId);
}

function* sessionId(): ZkRun<number> {
  return yield* onClient((client) => client.sessionId);
}

/** `<group>_<host>-<milliseconds>-<eight hexadecimal digits>` */
export function newConsumerId(group: string, consumerId: string | null, env: KafkaEnv): string {
  if (consumerId !== null) return `${group}_${consumerId}`;
  const occasion = `consumer id ${env.self} ${env.now}`;
  const digits = [0, 1].map((half) => env.draw(`${occasion} ${half}`, 0x10000).toString(16).padStart(4, '0')).join('');
  return `${group}_${env.self}-${Math.floor(env.now / MICROS_PER_MILLI)}-${digits}`;
}
