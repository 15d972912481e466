/**
 * A term of Kafka's as the glossary has it: its names in both languages, what it is, who says so, which lesson shows it and
 * where the live thing is. Data only: finding terms in a text is match.ts, finding the live thing is the views' work.
 */
export interface Both {
  readonly en: string;
  readonly ko: string;
}

export type Theme =
  | 'cluster'
  | 'log'
  | 'replication'
  | 'election'
  | 'quorum'
  | 'zookeeper'
  | 'producer'
  | 'consumer'
  | 'group'
  | 'storage'
  | 'operation'
  | 'time';

/** What there is to point at on the stage; resolved in a frame by views/glossary/liveThing.ts. */
export type LiveKind =
  | 'partition'
  | 'offsets-partition'
  | 'under-replicated-partition'
  | 'leaderless-partition'
  | 'elr-partition'
  | 'misplaced-partition'
  | 'leader-replica'
  | 'follower-replica'
  | 'out-of-sync-replica'
  | 'offline-replica'
  | 'record'
  | 'tombstone'
  | 'broker'
  | 'rack-broker'
  | 'fenced-broker'
  | 'stopping-broker'
  | 'dead-node'
  | 'controller'
  | 'voter'
  | 'raft-follower'
  | 'candidate'
  | 'observer'
  | 'zookeeper-server'
  | 'zookeeper-leader'
  | 'zookeeper-broker'
  | 'zookeeper-controller'
  | 'producer'
  | 'consumer'
  | 'group-consumer'
  | 'coordinator'
  | 'message'
  | 'produce-message'
  | 'fetch-message'
  | 'heartbeat-message'
  | 'cut-link'
  | 'tool'
  /** No single thing: the whole run, in its lens. */
  | 'run';

/** The lenses, by the names that the page has for them. */
export type LensName =
  | 'log'
  | 'facts'
  | 'leadership'
  | 'quorum'
  | 'zookeeper'
  | 'console'
  | 'states'
  | 'files'
  | 'metrics'
  | 'records'
  | 'group'
  | 'producer'
  | 'tables';

export interface Term {
  readonly id: string;
  readonly theme: Theme;
  /**
   * The first is how it is written, the others are variants to search and to link by. One that begins with ~ is never
   * linked in a text: it is too common a word there.
   */
  readonly en: readonly [string, ...string[]];
  readonly ko: readonly [string, ...string[]];
  readonly means: Both;
  /** The class or the KIP. */
  readonly source: string;
  readonly related: readonly string[];
  /** Scenarios that show it, the first one best. */
  readonly lessons: readonly string[];
  readonly live: { readonly kind: LiveKind; readonly lens: LensName };
  /** A word that stands in every paragraph: a text links it once. */
  readonly isBasic?: true;
}

type Written = Omit<Term, 'theme'>;

export function terms(theme: Theme, written: readonly Written[]): readonly Term[] {
  return written.map((term) => ({ ...term, theme }));
}

/** As it is written. */
export function nameOf(term: Term, language: keyof Both): string {
  return bare(term[language][0]);
}

export function bare(name: string): string {
  return name.replace(/^~/, '');
}
