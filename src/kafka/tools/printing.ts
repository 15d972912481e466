/** What a program prints, as facts: a line each; a line that is not ended yet is told where the program waits for somebody. */
import type { KafkaOut } from '../kinds.ts';

export interface Piece {
  readonly stream: 'out' | 'err';
  readonly text: string;
}

/** Collects what is printed to two streams, in the order in which lines end. */
export class Printer {
  readonly lines: (Piece & { readonly unfinished: boolean })[] = [];
  readonly #open = { out: '', err: '' };

  write(stream: Piece['stream'], text: string): void {
    const parts = (this.#open[stream] + text).split('\n');
    this.#open[stream] = parts.pop()!;
    for (const line of parts) this.lines.push({ stream, text: line, unfinished: false });
  }

  /** What is left of a line when the program ends or asks for input. */
  flush(): void {
    for (const stream of ['out', 'err'] as const) {
      if (this.#open[stream] !== '') this.lines.push({ stream, text: this.#open[stream], unfinished: true });
      this.#open[stream] = '';
    }
  }
}

/** Tells lines from number `from` on; answers how many there are. */
export function tell(tool: string, printer: Printer, from: number, out: KafkaOut): number {
  for (const { stream, text, unfinished } of printer.lines.slice(from)) {
    out.fact({ type: 'ToolPrinted', tool, stream, text, unfinished });
  }
  return printer.lines.length;
}
