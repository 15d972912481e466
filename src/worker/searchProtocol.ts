/**
 * What the page and the search say to each other. The search has a worker of its own, so that the run on the screen stays
 * alive beside it; it is told to begin and to stop, and tells how far it is until it has a result.
 */
import type { Says } from '../base/says.ts';
import type { Micros } from '../base/time.ts';
import type { RecordFocus } from '../properties/focused.ts';
import type { VersionOverrides } from '../scenario/overrides.ts';

export { FOCUSABLE, type RecordFocus } from '../properties/focused.ts';

export interface SearchRequest extends VersionOverrides {
  readonly name: string;
  readonly text: string;
  readonly seed: number;
  readonly property: string;
  /** Of the records that shall be lost, these only. */
  readonly focus?: RecordFocus;
  /** Most faults of one schedule, and most of each kind; a kind that is not named is not tried. */
  readonly depth: number;
  readonly faults: Readonly<Record<string, number>>;
  /** Servers that may fail, the times between which faults begin, and where every run ends. */
  readonly nodes: readonly string[];
  readonly from: Micros;
  readonly to: Micros;
  readonly until: Micros;
  readonly minutes: number;
}

export type SearchTold = { readonly tell: 'search'; readonly request: SearchRequest } | { readonly tell: 'stop' };

/** What is searched, exactly: times are of the cluster. */
export interface SearchSpaceFrame {
  readonly seed: number;
  readonly nodes: readonly string[];
  readonly depth: number;
  readonly kinds: readonly {
    readonly name: string;
    readonly most: number;
    /** How long it may last; null for ever. */
    readonly lengths: readonly (Micros | null)[];
  }[];
  readonly from: Micros;
  readonly to: Micros;
  readonly until: Micros;
}

export interface SearchProgress {
  readonly phase: 'searching' | 'shrinking' | 'done';
  readonly space: SearchSpaceFrame;
  readonly seconds: number;
  readonly schedules: number;
  /** Left to another run that had led to the same world. */
  readonly merged: number;
  readonly worlds: number;
  readonly events: number;
  /** By number of faults, and about how many the last one has. */
  readonly levels: readonly { readonly schedules: number; readonly finished: boolean }[];
  readonly expected: number;
  readonly exhausted: boolean;
  readonly stoppedBy: 'time' | 'cancelled' | 'memory' | 'states' | 'depth' | null;
}

export interface FoundFrame {
  readonly property: string;
  /** False: nothing had promised that it would hold. */
  readonly promised: boolean;
  readonly detail: string;
  readonly at: Micros;
  readonly faults: readonly { readonly at: Micros; readonly en: string; readonly ko: string }[];
  readonly story: readonly {
    readonly at: Micros;
    readonly node: string;
    readonly text: string;
    readonly isFault: boolean;
  }[];
  /** The scenario file. */
  readonly text: string;
  /** It was read back and run once more, and broke again. */
  readonly verified: boolean;
}

export type SearchAnswer =
  | { readonly answer: 'progress'; readonly progress: SearchProgress }
  | { readonly answer: 'result'; readonly progress: SearchProgress; readonly found: FoundFrame | null }
  | { readonly answer: 'refused'; readonly reason: Says };
