/** One entry of the ledger: where the simulator is simpler than Kafka, and what a learner therefore sees. */
export interface Deviation {
  readonly id: string;
  /** The class or KIP whose behaviour is simplified. */
  readonly kafka: string;
  readonly simplified: { readonly en: string; readonly ko: string };
  readonly learnerSees: { readonly en: string; readonly ko: string };
}
