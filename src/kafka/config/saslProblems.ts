/** What the security settings of a client say against each other (org.apache.kafka.clients.CommonClientConfigs). */
import type { ConfigProblem } from '../client/settings.ts';
import type { Config } from '../kinds.ts';

/** CommonClientConfigs.postValidateSaslMechanismConfig */
export function saslProblems(config: Config): readonly ConfigProblem[] {
  const name = 'sasl.mechanism';
  const isSasl = String(config['security.protocol']).toUpperCase().startsWith('SASL_');
  if (!isSasl || (config[name] !== null && config[name] !== '')) return [];
  const rule =
    'When the security.protocol configuration enables SASL, mechanism must be non-null and non-empty string.';
  return [{ name, message: `Invalid value null for configuration ${name}: ${rule}` }];
}
