/** How much of it: usually a sample, and with TIDEMARK_HOSTILE=full as much as docs/security.md promises. */
export const IS_FULL = process.env.TIDEMARK_HOSTILE === 'full';

export function amount(usual: number, full: number): number {
  return IS_FULL ? full : usual;
}

/** The same numbers every time. */
export function dice(seed: number): (below: number) => number {
  let state = seed >>> 0;
  return (below) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

/** What every object answers to without having it. */
export const OF_EVERY_OBJECT = ['constructor', 'toString', 'valueOf', 'hasOwnProperty', 'isPrototypeOf'] as const;
/** Keys that no file, link or message may have. */
export const RESERVED = ['__proto__', 'constructor', 'prototype'] as const;
