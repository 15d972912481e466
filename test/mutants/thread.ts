/**
 * In a worker thread of the laboratory: one question after the other, each with another mutant in the program. What was
 * compiled for one is there for the next, which is most of what a question costs.
 */
import { parentPort } from 'node:worker_threads';

/** Each puts one form of a changed file in force. The laboratory fills it as the bundle is loaded. */
declare global {
  var tidemarkForms: ((mutant: string) => void)[] | undefined;
}

export interface Question {
  readonly mutant: string;
}

export function answering<Q>(answer: (question: Q) => unknown): void {
  parentPort?.on('message', (question: Q & Question) => {
    for (const choose of globalThis.tidemarkForms ?? []) choose(question.mutant);
    parentPort?.postMessage(answer(question));
  });
}
