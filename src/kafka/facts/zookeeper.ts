/** What the servers of a ZooKeeper ensemble tell: elections, sessions, changes of the database, watches. */
import type { WatchedEventType } from '../messages/zookeeper.ts';

export type ZooKeeperFact =
  | {
      readonly type: 'ZooKeeperStateChanged';
      readonly server: number;
      readonly from: string;
      readonly to: string;
    }
  | {
      /** A quorum has acknowledged the new leader: it serves. */
      readonly type: 'ZooKeeperLeaderEstablished';
      readonly server: number;
      readonly epoch: number;
      readonly followers: readonly number[];
    }
  | {
      /** It has what its leader has, and serves. */
      readonly type: 'ZooKeeperFollowerSynced';
      readonly server: number;
      readonly leader: number;
      readonly epoch: number;
      /** DIFF: the changes it lacked; TRUNC: some of its own were given up; SNAP: the whole database. */
      readonly mode: 'DIFF' | 'TRUNC' | 'SNAP';
      readonly zxid: number;
    }
  | { readonly type: 'ZooKeeperQuorumLost'; readonly server: number; readonly reason: string }
  | {
      readonly type: 'ZooKeeperSessionCreated';
      readonly session: number;
      /** The node that has it. */
      readonly client: string;
      /** Milliseconds, as negotiated. */
      readonly timeout: number;
    }
  | { readonly type: 'ZooKeeperSessionExpired'; readonly session: number; readonly client: string }
  | { readonly type: 'ZooKeeperSessionClosed'; readonly session: number; readonly client: string }
  | {
      /**
       * What a client knows of its session: it has lost its connection, it has one, the session is over, or it has closed it.
       * That it has expired it learns only when it is connected again.
       */
      readonly type: 'ZooKeeperConnectionChanged';
      readonly client: string;
      readonly state: 'Disconnected' | 'SyncConnected' | 'Expired' | 'Closed';
      /** The node it is or was connected to. */
      readonly server: string;
      readonly session: number;
    }
  | {
      /** From when it was handed over until its answer came, in micros (ZooKeeperRequestLatencyMs). */
      readonly type: 'ZooKeeperRequestCompleted';
      readonly client: string;
      readonly op: string;
      readonly took: number;
    }
  | {
      readonly type: 'ZnodeCreated';
      readonly path: string;
      readonly zxid: number;
      readonly data: string | null;
      /** 0: persistent. */
      readonly ephemeralOwner: number;
    }
  | {
      readonly type: 'ZnodeChanged';
      readonly path: string;
      readonly zxid: number;
      readonly version: number;
      readonly data: string | null;
    }
  | { readonly type: 'ZnodeDeleted'; readonly path: string; readonly zxid: number }
  | {
      /** A change was refused because the znode is not of the version that was named. */
      readonly type: 'ZnodeChangeRefused';
      readonly path: string;
      readonly code: string;
      readonly client: string;
    }
  | {
      readonly type: 'WatchFired';
      readonly server: number;
      readonly client: string;
      readonly event: WatchedEventType;
      readonly path: string;
    };

/** A session as ZooKeeper's log writes it. */
export function sessionText(session: number): string {
  return `0x${session.toString(16)}`;
}

export function describeZooKeeperFact(fact: ZooKeeperFact): string {
  switch (fact.type) {
    case 'ZooKeeperStateChanged':
      return `ZooKeeperStateChanged z${fact.server}: ${fact.from} -> ${fact.to}`;
    case 'ZooKeeperLeaderEstablished':
      return `ZooKeeperLeaderEstablished z${fact.server} epoch ${fact.epoch} followers [${fact.followers.join(',')}]`;
    case 'ZooKeeperFollowerSynced': {
      const { server, leader, epoch, mode, zxid } = fact;
      return `ZooKeeperFollowerSynced z${server} with z${leader} epoch ${epoch} by ${mode} up to 0x${zxid.toString(16)}`;
    }
    case 'ZooKeeperQuorumLost':
      return `ZooKeeperQuorumLost z${fact.server}: ${fact.reason}`;
    case 'ZooKeeperSessionCreated':
      return `ZooKeeperSessionCreated ${sessionText(fact.session)} ${fact.client} timeout ${fact.timeout}`;
    case 'ZooKeeperSessionExpired':
    case 'ZooKeeperSessionClosed':
      return `${fact.type} ${sessionText(fact.session)} ${fact.client}`;
    case 'ZooKeeperConnectionChanged':
      return `ZooKeeperConnectionChanged ${fact.client} ${fact.state} ${fact.server} ${sessionText(fact.session)}`;
    case 'ZooKeeperRequestCompleted':
      return `ZooKeeperRequestCompleted ${fact.client} ${fact.op}: answered after ${fact.took} us`;
    case 'ZnodeCreated': {
      const kind = fact.ephemeralOwner === 0 ? '' : ` ephemeral of ${sessionText(fact.ephemeralOwner)}`;
      return `ZnodeCreated ${fact.path}${kind} ${fact.data ?? 'null'}`;
    }
    case 'ZnodeChanged':
      return `ZnodeChanged ${fact.path} version ${fact.version} ${fact.data ?? 'null'}`;
    case 'ZnodeDeleted':
      return `ZnodeDeleted ${fact.path}`;
    case 'ZnodeChangeRefused':
      return `ZnodeChangeRefused ${fact.path} ${fact.code} from ${fact.client}`;
    case 'WatchFired':
      return `WatchFired z${fact.server} -> ${fact.client} ${fact.event} ${fact.path}`;
  }
}
