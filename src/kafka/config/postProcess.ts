/**
 * Defaults that follow from what else is set.
 *
 * Kafka: CommonClientConfigs.postProcessReconnectBackoffConfigs, ConsumerConfig.maybeOverrideEnableAutoCommit. What becomes
 * of enable.idempotence: producer/idempotence.ts.
 */
import type { ConfigScope, ConfigValue } from './definitions.ts';

type Values = Readonly<Record<string, ConfigValue>>;

/** Settings whose default is another one, given what is written. */
export function changedDefaults(scope: ConfigScope, written: Values): Values {
  if (scope !== 'producer' && scope !== 'consumer' && scope !== 'admin') return {};
  const changed: Record<string, ConfigValue> = {};
  const backoff = written['reconnect.backoff.ms'];
  // Who sets one and not the other wants it to stay as it is: no exponential backoff.
  if (backoff !== undefined && written['reconnect.backoff.max.ms'] === undefined) {
    changed['reconnect.backoff.max.ms'] = backoff;
  }
  // Without a group there is nothing to commit for.
  const hasGroup = written['group.id'] !== undefined && written['group.id'] !== null;
  if (scope === 'consumer' && !hasGroup && written['enable.auto.commit'] === undefined) {
    changed['enable.auto.commit'] = false;
  }
  return changed;
}
