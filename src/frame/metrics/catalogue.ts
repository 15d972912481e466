/** All metrics that are drawn. */
import { BROKER_METRICS } from './brokerMetrics.ts';
import { CONSUMER_METRICS } from './consumerMetrics.ts';
import { CONTROLLER_METRICS } from './controllerMetrics.ts';
import type { MetricDefinition } from './definitions.ts';
import { GROUP_METRICS } from './groupMetrics.ts';
import { PRODUCER_METRICS } from './producerMetrics.ts';

export const METRICS: readonly MetricDefinition[] = [
  ...PRODUCER_METRICS,
  ...CONSUMER_METRICS,
  ...BROKER_METRICS,
  ...GROUP_METRICS,
  ...CONTROLLER_METRICS,
];
