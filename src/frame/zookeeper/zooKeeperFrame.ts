/** A server of the ensemble as the screen draws it. */
import type { Kafka } from '../../kafka/kinds.ts';
import type { ZooKeeperSetup } from '../../kafka/zookeeper/setup.ts';
import type { ZooKeeperServerState } from '../../kafka/zookeeper/state.ts';
import type { NodeView } from '../../sim/world.ts';
import type { NodeBase } from '../frame.ts';

export type ZooKeeperRole = 'LOOKING' | 'FOLLOWING' | 'LEADING' | 'STANDALONE';

export interface ZooKeeperFrame extends NodeBase {
  readonly kind: 'zookeeper';
  readonly myid: number;
  /** null while the process is dead. */
  readonly role: ZooKeeperRole | null;
  /** Leads: it is the one the others follow, or the only one. */
  readonly active: boolean;
  /** Answers clients: a server that has lost its quorum does not. */
  readonly serving: boolean;
  /** Of the last leader it has taken over from (currentEpoch). */
  readonly epoch: number;
  /** The last change it has applied. */
  readonly zxid: number;
  /** Connections of clients with a session. */
  readonly clients: number;
}

export function zooKeeperFrame(
  { id, status, lives }: NodeView<Kafka>,
  setup: ZooKeeperSetup,
  state: ZooKeeperServerState | undefined,
): ZooKeeperFrame {
  const base = { id, status, lives, kind: 'zookeeper' as const, myid: setup.myid };
  if (state === undefined) return { ...base, ...DEAD };
  const { role, serving, currentEpoch, database } = state;
  return {
    ...base,
    role: role.name,
    active: isLeading(state),
    serving: serving !== undefined,
    epoch: currentEpoch,
    zxid: database.lastProcessedZxid,
    clients: serving?.cnxns.values.filter(({ established }) => established).length ?? 0,
  };
}

const DEAD = { role: null, active: false, serving: false, epoch: 0, zxid: 0, clients: 0 } as const;

/** A quorum has taken it for its leader, or it is alone. */
export function isLeading({ role }: ZooKeeperServerState): boolean {
  return role.name === 'STANDALONE' || (role.name === 'LEADING' && role.phase === 'BROADCAST');
}
