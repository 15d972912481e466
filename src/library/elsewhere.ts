/** From a real cluster, and back to one. */

import { clusterFromDescription as fromDescription } from '../exchange/fromCluster/index.ts';
import { toCluster } from '../exchange/toCluster/index.ts';
import type { Words } from '../exchange/words.ts';
import { innerOf, type Scenario } from './parsing.ts';

/** Something of the real cluster that is in the scenario. */
export interface CarriedOver {
  readonly kind: 'broker' | 'topic' | 'group';
  readonly name: string;
  /** Of the text that was read, from 1; 0: it has none of its own. */
  readonly line: number;
  readonly say: Words;
}

/** Something of the real cluster that is not in the scenario. */
export interface NotCarried {
  /** 0: it is no single line. */
  readonly line: number;
  readonly text: string;
  readonly reason: Words;
}

/** What a scenario asks for and real brokers in containers do not do. */
export interface CannotDo {
  readonly what: string;
  readonly reason: Words;
}

/** A cluster read from what Kafka's tools print. */
export interface ImportedCluster {
  /** The text of a scenario, for `parseScenario`; empty when there is nothing to make one of. */
  readonly text: string;
  readonly carried: readonly CarriedOver[];
  /** What could not be carried over, with its line and the reason. */
  readonly notCarried: readonly NotCarried[];
  readonly problems: readonly Words[];
}

/** Reads the output of `kafka-topics --describe` and `kafka-consumer-groups --describe`. Never throws for a text. */
export function importCluster(output: string): ImportedCluster {
  const { scenario, carried, notCarried, problems } = fromDescription(output);
  return { text: scenario, carried, notCarried, problems };
}

/** A scenario as files for real Apache Kafka. */
export interface ExportedCluster {
  /** compose.yaml, run.sh and README.md, under these names. */
  readonly files: readonly { readonly name: string; readonly text: string }[];
  /** What cannot be done there, or not so. */
  readonly cannot: readonly CannotDo[];
}

/** The same steps on real brokers in containers, as far as they can be done there. `name`: of the project. */
export function exportCluster(scenario: Scenario, name: string): ExportedCluster {
  const { files, cannot } = toCluster(innerOf(scenario), { name, byHand: false });
  return { files, cannot };
}
