/** A consumer's state as it begins, as one event changes it, and as that leaves it. */
import { emptyTable } from '../../base/table.ts';
import { emptyVector } from '../../base/vector.ts';
import type { ClientSetup } from '../client/bootstrap.ts';
import { bootNetworkClient, draftOfNetworkClient } from '../client/clientState.ts';
import type { ConsumerSetup, KafkaEnv, KafkaOut } from '../kinds.ts';
import { bootApplication } from './application.ts';
import { draftOfClassic } from './classic/state.ts';
import { type ConsumerSettings, consumerSettings } from './settings.ts';
import type { ConsumerRun, ConsumerState } from './state.ts';
import { NO_SUBSCRIPTION } from './subscription.ts';
import { sharedClientConfig, sharedSettings } from './zookeeper/oldConsumerConfig.ts';

export const NEVER = Number.MAX_SAFE_INTEGER;

export function bootConsumer(setup: ConsumerSetup): ConsumerState {
  return {
    kind: 'consumer',
    setup,
    settings: settingsOf(setup),
    client: bootNetworkClient('consumer', clientSetupOf(setup)),
    subscription: NO_SUBSCRIPTION,
    topicsToAssign: [],
    partitions: emptyTable(),
    fetchOrder: [],
    unsettled: 0,
    validatedVersion: -1,
    buffer: [],
    application: bootApplication(setup.application),
    classic: null,
    async: null,
    connector: null,
    retryWakeAt: null,
    consumedCount: 0,
    consumed: emptyVector(),
  };
}

function settingsOf({ zookeeper, config, application }: ConsumerSetup): ConsumerSettings {
  return zookeeper === undefined ? consumerSettings(config) : sharedSettings(config, application.processEach);
}

/** One that has its group in ZooKeeper finds the brokers there. */
function clientSetupOf(setup: ConsumerSetup): ClientSetup {
  return setup.zookeeper === undefined ? setup : { ...setup, bootstrap: [], config: sharedClientConfig(setup.config) };
}

// Both spelled out: they are made for every event, and a spread costs several times as much.
export function runOf(state: ConsumerState, env: KafkaEnv, out: KafkaOut): ConsumerRun {
  return {
    kind: state.kind,
    setup: state.setup,
    settings: state.settings,
    client: draftOfNetworkClient(state.client),
    subscription: state.subscription,
    topicsToAssign: state.topicsToAssign,
    partitions: state.partitions,
    fetchOrder: state.fetchOrder,
    unsettled: state.unsettled,
    validatedVersion: state.validatedVersion,
    buffer: state.buffer,
    application: state.application,
    classic: state.classic === null ? null : draftOfClassic(state.classic),
    async: state.async,
    connector: state.connector,
    retryWakeAt: state.retryWakeAt,
    consumedCount: state.consumedCount,
    consumed: state.consumed,
    env,
    out,
    wakeAt: NEVER,
    ownsPartitions: false,
    thrown: undefined,
    exited: false,
  };
}

export function stateOf(run: ConsumerRun): ConsumerState {
  return {
    kind: run.kind,
    setup: run.setup,
    settings: run.settings,
    client: run.client,
    subscription: run.subscription,
    topicsToAssign: run.topicsToAssign,
    partitions: run.partitions,
    fetchOrder: run.fetchOrder,
    unsettled: run.unsettled,
    validatedVersion: run.validatedVersion,
    buffer: run.buffer,
    application: run.application,
    classic: run.classic,
    async: run.async,
    connector: run.connector,
    retryWakeAt: run.retryWakeAt,
    consumedCount: run.consumedCount,
    consumed: run.consumed,
  };
}
