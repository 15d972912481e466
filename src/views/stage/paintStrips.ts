/** Record cells, the tide line and the edge of every replica, on the canvas. */
import { hueOf } from '../encoding.ts';
import type { StageColors } from './palette.ts';
import { offsetX, type StripFrame } from './strips.ts';

export function paintStrips(
  context: CanvasRenderingContext2D,
  strips: readonly StripFrame[],
  colors: StageColors,
): void {
  for (const strip of strips) {
    const isGrey = strip.isDead || strip.replica.role === 'offline';
    context.globalAlpha = isGrey ? 0.4 : 1;
    paintTrack(context, strip, colors);
    paintCells(context, strip, colors);
    if (!strip.replica.inIsr) hatch(context, strip, colors);
    if (strip.box.cellWidth >= 11 && strip.box.height >= 14) paintEpochs(context, strip, colors);
    context.globalAlpha = isGrey ? 0.6 : 1;
    paintEdge(context, strip, colors);
    paintTide(context, strip, colors);
  }
  context.globalAlpha = 1;
}

/** The empty log: where records may come to stand. */
function paintTrack(context: CanvasRenderingContext2D, { box }: StripFrame, colors: StageColors): void {
  context.fillStyle = colors.line;
  context.fillRect(box.cellsX, box.y + box.height - 1, box.cellWidth * box.cellCount, 1);
}

function paintCells(context: CanvasRenderingContext2D, strip: StripFrame, colors: StageColors): void {
  const { box, replica, from } = strip;
  const gap = box.cellWidth >= 7 ? 1 : 0.5;
  const width = box.cellWidth - gap;
  let last = -1;
  for (const cell of replica.tail) {
    const place = cell.offset - from;
    const isNewEpoch = last !== -1 && cell.epoch !== last;
    last = cell.epoch;
    if (place < 0 || place >= box.cellCount) continue;
    const hue = hueOf(cell.epoch);
    const x = box.cellsX + place * box.cellWidth;
    const isCommitted = cell.offset < replica.highWatermark;
    context.fillStyle = isCommitted ? colors.hues[hue]! : colors.tints[hue]!;
    context.fillRect(x, box.y, width, box.height);
    if (!isCommitted && box.height >= 8) {
      context.strokeStyle = colors.edges[hue]!;
      context.lineWidth = 1;
      context.strokeRect(x + 0.5, box.y + 0.5, width - 1, box.height - 1);
    }
    if (isNewEpoch) {
      context.fillStyle = colors.ink;
      context.fillRect(x - gap - 1, box.y - 3, 2.5, box.height + 6);
    }
  }
}

/** The number of each epoch on its first cell in sight. */
function paintEpochs(context: CanvasRenderingContext2D, { box, replica, from }: StripFrame, colors: StageColors): void {
  const width = box.cellWidth - 1;
  context.font = colors.numberFont;
  context.textAlign = 'center';
  context.textBaseline = 'middle';
  let last = -1;
  for (const cell of replica.tail) {
    const place = cell.offset - from;
    if (place < 0 || cell.epoch === last) continue;
    if (place >= box.cellCount) break;
    last = cell.epoch;
    const x = box.cellsX + place * box.cellWidth;
    const isFilled = cell.offset < replica.highWatermark;
    if (!replica.inIsr) {
      context.fillStyle = isFilled ? colors.hues[hueOf(cell.epoch)]! : colors.tints[hueOf(cell.epoch)]!;
      context.fillRect(x, box.y, width, box.height);
    }
    context.fillStyle = isFilled ? (hueOf(cell.epoch) === 0 ? '#fff' : '#000') : colors.ink;
    context.fillText(String(cell.epoch), x + width / 2, box.y + box.height / 2 + 0.5);
  }
}

/** Out of the ISR: hatched. */
function hatch(context: CanvasRenderingContext2D, { box, replica, from }: StripFrame, colors: StageColors): void {
  const width = offsetX({ box, from }, replica.logEndOffset) - box.cellsX;
  const spacing = Math.max(4, box.height / 3);
  context.save();
  context.beginPath();
  context.rect(box.cellsX, box.y, Math.max(width, box.cellWidth * 2), box.height);
  context.clip();
  context.beginPath();
  for (let x = box.cellsX - box.height; x < box.cellsX + Math.max(width, box.cellWidth * 2); x += spacing) {
    context.moveTo(x, box.y + box.height);
    context.lineTo(x + box.height, box.y);
  }
  context.strokeStyle = colors.surface;
  context.lineWidth = spacing * 0.45;
  context.stroke();
  context.restore();
  context.strokeStyle = colors['ink-3'];
  context.lineWidth = 1;
  context.setLineDash([3, 2]);
  context.strokeRect(box.cellsX - 0.5, box.y - 0.5, Math.max(width, box.cellWidth * 2), box.height + 1);
  context.setLineDash([]);
}

/** The log end: an arrow head. What ends left of the window points there. */
function paintEdge(context: CanvasRenderingContext2D, strip: StripFrame, colors: StageColors): void {
  const { box, replica, from } = strip;
  const isBehind = replica.logEndOffset < from;
  const x = offsetX(strip, replica.logEndOffset) + (isBehind ? 6 : 2);
  const reach = Math.min(6, box.height / 2) * (isBehind ? -1 : 1);
  const middle = box.y + box.height / 2;
  context.beginPath();
  context.moveTo(x, middle - Math.abs(reach));
  context.lineTo(x + reach, middle);
  context.lineTo(x, middle + Math.abs(reach));
  context.strokeStyle = colors['ink-2'];
  context.lineWidth = box.height >= 10 ? 2 : 1.25;
  context.stroke();
}

/** The high watermark: a line through the log with a mark on its top. */
function paintTide(context: CanvasRenderingContext2D, strip: StripFrame, colors: StageColors): void {
  const { box, replica, from } = strip;
  if (replica.highWatermark < from) return;
  const x = Math.round(offsetX(strip, replica.highWatermark)) - 1;
  const over = box.height >= 14 ? 4 : box.height >= 10 ? 2 : 1;
  context.fillStyle = colors.ink;
  context.fillRect(x - 0.5, box.y - over, 2, box.height + 2 * over);
  if (box.height < 14) return;
  context.beginPath();
  context.moveTo(x - 4, box.y - over - 1);
  context.lineTo(x + 5, box.y - over - 1);
  context.lineTo(x + 0.5, box.y - over + 4);
  context.fill();
}
