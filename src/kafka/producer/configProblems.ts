/**
 * Settings of a producer that contradict each other, in Kafka's words. They change nothing here: a file that has them is
 * refused, as a KafkaProducer would be (ProducerConfig.postProcessAndValidateIdempotenceConfigs, KafkaProducer).
 */
import { type ConfigProblem, LARGEST_INT } from '../client/settings.ts';
import { saslProblems } from '../config/saslProblems.ts';
import { CONFIG_SAYS } from '../config/says.ts';
import type { Config } from '../kinds.ts';
import { DEFAULT_KAFKA_VERSION } from '../versions.ts';
import { type IdempotenceRules, idempotenceOf, MOST_IN_FLIGHT } from './idempotence.ts';

/** What KafkaProducer's constructor would throw; undefined: it would be made. `given`: not left at their defaults. */
export function producerConfigProblem(
  config: Config,
  given: ReadonlySet<string>,
  version: IdempotenceRules = DEFAULT_KAFKA_VERSION,
): string | undefined {
  return producerConfigProblems(config, given, version)[0]?.message;
}

/** All of them, Kafka's first (ProducerConfig.postProcessAndValidateIdempotenceConfigs; KafkaProducer). */
export function producerConfigProblems(
  config: Config,
  given: ReadonlySet<string>,
  version: IdempotenceRules = DEFAULT_KAFKA_VERSION,
): readonly ConfigProblem[] {
  return [
    ...saslProblems(config),
    ...idempotenceProblems(config, given, version),
    ...transactionProblems(config, given, version),
    ...timeoutProblems(config, given),
  ];
}

/** A default gives way to retries and acks, silently; to requests in flight only up to 3.9. */
function idempotenceProblems(
  config: Config,
  given: ReadonlySet<string>,
  { refusesInFlight }: IdempotenceRules,
): ConfigProblem[] {
  const problems: ConfigProblem[] = [];
  if (config['enable.idempotence'] !== true) return problems;
  const isWanted = given.has('enable.idempotence');
  if (isWanted && config.retries === 0) {
    problems.push({ name: 'retries', message: 'Must set retries to non-zero when using the idempotent producer.' });
  }
  if (isWanted && !isAcksAll(config)) {
    const message =
      'Must set acks to all in order to use the idempotent producer. Otherwise we cannot guarantee idempotence.';
    problems.push({ name: 'acks', message });
  }
  const name = 'max.in.flight.requests.per.connection';
  const inFlight = config[name] as number;
  if (inFlight > MOST_IN_FLIGHT && refusesInFlight) {
    const rule = `To use the idempotent producer, ${name} must be set to at most ${MOST_IN_FLIGHT}.`;
    problems.push({ name, message: `${rule} Current value is ${inFlight}.` });
  } else if (inFlight > MOST_IN_FLIGHT && isWanted) {
    problems.push({ name, message: `Must set ${name} to at most ${MOST_IN_FLIGHT} to use the idempotent producer.` });
  }
  return problems;
}

function transactionProblems(config: Config, given: ReadonlySet<string>, version: IdempotenceRules): ConfigProblem[] {
  const problems: ConfigProblem[] = [];
  const isIdempotent = idempotenceOf(config, version).enabled;
  if (given.has('transactional.id') && !isIdempotent) {
    const message = 'Cannot set a transactional.id without also enabling idempotence.';
    problems.push({ name: 'transactional.id', message });
  }
  const twoPhase = 'transaction.two.phase.commit.enable';
  if (given.has('transaction.timeout.ms') && config[twoPhase] === true) {
    const rule = `Cannot set transaction.timeout.ms when ${twoPhase} is set to true.`;
    const message = `${rule} Transactions will not expire with two-phase commit enabled.`;
    problems.push({ name: 'transaction.timeout.ms', message });
  }
  return problems;
}

/** KafkaProducer.configureDeliveryTimeout: a default that is too short is raised instead, as in producerSettings. */
function timeoutProblems(config: Config, given: ReadonlySet<string>): ConfigProblem[] {
  const name = 'delivery.timeout.ms';
  const linger = Math.min(config['linger.ms'] as number, LARGEST_INT);
  const least = Math.min(linger + (config['request.timeout.ms'] as number), LARGEST_INT);
  const own = config[name] as number;
  if (!given.has(name) || own >= least) return [];
  const request = config['request.timeout.ms'] as number;
  const hint = CONFIG_SAYS.deliveryTimeout(own, linger, request, least, own > linger ? own - linger : undefined);
  return [{ name, message: `${name} should be equal to or larger than linger.ms + request.timeout.ms`, hint }];
}

function isAcksAll({ acks }: Config): boolean {
  return acks === 'all' || Number(acks) === -1;
}
