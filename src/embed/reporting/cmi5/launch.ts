/**
 * What a learning management system says in the address that it opens (cmi5, section 8), and in the document that it keeps
 * for the session (section 10): checked before anything is sent there.
 */

export interface Launch {
  /** Ends with a slash. */
  readonly endpoint: string;
  readonly fetch: string;
  readonly registration: string;
  readonly activityId: string;
  /** As it came: it is sent back as it is. */
  readonly actor: Readonly<Record<string, unknown>>;
}

export interface LaunchData {
  readonly contextTemplate: Readonly<Record<string, unknown>>;
  readonly launchMode: 'Normal' | 'Browse' | 'Review';
  readonly masteryScore: number | null;
  /** Passing is needed to go on in the course. */
  readonly needsPass: boolean;
  /** Where the learner goes when they are done. */
  readonly returnUrl: string | null;
}

const LONGEST = 8_000;
const UUID = /^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/i;

/** What is wrong with it, as a text. */
export function readLaunch(search: string): Launch | string {
  if (search.length > LONGEST) return 'the address is too long';
  const given = new URLSearchParams(search);
  const of = (name: string): string => given.get(name) ?? '';
  const missing = ['endpoint', 'fetch', 'registration', 'activityId', 'actor'].filter((name) => of(name) === '');
  if (missing.length > 0) return `the address says no ${missing.join(', ')}`;
  const endpoint = webAddress(of('endpoint'));
  const fetch = webAddress(of('fetch'));
  if (endpoint === null || fetch === null) return 'endpoint and fetch must be web addresses';
  if (!UUID.test(of('registration'))) return 'registration is no UUID';
  if (!/^[a-z][a-z0-9+.-]*:\S+$/i.test(of('activityId'))) return 'activityId is no IRI';
  const actor = group(parsed(of('actor')));
  const account = group(actor?.account);
  if (actor === null || typeof account?.homePage !== 'string' || typeof account.name !== 'string')
    return 'actor has no account';
  return {
    endpoint: endpoint.endsWith('/') ? endpoint : `${endpoint}/`,
    fetch,
    registration: of('registration'),
    activityId: of('activityId'),
    actor,
  };
}

export function readLaunchData(data: unknown): LaunchData | null {
  const said = group(data);
  const contextTemplate = group(said?.contextTemplate);
  if (said === null || contextTemplate === null) return null;
  const { launchMode, masteryScore, moveOn, returnURL } = said;
  return {
    contextTemplate,
    launchMode: launchMode === 'Browse' || launchMode === 'Review' ? launchMode : 'Normal',
    masteryScore: typeof masteryScore === 'number' && masteryScore >= 0 && masteryScore <= 1 ? masteryScore : null,
    needsPass: moveOn === 'Passed' || moveOn === 'CompletedAndPassed',
    returnUrl: typeof returnURL === 'string' ? webAddress(returnURL) : null,
  };
}

export type Group = Readonly<Record<string, unknown>>;

export function group(value: unknown): Group | null {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Group) : null;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

function webAddress(text: string): string | null {
  try {
    const url = new URL(text);
    const isPlain = url.username === '' && url.password === '';
    return (url.protocol === 'https:' || url.protocol === 'http:') && isPlain ? url.href : null;
  } catch {
    return null;
  }
}
