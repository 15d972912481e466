/** What the exit code of a command says. */
export const EXIT = {
  ok: 0,
  /** An expectation does not hold. */
  notHeld: 1,
  /** The file or the command line is wrong. */
  badFile: 2,
  /** A run stopped at its budget. */
  budget: 3,
} as const;
