/** Lines of a timeline that come too late, or do what is so already. */
import { formatDuration } from '../duration.ts';
import { LINT_SAYS, MENDS } from '../says/lint.ts';
import { nodeNames, type Scenario } from '../scenario.ts';
import type { TimelineLine } from '../schema.ts';
import { actionOf, closed, targetPlaces } from '../timeline.ts';
import type { Found } from './finding.ts';

/** What takes a node away, and what brings it back. */
const TAKES_DOWN = new Set(['kill', 'power-loss', 'controlled-shutdown']);
const BREAKS_LINKS = new Set(['cut', 'slow-link', 'break-connections']);

export function lintTimeline(scenario: Scenario): Found[] {
  const lines = scenario.timeline ?? [];
  const found: Found[] = [];
  const state = new NodesSoFar(scenario);
  lines.forEach((line, place) => {
    const path = ['timeline', place];
    const action = actionOf(line);
    if (action === undefined) return;
    if (line.at !== undefined && line.at >= scenario.until) {
      const says = LINT_SAYS.atTheEnd(action, formatDuration(line.at));
      found.push({ code: 'after-the-end', path: [...path, 'at'], says, mend: MENDS.earlierTime() });
    }
    if (action === 'heal' && !state.anyLinkBroken) {
      const says = LINT_SAYS.nothingCut();
      found.push({ code: 'nothing-to-mend', path: [...path, action], says, mend: MENDS.behindTheFault() });
    }
    for (const { target, path: inner } of targetPlaces(line)) {
      const problem = state.problemOf(action, target);
      if (problem !== undefined) found.push({ ...problem, path: [...path, ...inner] });
    }
    state.learn(line, action);
  });
  return found;
}

type Status = 'up' | 'down' | 'paused' | 'unknown';

/** How nodes stand as far as the lines before say so for certain: by name, at a time, in every era. */
class NodesSoFar {
  anyLinkBroken = false;
  readonly #status = new Map<string, Status>();

  constructor(scenario: Scenario) {
    // What has a drill, or changes with a cause, is not known from these lines alone.
    if (scenario.drill === undefined) for (const name of nodeNames(scenario)) this.#status.set(name, 'up');
    else this.anyLinkBroken = true;
    const { cluster } = scenario;
    for (const [letter, servers] of [
      ['b', cluster.brokers],
      ['c', cluster.controllers],
    ] as const) {
      if (typeof servers === 'number') continue;
      for (const { id, start } of servers) if (start !== undefined) this.#status.set(`${letter}${id}`, 'unknown');
    }
  }

  problemOf(action: string, target: string): Omit<Found, 'path'> | undefined {
    const status = this.#status.get(target);
    if (status === 'up' && (action === 'start' || action === 'resume')) {
      const says = LINT_SAYS.notStopped(action, target);
      return { code: 'nothing-to-mend', says, mend: MENDS.behindTheStop(target) };
    }
    if (status === 'down' && (TAKES_DOWN.has(action) || action === 'pause')) {
      return { code: 'down-already', says: LINT_SAYS.downAlready(action, target), mend: MENDS.startBefore(target) };
    }
    return undefined;
  }

  learn(line: TimelineLine, action: string): void {
    if (BREAKS_LINKS.has(action)) this.anyLinkBroken = true;
    if (line.close !== undefined) this.#status.set(closed(line.close).client, 'unknown');
    for (const { target } of targetPlaces(line)) {
      // A node by what it is when the time comes may be any of them.
      if (!this.#status.has(target)) {
        if (action !== 'heal') for (const name of this.#status.keys()) this.#status.set(name, 'unknown');
        return;
      }
      this.#status.set(target, statusAfter(line, action, this.#status.get(target)!));
    }
  }
}

function statusAfter(line: TimelineLine, action: string, before: Status): Status {
  if (line.at === undefined || line.era !== undefined) return 'unknown';
  switch (action) {
    case 'kill':
    case 'power-loss':
    case 'pause': {
      const value = line[action];
      const isForAWhile = typeof value === 'object' && !Array.isArray(value);
      if (isForAWhile) return 'unknown';
      return action === 'pause' ? 'paused' : 'down';
    }
    case 'controlled-shutdown':
    case 'restart':
      return 'unknown';
    case 'start':
    case 'resume':
      return before === 'unknown' ? 'unknown' : 'up';
    default:
      return before;
  }
}
