/** A bug put in by hand: one text of one file replaced, and what is expected to notice. */
export interface Mutant {
  readonly name: string;
  readonly file: string;
  /** Stands in the file exactly once. */
  readonly find: string;
  readonly replace: string;
  /** Any of these: names of properties, `settles` (it does not), `crash` (a rule of Kafka's own throws), `hang`. */
  readonly caughtBy: readonly string[];
  /** Why nobody does, where `caughtBy` is empty. */
  readonly survives?: string;
  /** Which clusters of those seeds; absent: those with a quorum of controllers. */
  readonly era?: 'zookeeper';
  /** A scenario that notices it, in place of seeds. */
  readonly world?: string;
  /** Seeds that notice it soon; the first that does is enough. */
  readonly seeds: readonly number[];
}
