/** What ends a tool before its last line: an exception of Java, by its class and words, or Exit.exit. */

export class Thrown extends Error {
  /** Its class with package, as `e.toString()` shows it. */
  readonly javaClass: string;

  constructor(javaClass: string, message: string) {
    super(message);
    this.javaClass = javaClass;
  }

  /** Throwable.toString */
  get text(): string {
    return `${this.javaClass}: ${this.message}`;
  }
}

export class ExitTool extends Error {
  readonly status: number;

  constructor(status: number) {
    super(`exit ${status}`);
    this.status = status;
  }
}

/** What a future's get() throws. */
export function executionException(cause: unknown): unknown {
  return cause instanceof Thrown ? new Thrown('java.util.concurrent.ExecutionException', cause.text) : cause;
}

export function illegalArgument(message: string): Thrown {
  return new Thrown('java.lang.IllegalArgumentException', message);
}

/** What a person reads of whatever was thrown. */
export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

export function textOf(error: unknown): string {
  return error instanceof Thrown ? error.text : messageOf(error);
}
