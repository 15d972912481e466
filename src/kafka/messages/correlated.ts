/** Every message names its request by number, per client and connection. */
export interface Correlated {
  readonly correlationId: number;
  /** RequestHeader.clientId, of a request whose handling asks for it. Absent: as the node is called. */
  readonly clientId?: string;
}
