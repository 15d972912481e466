/** A server of the ensemble, as its zoo.cfg has it (org.apache.zookeeper.server.quorum.QuorumPeerConfig). */
export interface ZooKeeperSetup {
  readonly kind: 'zookeeper';
  readonly myid: number;
  /** server.1 … server.n: the voting members, itself among them; `host` is the node's name. One alone is standalone. */
  readonly servers: readonly { readonly myid: number; readonly host: string }[];
  readonly zooCfg: ZooKeeperConfig;
}

/** Milliseconds and ticks, as in zoo.cfg. */
export interface ZooKeeperConfig {
  readonly tickTime: number;
  readonly initLimit: number;
  readonly syncLimit: number;
  /** -1: twice tickTime. */
  readonly minSessionTimeout: number;
  /** -1: twenty times tickTime. */
  readonly maxSessionTimeout: number;
  readonly snapCount: number;
}

export const ZOOKEEPER_DEFAULTS: ZooKeeperConfig = {
  tickTime: 2000,
  initLimit: 10,
  syncLimit: 5,
  minSessionTimeout: -1,
  maxSessionTimeout: -1,
  snapCount: 100_000,
};
