/** What the page asks about things that come from elsewhere and go elsewhere: a part of the one protocol (protocol.ts). */
import type { Micros } from '../base/time.ts';

type Language = 'en' | 'ko';

interface Words {
  readonly en: string;
  readonly ko: string;
}

export interface ExchangeSpan {
  /** Micros; absent: from the start, up to the playhead's furthest place. */
  readonly from?: Micros;
  readonly until?: Micros;
}

/** Asks that move nothing. */
export type ExchangeAsk =
  | ({
      readonly ask: 'export-facts';
      readonly branch: number;
      readonly format: 'csv' | 'json';
      readonly language: Language;
    } & ExchangeSpan)
  | ({ readonly ask: 'export-shiviz'; readonly branch: number; readonly language: Language } & ExchangeSpan)
  /** The scenario for a real cluster. */
  | { readonly ask: 'export-compose'; readonly branch: number }
  /** What the tools of a real cluster print, as a scenario. */
  | {
      readonly ask: 'from-cluster';
      readonly text: string;
      /** The scenario is run too, and what its own tools say otherwise is listed. */
      readonly isRun: boolean;
    };

export interface ExportedFile {
  readonly name: string;
  /** A media type. */
  readonly type: string;
  readonly text: string;
}

/** What could not be carried over, or cannot be done there. */
export interface LeftOver {
  /** 0: of no single line. */
  readonly line: number;
  readonly text: string;
  readonly reason: Words;
}

export interface ClusterFrame {
  /** Empty: there are problems. */
  readonly scenario: string;
  readonly carried: readonly {
    readonly kind: 'broker' | 'topic' | 'group';
    readonly name: string;
    readonly line: number;
    readonly say: Words;
  }[];
  readonly notCarried: readonly LeftOver[];
  readonly problems: readonly Words[];
  readonly readyAtMs: number;
  readonly isCompared: boolean;
  /** How many it has. */
  readonly partitions: number;
}

export type ExchangeAnswer =
  | {
      readonly answer: 'exported-files';
      readonly files: readonly ExportedFile[];
      /** Facts or events in them. */
      readonly count: number;
      /** There were more than a file may hold. */
      readonly isCut: boolean;
      readonly leftOver: readonly LeftOver[];
    }
  | { readonly answer: 'from-cluster'; readonly cluster: ClusterFrame };
