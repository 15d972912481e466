/** What a server of the ensemble keeps. */
import type { ZooKeeperSetup } from './setup.ts';

export interface ZooKeeperServerState {
  readonly kind: 'zookeeper';
  readonly setup: ZooKeeperSetup;
}

export type ZooKeeperTimer = { readonly part: 'zookeeper'; readonly type: 'tick' };
