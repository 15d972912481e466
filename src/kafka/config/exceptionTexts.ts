/** The sentences of Kafka's ConfigException (org.apache.kafka.common.config.ConfigException). */

export function configExceptionText(name: string, value: string | number, reason: string): string {
  return `Invalid value ${value} for configuration ${name}: ${reason}`;
}

/** A validator that says it, around an enumeration that has said it already. */
export function twiceInvalid(name: string, text: string, allowed: string): string {
  return configExceptionText(name, text, `Invalid value \`${text}\` for configuration ${name}. ${allowed}`);
}
