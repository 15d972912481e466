/**
 * A worker that is started a moment later: in a sandboxed frame, whose origin is no origin, a script of the site is
 * somebody else's, so it is fetched as text first. What is posted meanwhile waits; a script that cannot be had is an error.
 */
import { trustedScript } from './trusted.ts';

export class LateWorker {
  onmessage: ((event: MessageEvent) => void) | null = null;
  onerror: ((event: { readonly message?: string }) => void) | null = null;
  readonly #waiting: unknown[] = [];
  #worker: Worker | undefined;
  #isOver = false;

  constructor(url: string, name: string) {
    void this.#start(url, name);
  }

  postMessage(message: unknown): void {
    if (this.#worker === undefined) this.#waiting.push(message);
    else this.#worker.postMessage(message);
  }

  terminate(): void {
    this.#isOver = true;
    this.#worker?.terminate();
  }

  async #start(url: string, name: string): Promise<void> {
    try {
      const answer = await fetch(url);
      if (!answer.ok) throw new Error(`${url}: ${answer.status}`);
      const script = URL.createObjectURL(new Blob([await answer.text()], { type: 'text/javascript' }));
      if (this.#isOver) return URL.revokeObjectURL(script);
      const worker = new Worker(trustedScript(script), { name });
      worker.onmessage = (event) => this.onmessage?.(event);
      worker.onerror = (event) => this.onerror?.(event);
      this.#worker = worker;
      for (const message of this.#waiting.splice(0)) worker.postMessage(message);
    } catch (error) {
      this.onerror?.({ message: error instanceof Error ? error.message : String(error) });
    }
  }
}
