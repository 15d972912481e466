/** A server's disk for the screen: directories and files as text, and how much of them has reached the platter. */
import { textFilesOf } from '../kafka/log/checkpointFiles.ts';
import type { Recording } from './recording.ts';
import { ensembleDisk } from './zookeeper/ensembleDisk.ts';

export interface DiskFileFrame {
  readonly name: string;
  /** What a process would read, in the format of Kafka's own file. */
  readonly text: string;
  /** All of it has reached the platter. */
  readonly flushed: boolean;
  /** What a loss of power would leave; null: no such file. */
  readonly platter: string | null;
}

export interface DiskDirectoryFrame {
  readonly name: string;
  readonly files: readonly DiskFileFrame[];
}

export interface DiskFrame {
  readonly node: string;
  /** Of a broker the root of the log directory first, then the metadata log, then the replicas. */
  readonly directories: readonly DiskDirectoryFrame[];
}

/** Null for a node that has no disk to speak of: clients keep nothing. */
export function diskOf({ kernel }: Recording, node: string): DiskFrame | null {
  const setup = kernel.node(node)?.setup;
  const view = kernel.node(node);
  if (setup === undefined || view === undefined) return null;
  if (setup.kind === 'zookeeper') return { node, directories: ensembleDisk(view.disk) };
  if (setup.kind !== 'server') return null;
  return { node, directories: textFilesOf(view.disk, { voters: setup.voters.map(({ id }) => id) }) };
}
