/** Every message names its request by number, per client and connection. */
export interface Correlated {
  readonly correlationId: number;
}
