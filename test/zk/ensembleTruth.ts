/** What an ensemble has agreed on: the database of its leader, or of the only server. */
import { entries } from '../../src/base/table.ts';
import { type DataTree, getZnode } from '../../src/kafka/zookeeper/dataTree.ts';
import type { ZooKeeperServerState } from '../../src/kafka/zookeeper/state.ts';
import type { Kernel } from '../../src/sim/kernel.ts';
import type { ZkWorld } from './clientNode.ts';

export function agreedTree(kernel: Kernel<ZkWorld>): DataTree {
  for (const id of ['z1', 'z2', 'z3']) {
    const state = kernel.node(id)?.state as ZooKeeperServerState | undefined;
    if (state?.role.name === 'LEADING' || state?.role.name === 'STANDALONE') return state.database.tree;
  }
  throw new Error('nobody leads');
}

export function dataAt(kernel: Kernel<ZkWorld>, path: string): string | null | undefined {
  return getZnode(agreedTree(kernel), path)?.data;
}

export function ephemeralPaths(
  kernel: Kernel<ZkWorld>,
): readonly { readonly owner: number; readonly paths: readonly string[] }[] {
  return entries(agreedTree(kernel).ephemerals).map(([owner, paths]) => ({ owner: Number(owner), paths }));
}
