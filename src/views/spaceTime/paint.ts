/** The lines, on a canvas: requests are whole, answers dashed, ends of connections dotted; what is lost ends in a cross. */
import { paintMessages } from '../stage/paintMessages.ts';
import type { StageColors } from '../stage/palette.ts';
import type { Line, Picture, Stroke } from './layout.ts';

export interface PaintStyle {
  /** Time runs downwards. */
  readonly isVertical: boolean;
  /** Something is followed: the rest steps back. */
  readonly isFollowing: boolean;
  readonly selected: number | null;
  readonly pointed: number | null;
}

/** With more lines than that, shapes and names would hide them. */
const MOST_GLYPHS = 260;
const MOST_NAMES = 90;
const MOST_ARROWS = 450;
const FAINT = 0.16;
const DENSE = 0.5;
const SLANTED = 4;
const LONG = 20;
const NAME_FONT = '600 10.5px ui-monospace, monospace';

const DASHES: Readonly<Record<Line['message']['kind'], readonly number[]>> = {
  request: [],
  response: [5, 3],
  close: [1.5, 3],
};

export function paint(context: CanvasRenderingContext2D, picture: Picture, colors: StageColors, style: PaintStyle) {
  const { width } = picture.window;
  const room = style.isVertical ? [picture.across, width] : [width, picture.across];
  context.clearRect(0, 0, room[0]! + 2, room[1]! + 2);
  const near = style.isFollowing ? picture.lines.filter(({ isOnPath }) => isOnPath) : picture.lines;
  if (style.isFollowing) {
    context.globalAlpha = FAINT;
    strokeAll(
      context,
      picture.lines.filter(({ isOnPath }) => !isOnPath),
      colors,
      { ...style, width: 1 },
    );
    context.globalAlpha = 1;
  }
  const shown = near.filter((line) => isInSight(line, width));
  // Where lines lie on each other, how many they are shows as how dark it is.
  const isDense = shown.length > MOST_ARROWS;
  context.globalAlpha = isDense ? DENSE : 1;
  strokeAll(context, near, colors, { ...style, width: style.isFollowing ? 2 : isDense ? 0.75 : 1.25 });
  context.globalAlpha = 1;
  for (const line of picture.lines) {
    const { id } = line.message;
    if (id === style.selected || id === style.pointed)
      strokeAll(context, [line], colors, { ...style, width: id === style.selected ? 3.5 : 2.5 });
  }
  if (!isDense) for (const line of shown) paintEnd(context, line, colors, style);
  if (shown.length <= MOST_GLYPHS) paintGlyphs(context, shown, colors, style);
  if (shown.length <= MOST_NAMES) paintNames(context, shown, colors, style);
}

function isInSight({ strokes, end }: Line, width: number): boolean {
  return end.t >= 0 && (strokes[0]?.t1 ?? end.t) <= width;
}

function strokeAll(
  context: CanvasRenderingContext2D,
  lines: readonly Line[],
  colors: StageColors,
  { isVertical, width }: { readonly isVertical: boolean; readonly width: number },
): void {
  const groups = new Map<string, { color: string; dash: readonly number[]; strokes: Stroke[] }>();
  const into = (color: string, dash: readonly number[], stroke: Stroke): void => {
    const key = `${color} ${dash.join()}`;
    const group = groups.get(key) ?? { color, dash, strokes: [] };
    group.strokes.push(stroke);
    groups.set(key, group);
  };
  for (const { message, strokes, mark } of lines) {
    const isBad = message.error || mark === 'lost' || mark === 'held';
    const color = isBad ? colors.alarm : message.kind === 'close' ? colors['ink-3'] : colors.ink;
    for (const stroke of strokes) into(color, stroke.isWait ? [2, 4] : DASHES[message.kind], stroke);
  }
  context.lineWidth = width;
  for (const { color, dash, strokes } of groups.values()) {
    context.strokeStyle = color;
    context.setLineDash(dash as number[]);
    context.beginPath();
    for (const { t1, l1, t2, l2 } of strokes) {
      if (isVertical) {
        context.moveTo(l1, t1);
        context.lineTo(l2, t2);
      } else {
        context.moveTo(t1, l1);
        context.lineTo(t2, l2);
      }
    }
    context.stroke();
  }
  context.setLineDash([]);
}

/** An arrow where it arrived, a cross where it was lost, a bar where it is held, a ring where it is under way. */
function paintEnd(
  context: CanvasRenderingContext2D,
  { strokes, end, mark, message }: Line,
  colors: StageColors,
  { isVertical }: PaintStyle,
): void {
  const [x, y] = isVertical ? [end.l, end.t] : [end.t, end.l];
  const last = strokes.filter(({ isWait }) => !isWait).at(-1);
  if (last === undefined) return;
  const [dt, dl] = [last.t2 - last.t1, last.l2 - last.l1];
  const length = Math.hypot(dt, dl) || 1;
  const [dx, dy] = isVertical ? [dl / length, dt / length] : [dt / length, dl / length];
  context.lineWidth = 2;
  context.beginPath();
  switch (mark) {
    case 'arrow':
      context.moveTo(x, y);
      context.lineTo(x - 7 * dx - 3 * dy, y - 7 * dy + 3 * dx);
      context.lineTo(x - 7 * dx + 3 * dy, y - 7 * dy - 3 * dx);
      context.closePath();
      context.fillStyle = message.error ? colors.alarm : message.kind === 'close' ? colors['ink-3'] : colors.ink;
      context.fill();
      return;
    case 'lost':
      context.moveTo(x - 5, y - 5);
      context.lineTo(x + 5, y + 5);
      context.moveTo(x + 5, y - 5);
      context.lineTo(x - 5, y + 5);
      context.strokeStyle = colors.alarm;
      break;
    case 'held':
      context.moveTo(x - 6 * dy, y + 6 * dx);
      context.lineTo(x + 6 * dy, y - 6 * dx);
      context.moveTo(x - 6 * dy + 4 * dx, y + 6 * dx + 4 * dy);
      context.lineTo(x + 6 * dy + 4 * dx, y - 6 * dx + 4 * dy);
      context.strokeStyle = colors.alarm;
      break;
    case 'received':
      context.rect(x - 4, y - 4, 8, 8);
      context.strokeStyle = colors.ink;
      break;
    case 'flying':
      context.arc(x, y, 4, 0, 2 * Math.PI);
      context.strokeStyle = colors.ink;
      break;
  }
  context.stroke();
}

/** The first stroke that is long enough, and slanted to be seen, carries the shape of the API. */
function carrier(strokes: readonly Stroke[]): Stroke | undefined {
  return strokes.find(
    ({ isWait, t1, l1, t2, l2 }) => !isWait && t2 - t1 >= SLANTED && Math.hypot(t2 - t1, l2 - l1) > LONG,
  );
}

function paintGlyphs(
  context: CanvasRenderingContext2D,
  lines: readonly Line[],
  colors: StageColors,
  { isVertical }: PaintStyle,
): void {
  const places = lines.flatMap(({ message, strokes }) => {
    const stroke = carrier(strokes);
    if (stroke === undefined || message.kind === 'close') return [];
    const { t1, l1, t2, l2 } = stroke;
    const length = Math.hypot(t2 - t1, l2 - l1);
    const [t, l] = [t1 + (t2 - t1) * 0.4, l1 + (l2 - l1) * 0.4];
    const [dt, dl] = [(t2 - t1) / length, (l2 - l1) / length];
    const [x, y, dx, dy] = isVertical ? [l, t, dl, dt] : [t, l, dt, dl];
    return [{ message, x, y, dx, dy, isHeld: false }];
  });
  paintMessages(context, places, colors, { size: 4, selected: null });
}

/** Beside the shape, where no other name stands. */
function paintNames(
  context: CanvasRenderingContext2D,
  lines: readonly Line[],
  colors: StageColors,
  { isVertical }: PaintStyle,
): void {
  const taken: { x: number; y: number; width: number }[] = [];
  context.font = NAME_FONT;
  context.textBaseline = 'middle';
  context.lineJoin = 'round';
  for (const { message, strokes } of lines) {
    const stroke = carrier(strokes);
    if (stroke === undefined || message.api === '') continue;
    const [t, l] = [stroke.t1 + (stroke.t2 - stroke.t1) * 0.4, stroke.l1 + (stroke.l2 - stroke.l1) * 0.4];
    const [x, y] = isVertical ? [l + 8, t] : [t + 8, l];
    const { width } = context.measureText(message.api);
    const isFree = taken.every((one) => Math.abs(one.y - y) > 12 || x > one.x + one.width + 4 || x + width + 4 < one.x);
    if (!isFree || x + width > context.canvas.width) continue;
    taken.push({ x, y, width });
    context.lineWidth = 3.5;
    context.strokeStyle = colors.surface;
    context.strokeText(message.api, x, y);
    context.fillStyle = message.error ? colors.alarm : colors['ink-2'];
    context.fillText(message.api, x, y);
  }
}
