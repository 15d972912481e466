/**
 * An attempt that cmi5 keeps. The token is asked for once; `initialized` is the first statement and `terminated` the last;
 * in a registration there is one `completed` and one `passed`, and nothing failed after it. A session says only one of
 * `passed` and `failed`: who has failed may still pass until it is over, so that is said when they leave.
 */
import { type Attempt, type Complain, LONGEST_KEPT } from '../attempt.ts';
import { group, type Launch, type LaunchData, readLaunch, readLaunchData } from './launch.ts';
import { answeredStatement, type Own, ownStatement, type Statement } from './statements.ts';
import { Store } from './store.ts';

/** What the page has that is needed here. */
export interface Cmi5World {
  fetch(url: string, init: RequestInit): Promise<Response>;
  newId(): string;
  /** Milliseconds since 1970. */
  now(): number;
}

/** Our own document in the state of the activity. */
const STATE = 'tidemark';

interface KeptState {
  readonly kept: string | null;
  readonly isCompleted: boolean;
  readonly isPassed: boolean;
}

/** null: there is nobody to report to; it has been said why. */
export async function openCmi5(search: string, world: Cmi5World, complain: Complain): Promise<Attempt | null> {
  const launch = readLaunch(search);
  if (typeof launch === 'string') {
    complain(launch);
    return null;
  }
  const began = world.now();
  let store: Store;
  let data: LaunchData | null;
  let state: KeptState;
  let language: 'en' | 'ko' | undefined;
  try {
    store = new Store(launch, await tokenFrom(launch, world), world, complain);
    data = readLaunchData(await store.state('LMS.LaunchData'));
    if (data === null) throw new Error('there is no LMS.LaunchData');
    language = languageIn(await store.preferences());
    state = stateIn(await store.state(STATE));
  } catch (error) {
    complain(error instanceof Error ? error.message : String(error));
    return null;
  }
  return session(launch, data, state, language, store, world, began);
}

function session(
  launch: Launch,
  data: LaunchData,
  before: KeptState,
  language: 'en' | 'ko' | undefined,
  store: Store,
  world: Cmi5World,
  began: number,
): Attempt {
  let isOpen = true;
  let state = before;
  let failed: Statement | null = null;
  /** Looked at again, or only tried: it is said that somebody is here, and nothing of how it goes. */
  const counts = data.launchMode === 'Normal';
  const said = () => ({ id: world.newId(), timestamp: new Date(world.now()).toISOString() });
  const ms = (): number => world.now() - began;
  const made = (own: Own): Statement => ownStatement(launch, data, said(), own);
  const tell = (own: Own): void => store.send(made(own));
  const keepState = (change: Partial<KeptState>): void => {
    state = { ...state, ...change };
    store.keep(STATE, state);
  };
  tell({ verb: 'initialized' });
  return {
    kept: before.kept,
    ...(language === undefined ? {} : { language }),
    ...(data.returnUrl === null ? {} : { returnUrl: data.returnUrl }),
    reporter: {
      began: () => undefined,
      came: () => undefined,
      predicted: (prediction, _score, given) => {
        if (isOpen && counts && given !== undefined)
          store.send(answeredStatement(launch, data, said(), prediction, given));
      },
      reached: () => undefined,
      completed: ({ scaled }) => {
        if (!isOpen || !counts) return;
        const { masteryScore, needsPass } = data;
        const isEnough = masteryScore === null ? (needsPass ? true : null) : scaled === null || scaled >= masteryScore;
        if (isEnough !== null && !state.isPassed) {
          const judged = made({ verb: isEnough ? 'passed' : 'failed', ms: ms(), scaled });
          failed = isEnough ? null : judged;
          if (isEnough) store.send(judged);
        }
        if (!state.isCompleted) tell({ verb: 'completed', ms: ms() });
        keepState({ isCompleted: true, isPassed: state.isPassed || isEnough === true });
      },
    },
    keep: (text) => {
      if (isOpen && counts && text.length <= LONGEST_KEPT && text !== state.kept) keepState({ kept: text });
    },
    leave: () => {
      if (!isOpen) return;
      isOpen = false;
      store.close([...(failed === null ? [] : [failed]), made({ verb: 'terminated', ms: ms() })]);
    },
  };
}

/** The address gives a token once: whoever asks again gets an error. */
async function tokenFrom({ fetch }: Launch, world: Cmi5World): Promise<string> {
  const answer = await world.fetch(fetch, { method: 'POST' });
  const said = group(await answer.json().catch(() => null));
  const token = said?.['auth-token'];
  if (typeof token === 'string' && /^[\x21-\x7e ]+$/.test(token)) return token;
  throw new Error(`no token: ${String(said?.['error-code'] ?? answer.status)} ${String(said?.['error-text'] ?? '')}`);
}

function stateIn(document: unknown): KeptState {
  const said = group(document);
  const kept = said?.kept;
  return {
    kept: typeof kept === 'string' && kept.length <= LONGEST_KEPT ? kept : null,
    isCompleted: said?.isCompleted === true,
    isPassed: said?.isPassed === true,
  };
}

/** The first that is spoken here of those that the learner prefers. */
function languageIn(document: unknown): 'en' | 'ko' | undefined {
  const said = group(document)?.languagePreference;
  if (typeof said !== 'string') return undefined;
  const known = said.split(',').map((one) => one.trim().slice(0, 2).toLowerCase());
  return known.find((one) => one === 'en' || one === 'ko');
}
