/** What a learning management system hears by SCORM: the order of the calls, statuses, scores, times; and what it keeps. */
import { describe, expect, test } from 'vitest';
import type { Attempt } from '../../src/embed/reporting/attempt.ts';
import { isoDuration, timespan } from '../../src/embed/reporting/durations.ts';
import { type Dialect, SCORM_12, SCORM_2004, type ScormApi } from '../../src/embed/reporting/scorm/dialects.ts';
import { findApi, type ScormWindow } from '../../src/embed/reporting/scorm/findApi.ts';
import { openScorm } from '../../src/embed/reporting/scorm/scorm.ts';

const SCORE = { scenario: 'x', right: 1, answered: 2, asked: 3, goals: 0, goalsSet: 0, scaled: 0.3333 };

/** A system: what it holds, what it was asked, what it refuses. */
function system(dialect: Dialect, held: Record<string, string> = {}, refuses: RegExp = /^$/) {
  const calls: string[] = [];
  const values = { ...held };
  let isOpen = false;
  const turn = (on: boolean): string => {
    const isNew = isOpen !== on;
    isOpen = on;
    return String(isNew);
  };
  const answer = (call: string, act: () => string): string => {
    calls.push(call);
    return refuses.test(call) ? 'false' : act();
  };
  const api: ScormApi = {
    [dialect.initialize]: () => answer('initialize', () => turn(true)),
    [dialect.get]: (element = '') => answer(`get ${element}`, () => values[element] ?? ''),
    [dialect.set]: (element = '', value = '') =>
      answer(`set ${element} ${value}`, () => {
        if (isOpen) values[element] = value;
        return String(isOpen);
      }),
    [dialect.commit]: () => answer('commit', () => String(isOpen)),
    [dialect.finish]: () => answer('finish', () => turn(false)),
    [dialect.lastError]: () => '201',
    [dialect.errorText]: () => 'Invalid argument',
  };
  let ms = 0;
  const complaints: string[] = [];
  const attempt = openScorm(
    api,
    dialect,
    () => ms,
    (reason) => complaints.push(reason),
  );
  const pass = (more: number): void => {
    ms += more;
  };
  return { api, calls, values, complaints, attempt, pass };
}

function learn({ reporter }: Attempt, scaled: number): void {
  reporter.began(SCORE);
  reporter.came({ scenario: 'x', name: 'who-leads', i: 1, n: 4 });
  reporter.predicted({ scenario: 'x', q: 'who-leads', correct: true, confidence: 3 }, SCORE);
  reporter.completed({ ...SCORE, scaled });
}

describe.each([
  { dialect: SCORM_12, status: 'cmi.core.lesson_status', raw: 'cmi.core.score.raw', time: 'cmi.core.session_time' },
  { dialect: SCORM_2004, status: 'cmi.completion_status', raw: 'cmi.score.raw', time: 'cmi.session_time' },
])('a session of $dialect.api', ({ dialect, status, raw, time }) => {
  test('begins once, says that it is under way, commits, and finishes once; then it is silent', () => {
    const { calls, values, attempt, pass, complaints } = system(dialect);
    expect(calls[0]).toBe('initialize');
    expect(values[status]).toBe('incomplete');
    learn(attempt!, 1);
    pass(3_723_450);
    attempt!.keep('{"a":1}');
    attempt!.leave();
    expect(calls.slice(-2)).toEqual(['commit', 'finish']);
    expect(values).toMatchObject({ [status]: 'completed', [raw]: '100', 'cmi.suspend_data': '{"a":1}' });
    expect(values[time]).toBe(dialect === SCORM_12 ? '0001:02:03.45' : 'PT1H2M3.45S');
    const { length } = calls;
    attempt!.leave();
    attempt!.keep('later');
    learn(attempt!, 0);
    expect(calls.slice(length)).toEqual([]);
    expect(calls.filter((call) => call === 'initialize' || call === 'finish')).toHaveLength(2);
    expect(complaints).toEqual([]);
  });

  test('left half way it is suspended, and goes on with what was kept', () => {
    const { values, attempt } = system(dialect);
    attempt!.keep('here');
    attempt!.leave();
    expect(Object.entries(values).find(([name]) => name.endsWith('exit'))?.[1]).toBe('suspend');
    expect(system(dialect, values).attempt!.kept).toBe('here');
    attempt!.keep('x'.repeat(4_001));
    expect(values['cmi.suspend_data']).toBe('here');
  });

  test('what was completed is not begun again; looked at again, nothing is said of it', () => {
    const done = system(dialect, { [status]: 'completed' });
    expect(done.calls.filter((call) => call.startsWith('set'))).toEqual([]);
    const mode = dialect === SCORM_12 ? 'cmi.core.lesson_mode' : 'cmi.mode';
    const review = system(dialect, { [mode]: 'review' });
    learn(review.attempt!, 1);
    expect(review.calls.filter((call) => call.startsWith('set'))).toEqual([]);
  });

  test('what is refused is said once; one that does not let it begin is left alone', () => {
    const refusing = system(dialect, {}, /^set/);
    learn(refusing.attempt!, 1);
    expect(refusing.complaints).toHaveLength(1);
    expect(refusing.complaints[0]).toContain('201 Invalid argument');
    const closed = system(dialect, {}, /^initialize/);
    expect(closed.attempt).toBeNull();
    expect(closed.calls).toEqual(['initialize']);
  });
});

test.each([
  [SCORM_12, { 'cmi.student_data.mastery_score': '80' }, 0.8, 'cmi.core.lesson_status', 'passed'],
  [SCORM_12, { 'cmi.student_data.mastery_score': '80' }, 0.79, 'cmi.core.lesson_status', 'failed'],
  [SCORM_12, { 'cmi.student_data.mastery_score': 'much' }, 0.1, 'cmi.core.lesson_status', 'completed'],
  [
    SCORM_12,
    { 'cmi.student_data.mastery_score': '80', 'cmi.core.lesson_status': 'passed' },
    0,
    'cmi.core.lesson_status',
    'passed',
  ],
  [SCORM_2004, { 'cmi.scaled_passing_score': '0.5' }, 0.5, 'cmi.success_status', 'passed'],
  [SCORM_2004, { 'cmi.scaled_passing_score': '0.5' }, 0.49, 'cmi.success_status', 'failed'],
  [SCORM_2004, {}, 0.49, 'cmi.success_status', undefined],
] as const)('%# a score is held against what passes', (dialect, held, scaled, element, is) => {
  const { values, attempt } = system(dialect, held as Record<string, string>);
  learn(attempt!, scaled);
  expect(values[element]).toBe(is);
});

test('how long it took, in both ways of writing it', () => {
  expect([0, 59_999, 3_600_000, 1e15].map(timespan)).toEqual([
    '0000:00:00.00',
    '0000:00:59.99',
    '0001:00:00.00',
    '9999:59:59.99',
  ]);
  expect([0, -5, 59_990, 60_000, 90_061_050].map(isoDuration)).toEqual([
    'PT0S',
    'PT0S',
    'PT59.99S',
    'PT1M0S',
    'PT25H1M1.05S',
  ]);
});

test('the system is found around the page, or around who opened it; strangers and circles are none', () => {
  const top: Record<string, unknown> = { API: {}, opener: null };
  top.parent = top;
  const inner = { parent: { parent: top, opener: null }, opener: null } as unknown as ScormWindow;
  expect(findApi(inner, 'API')).toBe(top.API);
  expect(findApi(inner, 'API_1484_11')).toBeNull();
  const alone: Record<string, unknown> = { opener: inner };
  alone.parent = alone;
  expect(findApi(alone as unknown as ScormWindow, 'API')).toBe(top.API);
  const stranger = {
    opener: null,
    get parent(): ScormWindow {
      throw new Error('SecurityError');
    },
  };
  expect(findApi(stranger as unknown as ScormWindow, 'API')).toBeNull();
  const one: Record<string, unknown> = { opener: null };
  one.parent = { parent: one, opener: null };
  expect(findApi(one as unknown as ScormWindow, 'API')).toBeNull();
});
