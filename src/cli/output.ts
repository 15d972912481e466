/** Results to stdout, in large pieces; words about them to stderr. A reader that has gone (`| head`) is no error. */
import { writeSync } from 'node:fs';

const PIECE = 64 * 1024;
const STDOUT = 1;

/** Where results go: a test listens here. */
export const standardOutput = { write: (bytes: Uint8Array): number => writeSync(STDOUT, bytes) };

export class Output {
  #waiting = '';
  #closed = false;

  /** Nobody reads any more: there is no point in going on. */
  get closed(): boolean {
    return this.#closed;
  }

  line(text: string): void {
    this.text(`${text}\n`);
  }

  text(text: string): void {
    this.#waiting += printable(text);
    if (this.#waiting.length >= PIECE) this.flush();
  }

  flush(): void {
    const bytes = Buffer.from(this.#waiting);
    this.#waiting = '';
    for (let written = 0; written < bytes.length && !this.#closed; ) written += this.#write(bytes.subarray(written));
  }

  #write(bytes: Uint8Array): number {
    try {
      return standardOutput.write(bytes);
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException;
      if (code === 'EAGAIN') {
        // A pipe that whoever started us does not want to wait for: its reader is slow, so we wait.
        Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 2);
        return 0;
      }
      if (code !== 'EPIPE' && code !== 'EOF') throw error;
      this.#closed = true;
      return 0;
    }
  }
}

/**
 * Names, values and lines of a file are written as they are, but for what would steer a terminal or turn its text round: that
 * is shown as JSON escapes it, which in a line of JSON changes nothing.
 */
export function printable(text: string): string {
  return text.replace(STEERING, (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`);
}

/** C0 but tabs and line ends, DEL, C1, and the marks of direction. */
const STEERING =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: that is what is looked for
  /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]|\r(?!\n)/g;

export function complain(text: string): void {
  try {
    process.stderr.write(`${printable(text)}\n`);
  } catch {
    // Nobody listens.
  }
}

/** Once a process, however many commands it is asked for. */
let areLetGo = false;

/**
 * What is written through streams, as a terminal's session and progress are: when whoever read it has gone, there is nothing
 * more to do, and nothing to complain of.
 */
export function letReadersGo(): void {
  if (areLetGo) return;
  areLetGo = true;
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE' && error.code !== 'EOF') throw error;
    process.exit();
  });
  // Words beside the results: without a reader they are lost, and the work goes on.
  process.stderr.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE' && error.code !== 'EOF') throw error;
  });
}
