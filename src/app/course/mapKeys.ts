/** Where an arrow key goes on the map: along what builds upon what sideways, among what stands there up and down. Pure. */
import type { MapLayout, PlacedConcept } from './mapLayout.ts';

export function neighbourOf(layout: MapLayout, from: string, key: string): string | undefined {
  const here = layout.places.get(from);
  if (here === undefined) return undefined;
  const all = [...layout.places.values()];
  switch (key) {
    case 'ArrowRight':
    case 'ArrowLeft': {
      const isForward = key === 'ArrowRight';
      const linked = layout.edges
        .filter((edge) => (isForward ? edge.from : edge.to) === from)
        .map((edge) => layout.places.get(isForward ? edge.to : edge.from)!);
      return nearest(here, linked);
    }
    case 'ArrowDown':
      return nextInColumn(here, all, 1);
    case 'ArrowUp':
      return nextInColumn(here, all, -1);
    case 'Home':
      return all[0]?.id;
    case 'End':
      return all.at(-1)?.id;
    default:
      return undefined;
  }
}

function nearest(here: PlacedConcept, among: readonly PlacedConcept[]): string | undefined {
  const away = ({ x, y }: PlacedConcept) => Math.abs(y - here.y) * 4 + Math.abs(x - here.x);
  return [...among].sort((a, b) => away(a) - away(b))[0]?.id;
}

/** In its own column, or where there is none the nearest thing that stands lower, or higher. */
function nextInColumn(here: PlacedConcept, all: readonly PlacedConcept[], direction: 1 | -1): string | undefined {
  const beyond = all.filter(({ y }) => (y - here.y) * direction > 0);
  const away = ({ x, y }: PlacedConcept) => Math.abs(y - here.y) + Math.abs(x - here.x) * 2;
  return [...beyond].sort((a, b) => away(a) - away(b))[0]?.id;
}
