/** Paths that messages travel: flattened to points once, then read by the fraction of the way. */

export interface Point {
  readonly x: number;
  readonly y: number;
}

export interface Path {
  readonly points: readonly Point[];
  /** Way from the start to each point. */
  readonly along: readonly number[];
  readonly length: number;
}

function pathOf(points: readonly Point[]): Path {
  const along: number[] = [0];
  for (let place = 1; place < points.length; place++) {
    const a = points[place - 1]!;
    const b = points[place]!;
    along.push(along[place - 1]! + Math.hypot(b.x - a.x, b.y - a.y));
  }
  return { points, along, length: along[along.length - 1] ?? 0 };
}

const CURVE_STEPS = 20;

/** A cubic Bézier curve. */
export function curve(a: Point, b: Point, c: Point, d: Point): Path {
  const points: Point[] = [];
  for (let step = 0; step <= CURVE_STEPS; step++) {
    const t = step / CURVE_STEPS;
    const u = 1 - t;
    points.push({
      x: u * u * u * a.x + 3 * u * u * t * b.x + 3 * u * t * t * c.x + t * t * t * d.x,
      y: u * u * u * a.y + 3 * u * u * t * b.y + 3 * u * t * t * c.y + t * t * t * d.y,
    });
  }
  return pathOf(points);
}

/** Straight pieces with rounded corners, as a wire is laid. */
export function wire(corners: readonly Point[], radius = 7): Path {
  const points: Point[] = [corners[0]!];
  for (let place = 1; place < corners.length - 1; place++) {
    const before = corners[place - 1]!;
    const corner = corners[place]!;
    const after = corners[place + 1]!;
    const start = toward(corner, before, radius);
    const end = toward(corner, after, radius);
    for (let step = 0; step <= 4; step++) {
      const t = step / 4;
      const u = 1 - t;
      points.push({
        x: u * u * start.x + 2 * u * t * corner.x + t * t * end.x,
        y: u * u * start.y + 2 * u * t * corner.y + t * t * end.y,
      });
    }
  }
  points.push(corners[corners.length - 1]!);
  return pathOf(points);
}

/** The point `distance` from `from` on the way to `to`, at most half way. */
function toward(from: Point, to: Point, distance: number): Point {
  const length = Math.hypot(to.x - from.x, to.y - from.y);
  if (length === 0) return from;
  const t = Math.min(distance, length / 2) / length;
  return { x: from.x + (to.x - from.x) * t, y: from.y + (to.y - from.y) * t };
}

export interface Place {
  x: number;
  y: number;
  /** Direction of travel, of length 1. */
  dx: number;
  dy: number;
}

/** Where one stands after `fraction` of the way; writes into `place`, since it is asked hundreds of times a frame. */
export function placeAt(path: Path, fraction: number, backward: boolean, place: Place): Place {
  const t = Math.min(1, Math.max(0, fraction));
  const way = (backward ? 1 - t : t) * path.length;
  let low = 1;
  let high = path.along.length - 1;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (path.along[middle]! < way) low = middle + 1;
    else high = middle;
  }
  const a = path.points[low - 1] ?? path.points[0]!;
  const b = path.points[low] ?? a;
  const length = (path.along[low] ?? 0) - (path.along[low - 1] ?? 0) || 1;
  const rest = (way - (path.along[low - 1] ?? 0)) / length;
  const sign = backward ? -1 : 1;
  place.x = a.x + (b.x - a.x) * rest;
  place.y = a.y + (b.y - a.y) * rest;
  place.dx = (sign * (b.x - a.x)) / length;
  place.dy = (sign * (b.y - a.y)) / length;
  return place;
}

/** The `d` of an SVG path. */
export function svgPath(path: Path): string {
  return path.points.map(({ x, y }, place) => `${place === 0 ? 'M' : 'L'}${round(x)} ${round(y)}`).join('');
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}
