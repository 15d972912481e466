/** What a page around may say to a player: shapes, bounds and strangers. No browser: the line is the product's own. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type HostFrame, HostLink } from '../../src/embed/hostLink.ts';
import { checkMessage } from '../../src/embed/messages.ts';
import type { HostRequest, PlayerMessage } from '../../src/embed/protocol.ts';

const HOST = 'https://course.example';

/** A player's line, with a page around it. */
function line(host = HOST) {
  const said: { readonly message: PlayerMessage; readonly to: string }[] = [];
  const asked: HostRequest[] = [];
  const slides: string[] = [];
  let heard: (event: MessageEvent) => void = () => undefined;
  let now = 0;
  const parent = {
    postMessage: (message: unknown, to: string) => void said.push({ message: message as PlayerMessage, to }),
  };
  const frame: HostFrame = {
    parent,
    addEventListener: (_type, listener) => {
      heard = listener;
    },
    removeEventListener: () => undefined,
  };
  const handler = {
    hello: () => undefined,
    ask: (request: HostRequest) => {
      asked.push(request);
      return { ok: true } as const;
    },
    slide: (is: string) => void slides.push(is),
  };
  const link = new HostLink(frame, host, handler, () => now);
  const post = (data: unknown, { origin = HOST, source = parent as unknown } = {}) =>
    heard({ data, origin, source, ports: [] } as unknown as MessageEvent);
  const pass = (ms: number): void => {
    now += ms;
  };
  return { link, said, asked, slides, post, pass };
}

describe('who may speak', () => {
  test('the page around, from its exact origin, and nobody else', async () => {
    const { asked, post, link } = line();
    const play = { tidemark: 1, type: 'play' };
    post(play, { origin: 'https://course.example.evil.example' });
    post(play, { origin: 'http://course.example' });
    post(play, { origin: 'null' });
    post(play, { source: {} });
    expect(asked).toEqual([]);
    expect(link.gate.ignored.strangers).toBe(4);
    post(play);
    expect(asked).toMatchObject([{ type: 'play' }]);
  });

  test('answers go to that origin by name; to a page without one only over its port', async () => {
    const named = line();
    named.post({ tidemark: 1, type: 'play', id: 7 });
    await Promise.resolve();
    expect(named.said).toEqual([{ message: { tidemark: 1, type: 'reply', id: 7, data: { ok: true } }, to: HOST }]);
    const opaque = line('null');
    opaque.post({ tidemark: 1, type: 'play', id: 7 }, { origin: 'null' });
    await Promise.resolve();
    expect(opaque.asked).toHaveLength(1);
    expect(opaque.said).toEqual([]);
  });

  test('2,000 messages of any kind: no error, and nothing from strangers', () => {
    const { asked, post, pass } = line();
    const type = fc.constantFrom(
      'play',
      'seek',
      'load',
      'command',
      'subscribe',
      'hello',
      'constructor',
      '__proto__',
      'x',
    );
    const message = fc.oneof(fc.anything(), fc.record({ tidemark: fc.constantFrom(1, 2), type, data: fc.anything() }));
    fc.assert(
      fc.property(message, fc.boolean(), (data, isStranger) => {
        const before = asked.length;
        post(data, isStranger ? { origin: 'https://evil.example' } : {});
        if (isStranger) expect(asked.length).toBe(before);
        pass(25);
      }),
      { numRuns: 2_000 },
    );
    expect(({} as { x?: unknown }).x).toBeUndefined();
  });
});

describe('what is said', () => {
  const error = (message: unknown): string => {
    const checked = checkMessage(message);
    return checked.is === 'wrong' ? `${checked.error.code}: ${checked.error.text}` : checked.is;
  };

  test('each type with what it needs, and nothing besides', () => {
    const of = (type: string, data: unknown) => checkMessage({ tidemark: 1, type, data, more: 'ignored' });
    expect(of('seek', { time: 4_000_000, event: undefined })).toMatchObject({
      message: { type: 'seek', data: { time: 4_000_000 } },
    });
    expect(of('load', { scenario: 'slow-follower' })).toMatchObject({ is: 'message' });
    expect(error({ tidemark: 1, type: 'load', data: { scenario: 'https://evil.example/x.yaml' } })).toMatch(
      /bad-message/,
    );
    expect(error({ tidemark: 1, type: 'load', data: { url: 'https://evil.example' } })).toMatch(
      /needs scenario or text/,
    );
    expect(error({ tidemark: 1, type: 'seek', data: { time: -1 } })).toMatch(/seek: needs event or time/);
    expect(error({ tidemark: 1, type: 'subscribe', data: { kinds: Array(65).fill('X') } })).toMatch(/up to 64/);
    expect(error({ tidemark: 1, type: 'somethingNew' })).toBe('unknown');
    expect(error({ tidemark: 2, type: 'play' })).toBe('unknown');
  });

  test('at most 64 KiB, plain data, not deep', () => {
    const text = (length: number) => ({ tidemark: 1, type: 'load', data: { text: 'x'.repeat(length) } });
    expect(error(text(60_000))).toBe('message');
    expect(error(text(70_000))).toMatch(/too-large/);
    expect(error(text(40_000).data && { ...text(1), data: { text: '한'.repeat(30_000) } })).toMatch(/too-large/);
    expect(error({ tidemark: 1, type: 'play', data: new Map() })).toMatch(/plain data/);
    let deep: unknown = 1;
    for (let n = 0; n < 100; n++) deep = [deep];
    expect(error({ tidemark: 1, type: 'play', data: deep })).toMatch(/plain data/);
  });

  test('who asks under a name is answered under it, also when nothing of the message can be used', () => {
    const { said, post } = line();
    post({ tidemark: 1, type: 'seek', id: 'a', data: { time: new Map() } });
    post({ tidemark: 1, type: 'load', id: 7, data: { text: 'x'.repeat(70_000) } });
    post({ tidemark: 1, type: 'play', id: {} });
    expect(said.map(({ message: { type, ...rest } }) => [type, 'id' in rest ? rest.id : null])).toEqual([
      ['reply', 'a'],
      ['reply', 7],
      ['error', null],
    ]);
  });

  test('at most 50 a second; what is too much is dropped, and said once', () => {
    const { asked, said, post, pass, link } = line();
    for (let n = 0; n < 60; n++) post({ tidemark: 1, type: 'pause' });
    expect(asked).toHaveLength(50);
    expect(said.map(({ message }) => message.type)).toEqual(['error']);
    expect(link.gate.ignored.tooMany).toBe(10);
    pass(1_000);
    post({ tidemark: 1, type: 'play' });
    expect(asked.at(-1)).toMatchObject({ type: 'play' });
  });

  test('a flood that goes on is still said once', () => {
    const { said, post, pass, asked } = line();
    for (let n = 0; n < 3_000; n++) {
      post({ tidemark: 1, type: 'pause' });
      pass(1);
    }
    expect(asked.length).toBeLessThanOrEqual(150);
    expect(said).toHaveLength(1);
  });

  test('a list that only says that it is long is not gone through', () => {
    const holes: unknown[] = [];
    holes.length = 2 ** 32 - 1;
    expect(error({ tidemark: 1, type: 'subscribe', data: { kinds: holes } })).toMatch(/plain data/);
  });

  test('a slide of reveal.js says when it is shown', () => {
    const { slides, post } = line();
    post('slide:start');
    post('slide:stop');
    post('slide:start', { origin: 'https://evil.example' });
    expect(slides).toEqual(['start', 'stop']);
  });
});

test('nothing is told of the run before the page around has spoken; then where it is, and how high it wants to be', () => {
  const { said, link, post } = line();
  link.send({ type: 'beat', data: { scenario: 'x', name: 'y', i: 1, n: 2 } });
  link.height(300);
  // A word of learning management systems, which greet nobody.
  expect(said).toEqual([{ message: { subject: 'lti.frameResize', height: 300 }, to: HOST }]);
  post({ tidemark: 1, type: 'hello' });
  link.send({ type: 'beat', data: { scenario: 'x', name: 'y', i: 2, n: 2 } });
  expect(said.slice(1)).toMatchObject([
    { message: { type: 'resize', data: { height: 300 } } },
    { message: { type: 'beat', data: { i: 2 } } },
  ]);
});
