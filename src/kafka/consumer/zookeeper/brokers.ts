/** The brokers that are registered: where a consumer of the ZooKeeper era begins, for want of bootstrap.servers. */
import { addressName } from '../../client/names.ts';
import type { ZkRun } from '../../zk/run.ts';
import { decodeBroker } from '../../zk/zkContents.ts';
import { BROKER_IDS, brokerIdPath } from '../../zk/zkPaths.ts';
import { getChildrenParentMayNotExist, readDataMaybeNull } from './zkUtils.ts';

/** ZkUtils.getAllBrokersInCluster, as addresses. */
export function* allBrokers(): ZkRun<readonly string[]> {
  const hosts: string[] = [];
  const ids = [...(yield* getChildrenParentMayNotExist(BROKER_IDS))].sort();
  for (const id of ids) {
    const text = yield* readDataMaybeNull(brokerIdPath(Number(id)));
    if (text === undefined) continue;
    const [endpoint] = decodeBroker(Number(id), text).endpoints;
    if (endpoint !== undefined) hosts.push(addressName(endpoint.host, endpoint.port));
  }
  return hosts;
}
