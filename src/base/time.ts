/** Time is integer microseconds since the start of the run. There is no other clock in the core. */
export type Micros = number;

export const MICROS_PER_MILLI = 1_000;
export const MICROS_PER_SECOND = 1_000_000;

/** Kafka's configs are in milliseconds; the engine's clock is in microseconds. */
export function millis(value: number): Micros {
  return value * MICROS_PER_MILLI;
}

export function seconds(value: number): Micros {
  return value * MICROS_PER_SECOND;
}

/** `4.250 113 s` is hard to read in a list: facts and tables print `4.250113s`, trimmed to what differs from zero. */
export function formatMicros(at: Micros): string {
  const whole = Math.floor(at / MICROS_PER_SECOND);
  const rest = String(at - whole * MICROS_PER_SECOND).padStart(6, '0');
  return `${whole}.${rest}s`;
}
