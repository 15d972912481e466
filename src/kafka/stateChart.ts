/**
 * The shape of the state charts: small life cycles of Kafka's as data. They feed the state-chart view, with the current
 * state lit, and tests over seeded runs hold that every change seen is an edge, and every edge is seen.
 */

export interface BothLanguages {
  readonly en: string;
  readonly ko: string;
}

export interface ChartEdge<From extends string, To extends string = From> {
  readonly from: From;
  readonly to: To;
  /** What makes it happen. */
  readonly when: BothLanguages;
  /** Why the facts of a run never show it, where they do not. */
  readonly unseen?: BothLanguages;
}

export function both(en: string, ko: string): BothLanguages {
  return { en, ko };
}
