/**
 * The metadata log of a cluster whose metadata is still in ZooKeeper (KIP-866): read beside it, until everything is in the log
 * and the cluster goes by that.
 */
import type { KafkaFact } from '../kafka/facts.ts';
import type { KafkaState } from '../kafka/kinds.ts';
import { emptyImage, type MetadataImage, replayEntry, zkMigrationState } from '../kafka/metadata/image.ts';
import type { MetadataEntry } from '../kafka/records.ts';
import type { ServerState } from '../kafka/server/state.ts';

export class LogAside {
  image: MetadataImage = emptyImage();
  /** Nothing is learnt from znodes any more. */
  moved = false;

  fork(): LogAside {
    return Object.assign(new LogAside(), { image: this.image, moved: this.moved });
  }

  /** True: from here on this is the metadata. */
  replay(entry: MetadataEntry): boolean {
    this.image = replayEntry(this.image, entry);
    const state = zkMigrationState(this.image);
    this.moved = state === 'MIGRATION' || state === 'POST_MIGRATION';
    return this.moved;
  }
}

export function isServer(state: KafkaState | undefined): state is ServerState {
  return state?.kind === 'server';
}

export function isShortening(
  fact: KafkaFact,
): fact is Extract<KafkaFact, { type: 'SegmentsDeleted' | 'LogStartOffsetAdvanced' | 'LogCleaned' }> {
  return fact.type === 'SegmentsDeleted' || fact.type === 'LogStartOffsetAdvanced' || fact.type === 'LogCleaned';
}
