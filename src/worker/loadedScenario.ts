/** What is said of a scenario that was loaded: a part of the one protocol (protocol.ts). */
import type { Says } from '../base/says.ts';
import type { Micros } from '../base/time.ts';
import type { DrillWords } from '../frame/drillFrame.ts';

export interface LoadedScenario {
  readonly name: string;
  readonly title: { readonly en: string; readonly ko: string };
  readonly prose: { readonly en: string; readonly ko: string };
  /** Ask `lesson` for it. */
  readonly hasLesson: boolean;
  /** One symptom with several causes, of which this run has one; null: it is no drill. */
  readonly drill: DrillWords | null;
  readonly seed: number;
  readonly version: string;
  /** The generation of the replication protocol: an id of the ladder. */
  readonly protocol: string;
  /** Why it was not loaded with what was asked for, but as its file says. */
  readonly refused: Says | null;
  /** What of the file was read in an older form of the format, and how. */
  readonly migrated: readonly { readonly en: string; readonly ko: string }[];
  /** It came with what was done by hand: the run is as it was if its fingerprint is, or why that was left out. */
  readonly linked: { readonly fingerprint: string } | { readonly problem: Says } | null;
  /** When the scenario's script ends; the run can go on. */
  readonly until: Micros;
  /** Where to open it: the instant before the first thing worth watching. */
  readonly openAt: Micros;
}
