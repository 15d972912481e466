/**
 * A draft: a text that somebody writes, with what it was before. Kept as plain records; one that is damaged is not read, and
 * not thrown away either.
 */
export interface DraftVersion {
  /** Milliseconds since 1970. */
  readonly at: number;
  readonly text: string;
}

export interface Draft {
  readonly format: 1;
  readonly id: string;
  /** Of its file, without an ending. */
  readonly name: string;
  /** The bundled scenario, file or template that it began as. */
  readonly origin: string | null;
  readonly text: string;
  readonly createdAt: number;
  readonly changedAt: number;
  readonly deletedAt: number | null;
  /** Counts what was kept: who keeps a draft says which one he knows. */
  readonly revision: number;
  /** Oldest first. */
  readonly versions: readonly DraftVersion[];
}

export interface NewDraft {
  readonly id: string;
  readonly name: string;
  readonly origin: string | null;
  readonly text: string;
  readonly now: number;
}

export function newDraft({ id, name, origin, text, now }: NewDraft): Draft {
  return {
    format: 1,
    id,
    name,
    origin,
    text,
    createdAt: now,
    changedAt: now,
    deletedAt: null,
    revision: 0,
    versions: [{ at: now, text }],
  };
}

export function withText(draft: Draft, text: string, now: number): Draft {
  if (text === draft.text) return draft;
  return { ...draft, text, changedAt: now, versions: spaced(draft) };
}

/** What it is now stays, as a version; then it is what that one was. */
export function restored(draft: Draft, version: DraftVersion, now: number): Draft {
  const versions = bounded([...draft.versions, { at: now, text: draft.text }]);
  return { ...draft, text: version.text, changedAt: now, versions };
}

const VERSION_EVERY_MS = 60_000;
const OLD_EVERY_MS = 10 * 60_000;
/** So many of the newest are never thinned out. */
const NEWEST = 10;
const MOST_VERSIONS = 40;
const MOST_CHARACTERS = 2_000_000;

/** What stood there before a pause, or a minute ago. */
function spaced({ versions, text: before, changedAt }: Draft): readonly DraftVersion[] {
  const last = versions[versions.length - 1];
  if (last !== undefined && (last.text === before || changedAt - last.at < VERSION_EVERY_MS)) return versions;
  return bounded([...versions, { at: changedAt, text: before }]);
}

/** The first one and the newest always; of those between fewer, the older they are. */
function bounded(versions: readonly DraftVersion[]): readonly DraftVersion[] {
  const kept: DraftVersion[] = [];
  versions.forEach((version, place) => {
    const isNew = place >= versions.length - NEWEST;
    const before = kept[kept.length - 1];
    if (place === 0 || isNew || before === undefined || version.at - before.at >= OLD_EVERY_MS) kept.push(version);
  });
  while (kept.length > MOST_VERSIONS) kept.splice(1, 1);
  let size = kept.reduce((sum, { text }) => sum + text.length, 0);
  while (size > MOST_CHARACTERS && kept.length > 2) size -= kept.splice(1, 1)[0]!.text.length;
  return kept;
}

const LONGEST_TEXT = 4_000_000;

/** Undefined: it is none, or is damaged. */
export function readDraft(value: unknown): Draft | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  const { format, id, name, origin, text, createdAt, changedAt, deletedAt, revision, versions } = value as Record<
    keyof Draft,
    unknown
  >;
  const isWhole =
    format === 1 &&
    typeof id === 'string' &&
    typeof name === 'string' &&
    (origin === null || typeof origin === 'string') &&
    isText(text) &&
    isNumber(createdAt) &&
    isNumber(changedAt) &&
    (deletedAt === null || isNumber(deletedAt)) &&
    isNumber(revision) &&
    Array.isArray(versions) &&
    versions.length <= 1000;
  if (!isWhole) return undefined;
  // A version that is damaged does not cost the draft.
  const whole = versions.flatMap((version: unknown): DraftVersion[] => {
    const { at, text: said } = (version ?? {}) as Record<keyof DraftVersion, unknown>;
    return isNumber(at) && isText(said) ? [{ at, text: said }] : [];
  });
  return { format, id, name, origin, text, createdAt, changedAt, deletedAt, revision, versions: whole };
}

function isNumber(value: unknown): value is number {
  return typeof value === 'number' && Number.isFinite(value);
}

function isText(value: unknown): value is string {
  return typeof value === 'string' && value.length <= LONGEST_TEXT;
}
