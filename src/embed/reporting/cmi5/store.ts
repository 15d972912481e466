/**
 * The learning record store behind the endpoint of a launch: statements one after the other, in the order in which they
 * were made; documents beside them. What cannot be delivered is tried again with the next.
 */
import type { Complain } from '../attempt.ts';
import type { Cmi5World } from './cmi5.ts';
import type { Launch } from './launch.ts';
import type { Statement } from './statements.ts';

const VERSION = '1.0.3';
/** A request that outlives its page may have 64 KiB in all. */
const MOST_AT_ONCE = 20;
const MOST_WAITING = 200;

/** As it is, it will never be taken. */
class Refused extends Error {}

export class Store {
  readonly #launch: Launch;
  readonly #token: string;
  readonly #world: Cmi5World;
  readonly #complain: Complain;
  #waiting: readonly Statement[] = [];
  #sending: Promise<void> = Promise.resolve();
  #hasComplained = false;
  #isClosed = false;

  constructor(launch: Launch, token: string, world: Cmi5World, complain: Complain) {
    this.#launch = launch;
    this.#token = token;
    this.#world = world;
    this.#complain = complain;
  }

  /** null: there is none. */
  state(stateId: string): Promise<unknown> {
    return this.#get('activities/state', this.#stateOf(stateId));
  }

  preferences(): Promise<unknown> {
    const agent = JSON.stringify(this.#launch.actor);
    // Not every system has them, and none needs them.
    return this.#get('agents/profile', { agent, profileId: 'cmi5LearnerPreferences' }).catch(() => null);
  }

  keep(stateId: string, document: unknown): void {
    this.#after(async () => {
      await this.#ask('PUT', 'activities/state', this.#stateOf(stateId), document, this.#isClosed);
    });
  }

  send(statement: Statement): void {
    this.#waiting = [...this.#waiting, statement].slice(-MOST_WAITING);
    this.#after(async () => {
      if (!this.#isClosed) await this.#deliver(false);
    });
  }

  /** The page is left: what has not been taken yet goes at once, the last ones after it, whatever is still under way. */
  close(last: readonly Statement[]): void {
    this.#isClosed = true;
    this.#waiting = [...this.#waiting, ...last];
    void this.#deliver(true).catch(() => undefined);
  }

  #after(work: () => Promise<void>): void {
    this.#sending = this.#sending.then(work).catch((error: unknown) => this.#tell(error));
  }

  #tell(error: unknown): void {
    if (this.#hasComplained) return;
    this.#hasComplained = true;
    this.#complain(error instanceof Error ? error.message : String(error));
  }

  async #deliver(isLast: boolean): Promise<void> {
    let atOnce = MOST_AT_ONCE;
    while (this.#waiting.length > 0) {
      const some = this.#waiting.slice(0, atOnce);
      try {
        // Each has a name of its own: one that comes twice is one.
        await this.#ask('POST', 'statements', {}, some, isLast);
      } catch (error) {
        if (!(error instanceof Refused)) throw error;
        // One that is not wanted takes all that are sent with it along, and would stand in the way for ever.
        if (atOnce > 1) {
          atOnce = 1;
          continue;
        }
        this.#tell(error);
      }
      this.#waiting = this.#waiting.filter((one) => !some.includes(one));
    }
  }

  #stateOf(stateId: string): Readonly<Record<string, string>> {
    const { activityId, registration, actor } = this.#launch;
    return { activityId, agent: JSON.stringify(actor), registration, stateId };
  }

  async #get(path: string, query: Readonly<Record<string, string>>): Promise<unknown> {
    const answer = await this.#ask('GET', path, query);
    return answer.status === 404 ? null : answer.json();
  }

  async #ask(
    method: 'GET' | 'PUT' | 'POST',
    path: string,
    query: Readonly<Record<string, string>>,
    body?: unknown,
    isLast = false,
  ): Promise<Response> {
    const url = new URL(path, this.#launch.endpoint);
    for (const [name, value] of Object.entries(query)) url.searchParams.set(name, value);
    const answer = await this.#world.fetch(url.href, {
      method,
      headers: {
        authorization: `Basic ${this.#token}`,
        'x-experience-api-version': VERSION,
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      ...(isLast ? { keepalive: true } : {}),
    });
    // 409: it is there already, from the time before.
    const isFine = answer.ok || answer.status === 409 || (method === 'GET' && answer.status === 404);
    const said = `${method} ${path}: ${answer.status}`;
    if ([400, 403, 413].includes(answer.status)) throw new Refused(said);
    if (!isFine) throw new Error(said);
    return answer;
  }
}
