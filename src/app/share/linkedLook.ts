/**
 * How the open lens is looked at, small enough for a link: its zoom, its filters, what is chosen in it. A link from before
 * there was such a part opens as it did; one of a later form, or a damaged one, is told and leaves the lens as it is.
 */
import { base64url, bytesOfBase64url } from '../../base/base64url.ts';
import { isRecord, keepOnly, keptOf, readText, readTextOrNull, readTexts } from '../../views/lens/kept.ts';
import type { Conductor } from '../conductor.ts';
import { type AppState, currentView } from '../store.ts';

/** The first letter: its form. */
const FORM = '1';
const LONGEST = 1_200;
const MOST_PARTS = 24;
const NAME = /^[a-z][a-z-]{0,19}(\.[a-zA-Z]{1,20})?$/;

/** What lenses share, and of which it is. */
const SHARED: Readonly<Record<string, readonly string[]>> = {
  files: ['server'],
  states: ['server'],
  producer: ['producer'],
};
/** What the page keeps for every lens, said by those that show it. */
const OF_PARTITION: readonly string[] = ['log', 'space-time'];

/** Undefined: there is nothing to say, or too much for a link. */
export function lookOf(state: AppState): string | undefined {
  const { lens, partition, group, record, ledgerPick } = state;
  const first = currentView(state)?.frame.partitions[0]?.id;
  const look = {
    ...keptOf(lens, SHARED[lens]),
    ...(OF_PARTITION.includes(lens) && partition !== null && partition !== first ? { partition } : {}),
    ...(lens === 'group' && group !== null ? { group } : {}),
    ...(lens === 'records' && record !== null ? { record } : {}),
    ...(lens === 'records' && ledgerPick !== null ? { pick: ledgerPick } : {}),
  };
  return packLook(look);
}

export function packLook(look: Readonly<Record<string, unknown>>): string | undefined {
  if (Object.keys(look).length === 0) return undefined;
  const packed = FORM + base64url(new TextEncoder().encode(JSON.stringify(look)));
  return packed.length > LONGEST ? undefined : packed;
}

/** Undefined: it is none. */
export function unpackLook(packed: string): Readonly<Record<string, unknown>> | undefined {
  if (packed[0] !== FORM || packed.length > LONGEST) return undefined;
  const bytes = bytesOfBase64url(packed.slice(1));
  if (bytes === undefined) return undefined;
  let read: unknown;
  try {
    read = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch {
    return undefined;
  }
  if (!isRecord(read)) return undefined;
  const names = Object.keys(read);
  return names.length <= MOST_PARTS && names.every((name) => NAME.test(name)) ? read : undefined;
}

/** False: it cannot be shown, and nothing was changed. Undefined is how a lens looks when nobody has touched it. */
export function showLook(conductor: Conductor, packed: string | undefined): boolean {
  const look = packed === undefined ? {} : unpackLook(packed);
  if (look === undefined) return false;
  const { partition, group, record, pick, ...rest } = look;
  keepOnly(rest);
  const known = currentView(conductor.state)?.frame.partitions ?? [];
  const found = known.find(({ id }) => id === partition);
  if (found !== undefined) conductor.lens(found.id);
  const said = readText(group);
  if (said !== undefined) conductor.set({ group: said });
  if (isRecord(record)) {
    const client = readText(record.client);
    if (client !== undefined && Number.isSafeInteger(record.record))
      conductor.set({ record: { client, record: record.record as number } });
  }
  const figure = pickOf(pick);
  if (figure !== undefined) conductor.set({ ledgerPick: figure });
  return true;
}

type Pick = NonNullable<AppState['ledgerPick']>;

const PRODUCERS = 'sent acknowledged failed unknown unknownWritten pending lost duplicated reordered'.split(' ');
const GROUPS = 'delivered redelivered processed skipped'.split(' ');

function pickOf(value: unknown): Pick | undefined {
  if (!isRecord(value)) return undefined;
  const { of, figure, client, group, consumers, partition } = value;
  if (of === 'producer' && PRODUCERS.includes(String(figure))) {
    const isPlain = readTextOrNull(client) !== undefined && readTextOrNull(partition ?? null) !== undefined;
    return isPlain ? ({ of, figure, client, partition } as Pick) : undefined;
  }
  if (of !== 'group' || !GROUPS.includes(String(figure))) return undefined;
  const isPlain = readTextOrNull(group) !== undefined && readText(partition) !== undefined;
  return isPlain && readTexts(consumers) !== undefined
    ? ({ of, figure, group, consumers, partition } as Pick)
    : undefined;
}
