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

/** Milliseconds that a fixed piece of work takes on the machine that the bars of docs/security.md were set on. */
const USUAL_WORK_MS = 3.6;
const WORK = JSON.stringify(
  Array.from({ length: 6_000 }, (_, n) => ({ name: `t${n}`, partitions: n % 7, list: [n, n * 2, `${n}`] })),
);

function workMs(): number {
  const before = process.cpuUsage();
  const read = JSON.parse(WORK) as { name: string }[];
  const found = read.filter(({ name }) => /^(t[0-9]+)*1$/.test(name)).length;
  const { user, system } = process.cpuUsage(before);
  return found > 0 ? (user + system) / 1_000 : 0;
}

/** A bar for the processor's time, as much higher as this machine is slower just now; never lower. */
export function onThisMachine(milliseconds: number): number {
  const least = Math.min(workMs(), workMs(), workMs());
  return milliseconds * Math.max(1, (least / USUAL_WORK_MS) * 1.5);
}

export function isInTime(tookMs: number, barMs: number): boolean {
  return tookMs < barMs || tookMs < onThisMachine(barMs);
}
