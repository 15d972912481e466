/**
 * Is this producer idempotent? It is by default, unless another setting contradicts it: then the default gives way, and
 * all that tells of it is a line in the log (ProducerConfig.postProcessAndValidateIdempotenceConfigs; KIP-679). Asked for
 * by name it does not give way: configProblems.ts.
 */
import type { Config } from '../kinds.ts';
import type { KafkaVersion } from '../versions.ts';

export interface Idempotence {
  readonly enabled: boolean;
  /** What the log says of each contradiction. */
  readonly disabledBecause: readonly string[];
}

export const MOST_IN_FLIGHT = 5;

export type IdempotenceRules = Pick<KafkaVersion, 'refusesInFlight'>;

export function idempotenceOf(config: Config, { refusesInFlight }: IdempotenceRules): Idempotence {
  if (config['enable.idempotence'] !== true) return { enabled: false, disabledBecause: [] };
  const disabledBecause: string[] = [];
  if (config['retries'] === 0) disabledBecause.push('Idempotence will be disabled because retries is set to 0.');
  const acks = acksOf(config);
  if (acks !== -1) {
    disabledBecause.push(`Idempotence will be disabled because acks is set to ${acks}, not set to 'all'.`);
  }
  const inFlight = 'max.in.flight.requests.per.connection';
  if (!refusesInFlight && (config[inFlight] as number) > MOST_IN_FLIGHT) {
    disabledBecause.push(
      `Idempotence will be disabled because ${inFlight} is set to ${config[inFlight]}, which is greater than ${MOST_IN_FLIGHT}. ` +
        'Please note that in v4.0.0 and onward, this will become an error.',
    );
  }
  return { enabled: disabledBecause.length === 0, disabledBecause };
}

/** -1: all. */
export function acksOf(config: Config): number {
  const acks = config.acks as string | number;
  return acks === 'all' ? -1 : Number(acks);
}
