/**
 * Settings of a running broker: what it was started with, and over that what the metadata log says of all brokers, and over
 * that what it says of this one. A change counts from the moment its record is published here.
 *
 * Kafka: kafka.server.DynamicBrokerConfig.updateCurrentConfig, kafka.server.metadata.DynamicConfigPublisher (KIP-226).
 * *Simplified:* num.replica.fetchers stays as it was at the start; threads of requests and listeners are not modelled.
 */
import { entries } from '../../base/table.ts';
import type { ConfigOverrides } from '../config/config.ts';
import { dynamicValues } from '../config/dynamicBrokerConfigs.ts';
import { type ResourceConfig, resourceConfig } from '../metadata/configurationsImage.ts';
import type { MetadataEntry } from '../records.ts';
import { brokerId, update, type Work } from './work.ts';

export function reconfigure(work: Work): void {
  const { setup } = work.state;
  const [shared, own] = [sharedValues(work), ownValues(work)];
  const isChanged = Object.keys(shared).length > 0 || Object.keys(own).length > 0;
  const config = isChanged ? { ...setup.config, ...shared, ...own } : setup.config;
  if (config !== work.state.config) update(work, { config });
}

/** Is one of them about a setting of this broker, or of all? */
export function concernsThisBroker(work: Work, records: readonly MetadataEntry['record'][]): boolean {
  return records.some(
    (record) =>
      record.type === 'ConfigRecord' &&
      record.resourceType === 'BROKER' &&
      (record.resourceName === '' || record.resourceName === `${brokerId(work)}`),
  );
}

/** currentDynamicDefaultConfigs, as values. */
export function sharedValues(work: Work): ConfigOverrides {
  return dynamicValues(plain(resourceConfig(work.state.image.configs, 'BROKER', '')), false);
}

/** currentDynamicBrokerConfigs, as values. */
export function ownValues(work: Work): ConfigOverrides {
  return dynamicValues(plain(resourceConfig(work.state.image.configs, 'BROKER', `${brokerId(work)}`)), true);
}

function plain(config: ResourceConfig): ConfigOverrides {
  return Object.fromEntries(entries(config));
}
