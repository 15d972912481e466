/**
 * Where the concepts stand on the map. A concept stands to the right of everything that comes before it (its column is the
 * longest way to it), in the band of its chapter; within a band those that hang together stand beside each other. Pure.
 */
import type { Chapter } from '../../course/curriculum.ts';

export const BOX = { width: 122, height: 54 } as const;
const GAP = { across: 14, down: 6 } as const;
const BAND = { above: 8, below: 8 } as const;
/** Left of the first column, for the names of the chapters. */
export const NAMES_WIDTH = 120;
const MARGIN = 4;
const SWEEPS = 4;

export interface PlacedConcept {
  readonly id: string;
  readonly column: number;
  readonly row: number;
  readonly x: number;
  readonly y: number;
}

export interface MapEdge {
  readonly from: string;
  readonly to: string;
  readonly path: string;
}

export interface MapBand {
  readonly id: string;
  readonly y: number;
  readonly height: number;
}

export interface MapLayout {
  readonly width: number;
  readonly height: number;
  readonly bands: readonly MapBand[];
  readonly places: ReadonlyMap<string, PlacedConcept>;
  readonly edges: readonly MapEdge[];
}

export function layoutMap(chapters: readonly Chapter[]): MapLayout {
  const concepts = chapters.flatMap((chapter) => chapter.concepts);
  const columns = columnsOf(concepts);
  const places = new Map<string, PlacedConcept>();
  const bands: MapBand[] = [];
  let y = 0;
  for (const chapter of chapters) {
    const rows = rowsOf(chapter, columns, places, y);
    const most = Math.max(1, ...[...rows.values()].map((row) => row + 1));
    for (const { id } of chapter.concepts) {
      const column = columns.get(id) ?? 0;
      const row = rows.get(id) ?? 0;
      const x = NAMES_WIDTH + column * (BOX.width + GAP.across);
      places.set(id, { id, column, row, x, y: y + BAND.above + row * (BOX.height + GAP.down) });
    }
    const height = BAND.above + most * (BOX.height + GAP.down) - GAP.down + BAND.below;
    bands.push({ id: chapter.id, y, height });
    y += height;
  }
  const edges = concepts.flatMap(({ id, after }) =>
    after.map((from) => ({ from, to: id, path: pathOf(places.get(from)!, places.get(id)!) })),
  );
  const most = Math.max(0, ...columns.values());
  return { width: NAMES_WIDTH + MARGIN + most * (BOX.width + GAP.across) + BOX.width, height: y, bands, places, edges };
}

/** The longest way from something that needs nothing. Concepts stand after what they need. */
function columnsOf(concepts: Chapter['concepts']): ReadonlyMap<string, number> {
  const columns = new Map<string, number>();
  for (const { id, after } of concepts) {
    columns.set(id, after.length === 0 ? 0 : 1 + Math.max(...after.map((before) => columns.get(before) ?? 0)));
  }
  return columns;
}

/** Rows within a band: as near as possible to what a concept follows, none twice in one column. */
function rowsOf(
  { concepts }: Chapter,
  columns: ReadonlyMap<string, number>,
  above: ReadonlyMap<string, PlacedConcept>,
  y: number,
): ReadonlyMap<string, number> {
  const rows = new Map<string, number>();
  const byColumn = new Map<number, string[]>();
  for (const { id } of concepts) {
    const column = columns.get(id) ?? 0;
    byColumn.set(column, [...(byColumn.get(column) ?? []), id]);
  }
  const place = () => {
    for (const ids of byColumn.values()) ids.forEach((id, row) => void rows.set(id, row));
  };
  place();
  const neighbours = new Map(
    concepts.map(({ id, after }) => [
      id,
      [...after, ...concepts.filter((one) => one.after.includes(id)).map((one) => one.id)],
    ]),
  );
  // A neighbour in a band above pulls upwards; how far up it is matters little.
  const rowOf = (id: string) => rows.get(id) ?? ((above.get(id)?.y ?? y) < y ? -0.5 : 0);
  const pull = (id: string) => {
    const near = neighbours.get(id) ?? [];
    return near.length === 0 ? (rows.get(id) ?? 0) : near.reduce((sum, one) => sum + rowOf(one), 0) / near.length;
  };
  for (let sweep = 0; sweep < SWEEPS; sweep++) {
    for (const [column, ids] of [...byColumn].sort(([a], [b]) => a - b)) {
      const order = ids.map((id) => ({ id, pull: pull(id), was: rows.get(id) ?? 0 }));
      order.sort((a, b) => a.pull - b.pull || a.was - b.was);
      byColumn.set(
        column,
        order.map(({ id }) => id),
      );
      place();
    }
  }
  return rows;
}

function pathOf(from: PlacedConcept, to: PlacedConcept): string {
  const [x1, y1] = [from.x + BOX.width, from.y + BOX.height / 2];
  const [x2, y2] = [to.x, to.y + BOX.height / 2];
  if (y1 === y2 && to.column === from.column + 1) return `M${x1} ${y1}H${x2}`;
  const bend = Math.min(64, Math.max(GAP.across, (x2 - x1) / 2));
  return `M${x1} ${y1}C${x1 + bend} ${y1} ${x2 - bend} ${y2} ${x2} ${y2}`;
}
