/**
 * Brokers in ZooKeeper: their ephemeral znodes, the cluster's id (kafka.zk.KafkaZkClient: registerBroker, CheckedEphemeral,
 * getAllBrokersInCluster, createTopLevelPaths, createOrGetClusterId).
 */
import type { ZnodeStat } from '../messages.ts';
import type { KafkaVersionRules } from '../versions.ts';
import { hexOf } from '../zookeeper/zxid.ts';
import { isKeeperException, KeeperException } from './exceptions.ts';
import {
  createRecursive,
  getChildren,
  getData,
  getDataOfAll,
  makeSurePersistentPathExists,
  throwUnless,
} from './kafkaZkRequests.ts';
import { now, onClient, request, type ZkRequest, type ZkRun } from './run.ts';
import { type BrokerInfo, decodeBroker, decodeClusterId, encodeBroker, encodeClusterId } from './zkContents.ts';
import { MATCH_ANY_VERSION } from './zkData.ts';
import { BROKER_IDS, BROKER_SEQID, brokerIdPath, CLUSTER_ID, persistentPaths } from './zkPaths.ts';

export function* createTopLevelPaths(version: KafkaVersionRules): ZkRun<void> {
  for (const path of persistentPaths(version)) yield* makeSurePersistentPathExists(path);
}

/** Its broker epoch: the czxid of its znode (KIP-380; -1 before). NODEEXISTS is thrown where another session has the id. */
export function* registerBroker(broker: BrokerInfo, version: KafkaVersionRules): ZkRun<number> {
  const at = yield* now();
  const path = brokerIdPath(broker.id);
  try {
    return yield* checkedEphemeralCreate(path, encodeBroker(broker, at, version), version);
  } catch (error) {
    if (version.kafka5642 || !isKeeperException(error, 'NODEEXISTS')) throw error;
    throw new KeeperException('NODEEXISTS', path, `${ALREADY_REGISTERED} ${path}. ${TOO_SOON}`);
  }
}

/** ZkUtils.registerBrokerInZk */
const ALREADY_REGISTERED = 'A broker is already registered on the path';
const TOO_SOON =
  'This probably indicates that you either have configured a brokerid that is already in use, or else you have shutdown ' +
  'this broker and restarted it faster than the zookeeper timeout so it appears to be re-registering.';

/** In place of what its znode says, in its session or not. */
export function* updateBrokerInfo(broker: BrokerInfo, version: KafkaVersionRules): ZkRun<void> {
  const data = encodeBroker(broker, yield* now(), version);
  const asked: ZkRequest = { op: 'setData', path: brokerIdPath(broker.id), data, version: MATCH_ANY_VERSION };
  throwUnless(yield* request(asked), asked);
}

export interface BrokerAndEpoch {
  readonly broker: BrokerInfo;
  readonly epoch: number;
}

/** By id. */
export function* getAllBrokerAndEpochsInCluster(): ZkRun<readonly BrokerAndEpoch[]> {
  const ids = yield* getSortedBrokerList();
  const found = yield* getDataOfAll(ids.map(brokerIdPath));
  return ids.flatMap((id, place) => {
    const znode = found[place];
    return znode === undefined ? [] : [{ broker: decodeBroker(id, znode.data), epoch: znode.stat.czxid }];
  });
}

export function* getAllBrokersInCluster(): ZkRun<readonly BrokerInfo[]> {
  return (yield* getAllBrokerAndEpochsInCluster()).map(({ broker }) => broker);
}

export function* getBroker(id: number): ZkRun<BrokerInfo | undefined> {
  const found = yield* getData(brokerIdPath(id));
  return found === undefined ? undefined : decodeBroker(id, found.data);
}

export function* getSortedBrokerList(): ZkRun<readonly number[]> {
  return (yield* getChildren(BROKER_IDS)).map(Number).sort((a, b) => a - b);
}

// ---- an ephemeral znode of this session ---------------------------------------------------------------------------------------

/**
 * Creates it, and takes it for its own where it is there and belongs to this session: the answer to the first attempt may have
 * been lost. From 2.2 on, one that belongs to an earlier session of this very client is deleted and created again. Before
 * (KAFKA-7165), a broker that came back from an expired session while its old znode was still there stayed unregistered until
 * somebody started it again. That happens: a leader of the ensemble that was deposed while it slept expires sessions on waking,
 * and says so to who connects, but its changes are never committed (ZOOKEEPER-2985).
 */
export function* checkedEphemeralCreate(path: string, data: string, version: KafkaVersionRules): ZkRun<number> {
  const czxid = version.kip380 ? yield* createEphemeral(path, data) : yield* createEphemeralBefore380(path, data);
  yield* onClient((client) => {
    client.registeredSessionId = client.sessionId;
  });
  return czxid;
}

function* createEphemeral(path: string, data: string): ZkRun<number> {
  while (true) {
    const created = yield* request({
      op: 'multi',
      ops: [
        { op: 'create', path, data: null, mode: 'EPHEMERAL' },
        { op: 'setData', path, data, version: 0 },
      ],
    });
    if (created.code === 'OK') return created.results![1]!.stat!.czxid;
    if (created.code !== 'NODEEXISTS') throw new KeeperException(created.code);
    const existing = yield* existingEphemeral(path);
    if (existing !== undefined) return existing.czxid;
  }
}

/** Nobody asked for its czxid. */
const NO_EPOCH = -1;

function* createEphemeralBefore380(path: string, data: string): ZkRun<number> {
  while (true) {
    const { code } = yield* request({ op: 'create', path, data, mode: 'EPHEMERAL' });
    if (code === 'OK') return NO_EPOCH;
    if (code !== 'NODEEXISTS') throw new KeeperException(code, path);
    const found = yield* getData(path);
    if (found === undefined) continue;
    const own = yield* onClient(({ sessionId }) => sessionId);
    if (found.stat.ephemeralOwner !== own) throw ofAnotherSession(path, found.stat.ephemeralOwner, own);
    return NO_EPOCH;
  }
}

/** undefined: it is gone, so it can be created. */
function* existingEphemeral(path: string): ZkRun<ZnodeStat | undefined> {
  const found = yield* getData(path);
  if (found === undefined) return undefined;
  const { ephemeralOwner } = found.stat;
  const { own, registered } = yield* onClient(({ sessionId, registeredSessionId }) => ({
    own: sessionId,
    registered: registeredSessionId,
  }));
  if (ephemeralOwner === registered && own !== registered) {
    const asked: ZkRequest = { op: 'delete', path, version: MATCH_ANY_VERSION };
    throwUnless(yield* request(asked), asked, 'NONODE');
    return undefined;
  }
  if (ephemeralOwner !== own) throw ofAnotherSession(path, ephemeralOwner, own);
  return found.stat;
}

/** What is logged as an error, and then what is thrown. */
function ofAnotherSession(path: string, owner: number, own: number): KeeperException {
  const exists = `Error while creating ephemeral at ${path}, node already exists`;
  const whose = `owner '${hexOf(owner)}' does not match current session '${hexOf(own)}'`;
  return new KeeperException('NODEEXISTS', path, `${exists} and ${whose}: KeeperErrorCode = NodeExists`);
}

// ---- the cluster ----------------------------------------------------------------------------------------------------------------

export function* getClusterId(): ZkRun<string | undefined> {
  const found = yield* getData(CLUSTER_ID);
  return found === undefined ? undefined : decodeClusterId(found.data);
}

/** The first to come gives the cluster its id. */
export function* createOrGetClusterId(proposed: string): ZkRun<string> {
  try {
    yield* createRecursive(CLUSTER_ID, encodeClusterId(proposed));
    return proposed;
  } catch (error) {
    if (!isKeeperException(error, 'NODEEXISTS')) throw error;
  }
  const found = yield* getClusterId();
  if (found === undefined) throw new Error('Failed to get cluster id from Zookeeper.');
  return found;
}

/** broker.id.generation.enable: the version of a znode that nobody reads. */
export function* generateBrokerSequenceId(): ZkRun<number> {
  const asked: ZkRequest = { op: 'setData', path: BROKER_SEQID, data: '', version: MATCH_ANY_VERSION };
  while (true) {
    const result = yield* request(asked);
    throwUnless(result, asked, 'NONODE');
    if (result.code === 'OK') return result.stat!.version;
    yield* createRecursive(BROKER_SEQID, '', false);
  }
}
