/** What the conductor is asked for. */
import type { Micros } from '../base/time.ts';
import type { Ask, FactMatch, VersionOverrides } from '../worker/protocol.ts';

export type Instant = { readonly at: Micros } | { readonly step: number };

export interface Step {
  readonly by: 'event' | 'fact' | 'interesting' | 'node' | 'match';
  readonly direction: 1 | -1;
  readonly node?: string;
  /** By `match`: like one of these, looked for up to that time. */
  readonly matches?: readonly FactMatch[];
  readonly until?: Micros;
}

/** What to run: a bundled or opened file, or an exported run. */
export interface Source extends VersionOverrides {
  readonly name: string;
  readonly fileName: string;
  /** Came with the page, so that a link can name it. */
  readonly isBundled?: boolean;
  /** Of a file beside an embedded player: its address there, which names it in a link to that player. */
  readonly linkedAs?: string;
  readonly text: string;
  readonly kind: 'scenario' | 'run';
  readonly seed?: number;
  /** What was done by hand, from a link. */
  readonly acts?: string;
  /** What is changed against the file, from a link. */
  readonly changed?: string;
}

export function loadAsk({
  kind,
  name,
  text,
  seed,
  version,
  protocol,
  era,
  acts,
  changed,
}: Source): Extract<Ask, { ask: 'load' | 'import' }> {
  if (kind === 'run') return { ask: 'import', text };
  return {
    ask: 'load',
    name,
    text,
    ...(seed === undefined ? {} : { seed }),
    ...(version === undefined ? {} : { version }),
    ...(protocol === undefined ? {} : { protocol }),
    ...(era === undefined ? {} : { era }),
    ...(acts === undefined ? {} : { acts }),
    ...(changed === undefined ? {} : { changed }),
  };
}
