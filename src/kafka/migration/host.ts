/**
 * A KRaft controller as its migration sees it, for the length of one event: the client of ZooKeeper with its threads, the
 * driver, the channels to brokers. Made where an event begins (migration.ts).
 */
import type { ControllerHost } from '../kafkaController/work.ts';
import type { KafkaEnv, KafkaOut, ServerSetup } from '../kinds.ts';
import type { MetadataImage } from '../metadata/image.ts';
import { startZkThread } from '../zk/threadList.ts';
import type { ZkHost } from '../zk/threadState.ts';
import type { LeaderAndEpoch, MigrationDriver, MigrationEvent, MigrationJob, MigrationPart } from './state.ts';

/** What the metadata log says now, for a driver that begins to listen. */
export interface LoaderView {
  readonly image: MetadataImage;
  readonly leader: LeaderAndEpoch;
}

export interface MigrationHost {
  readonly env: KafkaEnv;
  readonly out: KafkaOut;
  readonly setup: ServerSetup;
  readonly loader: LoaderView;
  part: MigrationPart;
  readonly zk: ZkHost<MigrationJob>;
  /** For the channels to brokers. */
  readonly channels: ControllerHost;
}

export const DRIVER_THREAD = 'migration-driver';

export function driverOf({ part }: MigrationHost): MigrationDriver {
  return part.driver;
}

export function updateDriver(host: MigrationHost, change: Partial<MigrationDriver>): void {
  host.part = { ...host.part, driver: { ...host.part.driver, ...change } };
}

/** KafkaEventQueue.append */
export function put(host: MigrationHost, event: MigrationEvent): void {
  updateDriver(host, { queue: [...driverOf(host).queue, event] });
  next(host);
}

/** Its thread takes the next event, if it is at none. */
export function next(host: MigrationHost): void {
  const { queue, running } = driverOf(host);
  const [first, ...others] = queue;
  if (running !== null || first === undefined) return;
  updateDriver(host, { queue: others, running: first });
  startZkThread(host.zk, DRIVER_THREAD, { type: 'event' });
}
