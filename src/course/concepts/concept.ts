/** One idea of the curriculum. */
export interface Both {
  readonly en: string;
  readonly ko: string;
}

export interface Concept {
  readonly id: string;
  /** Short: it stands in a box of the map. */
  readonly name: Both;
  readonly question: Both;
  /** Names of scenarios. */
  readonly lessons: readonly string[];
  /** Ids of concepts to know before. */
  readonly after: readonly string[];
}

export interface Chapter {
  readonly id: string;
  readonly name: Both;
  readonly concepts: readonly Concept[];
}
