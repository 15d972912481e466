/** What a learning management system hears by cmi5: one token, the first and the last statement, what there is one of. */
import { describe, expect, test } from 'vitest';
import { type Cmi5World, openCmi5 } from '../../src/embed/reporting/cmi5/cmi5.ts';
import { readLaunch } from '../../src/embed/reporting/cmi5/launch.ts';
import { CONFIDENCE, responseOf } from '../../src/embed/reporting/cmi5/statements.ts';
import type { Given } from '../../src/embed/reporting/reporter.ts';

const ACTOR = { objectType: 'Agent', account: { homePage: 'https://lms.example', name: 'u1' } };
const REGISTRATION = '01234567-89ab-4cde-8f01-23456789abcd';
const CATEGORY = 'https://w3id.org/xapi/cmi5/context/categories/cmi5';
const MOVE_ON = 'https://w3id.org/xapi/cmi5/context/categories/moveon';
const SESSION = 'https://w3id.org/xapi/cmi5/context/extensions/sessionid';

const launch = (change: Record<string, string> = {}) =>
  `?${new URLSearchParams({
    endpoint: 'https://lrs.example/xapi',
    fetch: 'https://lms.example/fetch?one=1',
    registration: REGISTRATION,
    activityId: 'https://lms.example/au/7',
    actor: JSON.stringify(ACTOR),
    ...change,
  })}`;

type Sent = { readonly verb: { readonly id: string } } & Record<string, never>;
interface Lms {
  readonly asked: string[];
  readonly sent: Sent[];
  readonly documents: Record<string, unknown>;
  readonly complaints: string[];
  isDown: boolean;
  /** Verbs that are not taken, nor what is sent with them. */
  refused?: RegExp;
  now: number;
  open(search?: string): ReturnType<typeof openCmi5>;
}

function lms(data: Record<string, unknown> = {}, documents: Record<string, unknown> = {}): Lms {
  let ids = 0;
  const template = {
    extensions: { [SESSION]: 's1' },
    contextActivities: { grouping: [{ id: 'https://lms.example/g' }] },
  };
  const held: Record<string, unknown> = {
    'LMS.LaunchData': { contextTemplate: template, launchMode: 'Normal', moveOn: 'Completed', ...data },
    ...documents,
  };
  const self: Lms = {
    asked: [],
    sent: [],
    documents: held,
    complaints: [],
    isDown: false,
    now: Date.UTC(2026, 0, 1),
    open: (search = launch()) => openCmi5(search, world, (reason) => self.complaints.push(reason)),
  };
  const answer = (status: number, body?: unknown) =>
    new Response(body === undefined ? null : JSON.stringify(body), { status });
  const world: Cmi5World = {
    newId: () => `id-${++ids}`,
    now: () => self.now,
    fetch: async (address, { method = 'GET', headers, body }) => {
      const url = new URL(address);
      self.asked.push(`${method} ${url.pathname}`);
      if (url.pathname === '/fetch') return answer(200, { 'auth-token': 'dG9rZW4=' });
      if (self.isDown) return answer(503);
      expect(headers).toMatchObject({ authorization: 'Basic dG9rZW4=', 'x-experience-api-version': '1.0.3' });
      if (url.pathname.endsWith('/statements')) {
        if (self.refused?.test(String(body))) return answer(403);
        // What comes twice by the same name is one.
        for (const one of JSON.parse(String(body)) as Sent[])
          if (!self.sent.some(({ id }) => id === one.id)) self.sent.push(one);
        return answer(200, []);
      }
      if (url.pathname.endsWith('/agents/profile')) return answer(200, { languagePreference: 'fr-FR,ko-KR,en' });
      const id = url.searchParams.get('stateId')!;
      expect(JSON.parse(url.searchParams.get('agent')!)).toEqual(ACTOR);
      if (method === 'PUT') held[id] = JSON.parse(String(body));
      return method === 'PUT' ? answer(204) : held[id] === undefined ? answer(404) : answer(200, held[id]);
    },
  };
  return self;
}

const SCORE = { scenario: 'x', right: 1, answered: 2, asked: 2, goals: 0, goalsSet: 0, scaled: 0.5 };
const settle = () => new Promise((done) => setTimeout(done, 5));
const verbs = ({ sent }: Lms) => sent.map(({ verb }) => verb.id.replace(/.*\//, ''));
const GIVEN: Given = {
  question: { kind: 'choose', ask: { en: 'Who?', ko: '누가?' }, options: [{ id: 1, say: { en: 'b1', ko: 'b1' } }] },
  answer: { kind: 'choose', options: [1] },
  marked: { right: true, truth: { kind: 'choose', options: [1] }, options: [], rebuttal: null, whyOf: null },
};

test('a whole session: one token, initialized first, terminated last, the template in all of them', async () => {
  const there = lms();
  const attempt = (await there.open())!;
  expect(attempt.language).toBe('ko');
  attempt.reporter.predicted({ scenario: 'x', q: 'who-leads', correct: true, confidence: 2 }, SCORE, GIVEN);
  there.now += 61_000;
  attempt.reporter.completed(SCORE);
  attempt.reporter.completed(SCORE);
  await settle();
  attempt.leave();
  attempt.leave();
  attempt.reporter.completed(SCORE);
  await settle();
  expect(verbs(there)).toEqual(['initialized', 'answered', 'completed', 'terminated']);
  expect(there.asked.filter((one) => one === 'POST /fetch')).toHaveLength(1);
  const context = { registration: REGISTRATION, extensions: { [SESSION]: 's1' } };
  const grouping = [{ id: 'https://lms.example/g' }];
  const [initialized, answered, completed, terminated] = there.sent;
  const own = (category: readonly string[]) => ({
    actor: ACTOR,
    object: { id: 'https://lms.example/au/7' },
    context: { ...context, contextActivities: { grouping, category: category.map((id) => ({ id })) } },
  });
  expect(initialized).toMatchObject(own([CATEGORY]));
  expect(initialized).not.toHaveProperty('result');
  expect(completed).toMatchObject({ ...own([CATEGORY, MOVE_ON]), result: { completion: true, duration: 'PT1M1S' } });
  // Only passed and failed have a score.
  expect(completed).not.toHaveProperty('result.score');
  expect(terminated).toMatchObject({ ...own([CATEGORY]), result: { duration: 'PT1M1S' } });
  expect(answered).toMatchObject({
    object: { id: 'https://lms.example/au/7#who-leads', definition: { interactionType: 'choice' } },
    result: { success: true, response: '1', extensions: { [CONFIDENCE]: 2 } },
    context: { ...context, contextActivities: { grouping } },
  });
  // What cmi5 only allows is not of its category.
  expect(answered).not.toHaveProperty('context.contextActivities.category');
  expect(new Set(there.sent.map(({ id }) => id)).size).toBe(4);
});

test.each([
  [{ masteryScore: 0.5 }, 0.5, ['initialized', 'passed', 'completed', 'terminated']],
  // Who has failed may still pass, as long as the session is not over.
  [{ masteryScore: 0.6 }, 0.5, ['initialized', 'completed', 'failed', 'terminated']],
  // Nothing says what is enough, but it has to be passed.
  [{ moveOn: 'Passed' }, 0.1, ['initialized', 'passed', 'completed', 'terminated']],
  [{ launchMode: 'Review', masteryScore: 0.1 }, 1, ['initialized', 'terminated']],
  [{ launchMode: 'Browse' }, 1, ['initialized', 'terminated']],
])('%# %o, with a score of %d', async (data, scaled, expected) => {
  const there = lms(data);
  const attempt = (await there.open())!;
  attempt.reporter.completed({ ...SCORE, scaled });
  await settle();
  attempt.leave();
  await settle();
  expect(verbs(there)).toEqual(expected);
  for (const one of there.sent.filter(({ verb }) => /passed|failed/.test(verb.id))) {
    const { masteryScore } = data as { readonly masteryScore?: number };
    if (masteryScore !== undefined)
      expect(one).toMatchObject({
        result: { score: { scaled } },
        context: { extensions: { 'https://w3id.org/xapi/cmi5/context/extensions/masteryscore': masteryScore } },
      });
  }
});

test('in a registration one completed and one passed, and nothing failed after it; the place is kept', async () => {
  const there = lms({ masteryScore: 0.5 });
  const first = (await there.open())!;
  first.reporter.completed(SCORE);
  first.keep('here');
  await settle();
  first.leave();
  await settle();
  const second = (await there.open())!;
  expect(second.kept).toBe('here');
  second.reporter.completed({ ...SCORE, scaled: 0 });
  await settle();
  expect(verbs(there)).toEqual(['initialized', 'passed', 'completed', 'terminated', 'initialized']);
});

test('a session is judged once: failed, and then passed in the same go, is passed', async () => {
  const there = lms({ masteryScore: 0.5 });
  const attempt = (await there.open())!;
  attempt.reporter.completed({ ...SCORE, scaled: 0 });
  attempt.reporter.completed({ ...SCORE, scaled: 0.25 });
  attempt.reporter.completed({ ...SCORE, scaled: 1 });
  attempt.leave();
  await settle();
  expect(verbs(there)).toEqual(['initialized', 'completed', 'passed', 'terminated']);
  const again = lms({ masteryScore: 0.5 });
  const other = (await again.open())!;
  other.reporter.completed({ ...SCORE, scaled: 0 });
  other.reporter.completed({ ...SCORE, scaled: 0.25 });
  other.leave();
  await settle();
  expect(verbs(again)).toEqual(['initialized', 'completed', 'failed', 'terminated']);
  expect(again.sent[2]).toMatchObject({ result: { success: false, score: { scaled: 0.25 } } });
});

test('a statement that the store does not want stands in nobody else’s way', async () => {
  const there = lms();
  there.refused = /answered/;
  const attempt = (await there.open())!;
  attempt.reporter.predicted({ scenario: 'x', q: 'a', correct: true, confidence: null }, SCORE, GIVEN);
  attempt.reporter.completed(SCORE);
  await settle();
  attempt.leave();
  await settle();
  expect(verbs(there)).toEqual(['initialized', 'completed', 'terminated']);
  expect(there.complaints).toEqual(['POST statements: 403']);
});

test('what cannot be delivered is tried again, in its order, and said once', async () => {
  const there = lms();
  const attempt = (await there.open())!;
  await settle();
  there.isDown = true;
  attempt.reporter.predicted({ scenario: 'x', q: 'a', correct: true, confidence: null }, SCORE, GIVEN);
  attempt.reporter.predicted({ scenario: 'x', q: 'b', correct: false, confidence: null }, SCORE, GIVEN);
  await settle();
  expect(there.complaints).toHaveLength(1);
  there.isDown = false;
  attempt.leave();
  await settle();
  expect(verbs(there)).toEqual(['initialized', 'answered', 'answered', 'terminated']);
});

describe('a launch that is none', () => {
  test.each([
    ['', 'the address says no endpoint, fetch, registration, activityId, actor'],
    [launch({ endpoint: 'javascript:alert(1)' }), 'web addresses'],
    [launch({ fetch: 'https://user:pass@lms.example' }), 'web addresses'],
    [launch({ registration: 'x' }), 'UUID'],
    [launch({ activityId: 'seven' }), 'IRI'],
    [launch({ actor: '{"mbox":"mailto:a@b.c"}' }), 'account'],
    [launch({ actor: '{' }), 'account'],
    [`?${'a'.repeat(9_000)}`, 'too long'],
  ])('%#', async (search, said) => {
    expect(readLaunch(search)).toContain(said);
    const there = lms();
    expect(await there.open(search)).toBeNull();
    expect(there.asked).toEqual([]);
    expect(there.complaints).toHaveLength(1);
  });

  test('a token that is not given, and a session without its data, are said', async () => {
    const there = lms({}, { 'LMS.LaunchData': undefined });
    expect(await there.open()).toBeNull();
    expect(there.complaints).toEqual(['there is no LMS.LaunchData']);
    expect(there.sent).toEqual([]);
  });
});

test('answers as xAPI writes them', () => {
  expect(responseOf({ kind: 'order', options: [2, 0, 1] })).toBe('2[,]0[,]1');
  expect(responseOf({ kind: 'node', nodes: ['b1', 'b3'] })).toBe('b1[,]b3');
  expect(responseOf({ kind: 'number', value: 42 })).toBe('42');
});

test('the way back to the course is a web address, or none', async () => {
  const back = async (returnURL: unknown) => (await lms({ returnURL }).open())!.returnUrl;
  expect(await back('https://lms.example/course/1?x=2')).toBe('https://lms.example/course/1?x=2');
  for (const other of [
    undefined,
    7,
    '',
    '/course',
    'javascript:alert(1)',
    'data:text/html,x',
    'https://u:p@lms.example/',
  ])
    expect(await back(other)).toBeUndefined();
});
