/** All drafts: listed, deleted (and brought back), and written out as one file. What is damaged is listed as that. */
import { strToU8, zipSync } from 'fflate';
import { type Draft, readDraft } from './draft.ts';
import type { DraftStore } from './draftStore.ts';

export interface DraftList {
  /** Newest first. */
  readonly drafts: readonly Draft[];
  readonly deleted: readonly Draft[];
  /** Ids of records that cannot be read. */
  readonly damaged: readonly string[];
}

const DELETED_FOR_MS = 30 * 24 * 3_600_000;

export async function listDrafts(store: DraftStore, now: number): Promise<DraftList> {
  const all = await store.all();
  const read = all.map(([id, value]) => ({ id, draft: readDraft(value) }));
  const drafts = read.flatMap(({ draft }) => draft ?? []).sort((a, b) => b.changedAt - a.changedAt);
  // What was deleted long ago goes for good when somebody looks.
  for (const { id, deletedAt } of drafts) {
    if (deletedAt !== null && now - deletedAt > DELETED_FOR_MS) await store.remove(id);
  }
  return {
    drafts: drafts.filter(({ deletedAt }) => deletedAt === null),
    deleted: drafts.filter(({ deletedAt }) => deletedAt !== null && now - deletedAt <= DELETED_FOR_MS),
    damaged: read.flatMap(({ id, draft }) => (draft === undefined ? [id] : [])),
  };
}

export async function setDeleted(store: DraftStore, id: string, deletedAt: number | null): Promise<void> {
  const draft = readDraft(await store.read(id));
  if (draft !== undefined) await store.write({ ...draft, deletedAt });
}

/** Each draft as its file, its versions beside it, and damaged records as they are. */
export async function zipOfDrafts(store: DraftStore): Promise<Uint8Array> {
  const files: Record<string, Uint8Array> = {};
  for (const [id, value] of await store.all()) {
    const draft = readDraft(value);
    if (draft === undefined) {
      files[`damaged/${fileSafe(id)}.json`] = strToU8(textOf(value));
      continue;
    }
    const name = freeName(`${fileSafe(draft.name)}.yaml`, files);
    files[name] = strToU8(draft.text);
    for (const { at, text } of draft.versions) files[`history/${name}/${stamp(at)}.yaml`] = strToU8(text);
  }
  return zipSync(files, { level: 6 });
}

function textOf(value: unknown): string {
  try {
    return JSON.stringify(value) ?? String(value);
  } catch {
    return String(value);
  }
}

export function fileSafe(name: string): string {
  return (
    name
      .replace(/[^\p{L}\p{N}._-]+/gu, '-')
      .replace(/^[.-]+|-+$/g, '')
      .slice(0, 80) || 'scenario'
  );
}

function freeName(name: string, files: Readonly<Record<string, unknown>>): string {
  for (let number = 1; ; number++) {
    const free = number === 1 ? name : name.replace(/\.yaml$/, `-${number}.yaml`);
    if (!Object.hasOwn(files, free)) return free;
  }
}

function stamp(at: number): string {
  return new Date(at).toISOString().replace(/[:.]/g, '-');
}
