/**
 * What a release does that does not have a setting yet, where that is not what the newest does unless it is told otherwise.
 * Each is named with what brought the setting.
 */
import type { ConfigScope, ConfigValue } from './definitions.ts';

/** A value, or that of another setting. */
export type Without = { readonly value: ConfigValue } | { readonly sameAs: string };

const EVERY_CLIENT: Readonly<Record<string, Without>> = {
  // KIP-899, KIP-1102: a client that has lost all brokers it knows goes on asking them.
  'metadata.recovery.strategy': { value: 'none' },
  // KIP-144: it waits as long before each attempt to connect.
  'reconnect.backoff.max.ms': { sameAs: 'reconnect.backoff.ms' },
  // KIP-580: and as long before each retry.
  'retry.backoff.max.ms': { sameAs: 'retry.backoff.ms' },
};

const WITHOUT: Readonly<Partial<Record<ConfigScope, Readonly<Record<string, Without>>>>> = {
  server: {
    // KIP-848
    'group.coordinator.rebalance.protocols': { value: 'classic' },
    // KIP-134: a new group is balanced at once, with whoever has come.
    'group.initial.rebalance.delay.ms': { value: 0 },
  },
  producer: {
    ...EVERY_CLIENT,
    // KIP-98
    'enable.idempotence': { value: false },
    // KIP-794
    'partitioner.adaptive.partitioning.enable': { value: false },
  },
  consumer: EVERY_CLIENT,
  admin: EVERY_CLIENT,
};

export function withoutSetting(scope: ConfigScope, name: string): Without | undefined {
  return WITHOUT[scope]?.[name];
}
