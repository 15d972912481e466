/**
 * Units of a test shared among processes of this same program: each reads units as lines, one at a time, and answers with
 * lines. One that ends without an answer has failed its unit, and no other.
 */
import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { Progress } from '../progress.ts';
import { doUnit, type Unit, type UnitResult } from './unit.ts';

export type Answer =
  | { readonly ok: true; readonly result: UnitResult }
  | { readonly ok: false; readonly problem: string };

/** Fewer than this are done here before another process has started. */
const FEW = 3;
const LONGEST_COMPLAINT = 600;

/** Answers in the order of the units. */
export async function doUnits(
  units: readonly Unit[],
  jobs: number,
  onAnswer: (done: number) => void,
): Promise<readonly Answer[]> {
  if (jobs < 2 || units.length < FEW) {
    // Of many it is told how many are done, of a few how far each is.
    return units.map((unit, place) => {
      // Each has its own time.
      const progress = new Progress(units.length < FEW);
      const answer = here(unit, progress);
      progress.clear();
      onAnswer(place + 1);
      return answer;
    });
  }
  const answers: Answer[] = [];
  let next = 0;
  let done = 0;
  const work = async () => {
    let worker: Worker | undefined;
    while (next < units.length) {
      const place = next++;
      worker ??= new Worker();
      answers[place] = await worker.ask(units[place]!);
      if (worker.ended) worker = undefined;
      onAnswer(++done);
    }
    worker?.dismiss();
  };
  await Promise.all(Array.from({ length: Math.min(jobs, units.length) }, work));
  return answers;
}

function here(unit: Unit, progress: Progress): Answer {
  try {
    return { ok: true, result: doUnit(unit, (state) => progress.step(unit.file, state)) };
  } catch (error) {
    return { ok: false, problem: problemOf(error) };
  }
}

function problemOf(error: unknown): string {
  return error instanceof Error ? (error.stack ?? error.message).split('\n').slice(0, 4).join(' ') : String(error);
}

class Worker {
  readonly #child: ChildProcessWithoutNullStreams;
  #complaint = '';
  #answer: ((answer: Answer) => void) | undefined;
  ended = false;

  constructor() {
    const child = spawn(process.execPath, [...process.execArgv, process.argv[1]!, 'test', WORKER_FLAG]);
    this.#child = child;
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      this.#complaint = (this.#complaint + text).slice(-LONGEST_COMPLAINT);
    });
    // A unit that is written to a process that has just ended is answered by its end.
    child.stdin.on('error', () => {});
    createInterface({ input: child.stdout }).on('line', (line) => this.#tell(JSON.parse(line) as Answer));
    child.on('error', (error) => this.#end(error.message));
    child.on('close', (code, signal) => this.#end(`the process ended with ${signal ?? code}`));
  }

  ask(unit: Unit): Promise<Answer> {
    return new Promise((resolve) => {
      this.#answer = resolve;
      if (this.ended) this.#end('the process has ended');
      else this.#child.stdin.write(`${JSON.stringify(unit)}\n`);
    });
  }

  dismiss(): void {
    this.#child.stdin.end();
  }

  #tell(answer: Answer): void {
    const answered = this.#answer;
    this.#answer = undefined;
    answered?.(answer);
  }

  #end(how: string): void {
    this.ended = true;
    const said = this.#complaint.trim().split('\n').slice(-3).join(' ');
    this.#tell({ ok: false, problem: said === '' ? how : `${how}: ${said}` });
  }
}

/** For this program alone. */
export const WORKER_FLAG = '--worker';

/** The other side: until there is nothing more to read. */
export async function answerUnits(): Promise<void> {
  for await (const line of createInterface({ input: process.stdin })) {
    const answer = here(JSON.parse(line) as Unit, new Progress(false));
    process.stdout.write(`${JSON.stringify(answer)}\n`);
  }
}
