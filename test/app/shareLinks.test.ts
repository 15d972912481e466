/**
 * Links from strangers: damaged, cut, blown up, of an older or a newer form. Each is either the run that it says, or told
 * to be none; nothing is thrown, nothing is half read.
 */
import { readFileSync } from 'node:fs';
import { deflateRawSync, deflateSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { packLook, unpackLook } from '../../src/app/share/linkedLook.ts';
import { LONGEST_TEXT, packText, unpackText } from '../../src/app/share/linkedText.ts';
import { readTarget, textMark } from '../../src/app/share/linkedView.ts';
import { readAddress, writeAddress } from '../../src/app/url.ts';
import { base64url, bytesOfBase64url } from '../../src/base/base64url.ts';
import { targetKey } from '../../src/frame/target.ts';
import { packRun, unpackRun } from '../../src/scenario/runLink.ts';
import { keepOnly, keptOf, keptValue, readCount, readFlag, readText, readTexts } from '../../src/views/lens/kept.ts';
import { readStretch } from '../../src/views/spaceTime/timeWindow.ts';

const TEXT = readFileSync(new URL('../../scenarios/leader-failover.yaml', import.meta.url), 'utf8');
const SCENARIO = { name: 'leader-failover', text: TEXT, seed: 1 } as const;
const COMMANDS = [
  { at: 8_000_000, step: 4_000, command: { type: 'kill', node: 'b1' } },
  { at: 12_000_000, step: 6_000, command: { type: 'slow-disk', node: 'b2', factor: 20 } },
  { at: 14_000_000, step: 7_000, command: { type: 'start', node: 'b1' } },
] as const;
const RUN = { commands: COMMANDS, fingerprint: 'abc123' };
const PACKED = packRun(RUN)!;
/** As Tidemark wrote it before forms had numbers: a zlib stream. */
const older = base64url(deflateSync(JSON.stringify([RUN.fingerprint, COMMANDS]), { level: 9 }));

function draws(seed: number): (below: number) => number {
  let state = seed >>> 0;
  return (below) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

test('the same run comes back, and one of the form before it', () => {
  for (const packed of [PACKED, older]) {
    expect(unpackRun(packed, SCENARIO)).toEqual({ ok: true, run: RUN });
  }
  expect(bytesOfBase64url(PACKED)![0]).toBe(2);
  expect(bytesOfBase64url(older)![0]).toBe(0x78);
});

/** Ten thousand are a matter of seconds: before a release, `TIDEMARK_LINKS=10000`. */
const LINKS = Number(process.env.TIDEMARK_LINKS ?? 2_000);

test('thousands of mutated links: none is thrown at, none is half read', () => {
  const draw = draws(7);
  const whole = writeAddress({
    scenario: 'leader-failover',
    seed: 1,
    at: { step: 5_000 },
    lens: 'space-time',
    look: packLook({ 'space-time.stretch': { length: 2_000, from: 10_000_000 }, partition: 'orders-0' })!,
    acts: PACKED,
  });
  let read = 0;
  let told = 0;
  for (let n = 0; n < LINKS; n++) {
    const link = n % 3 === 0 ? mutated(whole.replace(PACKED, older), draw) : mutated(whole, draw);
    const { address, bad } = readAddress('', link);
    for (const { name, value } of bad) expect((name + (value ?? '')).length).toBeLessThan(130);
    if (address.look !== undefined) keepOnly(unpackLook(address.look) ?? {});
    const stretch = keptValue('space-time.stretch', null, readStretch);
    if (stretch !== null) expect(stretch.length).toBeGreaterThanOrEqual(0);
    if (address.acts === undefined || address.acts === PACKED || address.acts === older) continue;
    const result = unpackRun(address.acts, SCENARIO);
    if (result.ok) {
      // A change that says the same: the bits behind the last byte.
      expect(result.run).toEqual(RUN);
      read++;
    } else {
      expect(result.problem.length).toBeGreaterThan(0);
      told++;
    }
  }
  expect(told).toBeGreaterThan(LINKS * 0.3);
  expect(read).toBeLessThan(told / 20);
});

function mutated(text: string, draw: (below: number) => number): string {
  let link = text;
  for (let times = 1 + draw(3); times > 0; times--) {
    const at = draw(link.length);
    const odd = ['A', '_', '%', '&', '=', '#', '\u0000', '한', '%ff', '<'][draw(10)]!;
    switch (draw(5)) {
      case 0:
        link = link.slice(0, at);
        break;
      case 1:
        link = link.slice(0, at) + odd + link.slice(at + 1);
        break;
      case 2:
        link = link.slice(0, at) + String.fromCharCode(link.charCodeAt(at) ^ (1 << draw(7))) + link.slice(at + 1);
        break;
      case 3:
        link = link.slice(0, at) + link.slice(at + 1 + draw(8));
        break;
      default:
        link = link.slice(0, at) + link.slice(draw(link.length)).slice(0, 40) + link.slice(at);
    }
  }
  return link;
}

/** A stranger can reckon a checksum too: what is behind it is checked as a saved run is. */
function signed(json: string, form = 2): string {
  const body = deflateRawSync(json, { level: 9 });
  let hash = 0x811c9dc5;
  for (const byte of body) hash = Math.imul(hash ^ byte, 0x01000193);
  const head = [form, (hash >>> 24) & 255, (hash >>> 16) & 255, (hash >>> 8) & 255, hash & 255];
  return base64url(Uint8Array.from([...head, ...body]));
}

test('with a right checksum and a wrong content it is told what is wrong', () => {
  const forged = (commands: unknown, fingerprint: unknown = 'abc') =>
    unpackRun(signed(JSON.stringify([fingerprint, commands])), SCENARIO);
  const wrong = [
    forged([{ at: 1, step: 1, command: { type: 'kill', node: 'nobody' } }]),
    forged([{ at: 1, step: 1, command: { type: 'kill', node: '__proto__' } }]),
    forged([{ at: 1, step: 1, command: { type: 'explode' } }]),
    forged([{ at: -1, step: 1, command: { type: 'heal' } }]),
    forged('heal'),
    forged(JSON.parse('[{"__proto__":{"x":1},"at":1,"step":1,"command":{"type":"heal"}}]')),
    forged(COMMANDS, '<script>'),
    unpackRun(signed('{"0":"abc","length":2}'), SCENARIO),
    unpackRun(signed('[['.repeat(20_000)), SCENARIO),
  ];
  for (const result of wrong) expect(result).toMatchObject({ ok: false, problem: expect.stringMatching(/./) });
  expect(({} as Record<string, unknown>).x).toBeUndefined();
});

test('a bomb is not unpacked', () => {
  const zeros = '0'.repeat(8_000_000);
  for (const bomb of [signed(zeros), base64url(deflateSync(zeros, { level: 9 })).slice(0, 12_000)]) {
    expect(unpackRun(bomb, SCENARIO)).toMatchObject({ ok: false, problem: 'it is damaged or cut off' });
  }
  // Just under what a run may have, from next to nothing.
  const ratio = unpackRun(signed(JSON.stringify(['abc', `${'0'.repeat(900_000)}`])), SCENARIO);
  expect(ratio).toMatchObject({ ok: false, problem: 'it is damaged or cut off' });
});

test('a form that comes later is told to be one', () => {
  expect(unpackRun(signed('[]', 3), SCENARIO)).toMatchObject({ problem: expect.stringContaining('newer Tidemark') });
});

test('lens and selection are in a link, and a mark of the text', () => {
  const address = { lens: 'space-time', select: 'record orders-0 1 17', of: textMark(TEXT) };
  expect(readAddress('', writeAddress(address))).toEqual({ address, bad: [] });
  expect(textMark(TEXT)).not.toBe(textMark(`${TEXT} `));
  expect(textMark('a\r\nb')).toBe(textMark('a\nb'));
  for (const hostile of ['lens=<b>', 'select=node%20<i>', 'of=zzzz', `select=${'a'.repeat(400)}`])
    expect(readAddress('', `#${hostile}`)).toMatchObject({ address: {}, bad: [{ name: hostile.split('=')[0] }] });
});

test('what can be selected has a text, and comes back from it; nothing else does', () => {
  const targets = [
    { type: 'node', id: 'b1' },
    { type: 'partition', id: 'orders-0' },
    { type: 'replica', partition: 'orders-0', broker: 2 },
    { type: 'message', id: 7 },
    { type: 'link', from: 'b1', to: 'b2' },
    { type: 'record', partition: 'orders-0', broker: 1, offset: 17 },
    { type: 'fact', index: 3 },
    { type: 'step', step: 99 },
  ] as const;
  for (const target of targets) expect(readTarget(targetKey(target))).toEqual(target);
  for (const text of [
    '',
    'node',
    'node a b',
    'message x',
    'record orders-0 1',
    'replica orders-0 -1',
    'fact 1e9',
    'x y',
  ])
    expect(readTarget(text)).toBeUndefined();
});

test('how a lens is looked at comes back from a link, value by value', () => {
  const look = {
    'leadership.zoom': 3,
    'leadership.troubled': true,
    'space-time.stretch': { length: 2_000, from: null },
  };
  const packed = packLook(look)!;
  const address = { lens: 'leadership', look: packed };
  expect(readAddress('', writeAddress(address))).toEqual({ address, bad: [] });
  keepOnly(unpackLook(packed)!);
  expect(keptValue('leadership.zoom', 0, readCount)).toBe(3);
  expect(keptValue('leadership.troubled', false, readFlag)).toBe(true);
  expect(keptValue('space-time.stretch', null, readStretch)).toEqual({ length: 2_000, from: null });
  // Of one lens only that one is written again.
  expect(keptOf('leadership')).toEqual({ 'leadership.zoom': 3, 'leadership.troubled': true });
  expect(packLook({})).toBeUndefined();
  expect(packLook({ 'server-log.ask': 'x'.repeat(2_000) })).toBeUndefined();
});

test('what a stranger says of a lens is taken where the lens knows it, and is else not there', () => {
  const from = (value: unknown) => `1${base64url(new TextEncoder().encode(JSON.stringify(value)))}`;
  keepOnly(unpackLook(from({ 'a.flag': 'yes', 'a.count': -1, 'a.text': 'x\u0000', 'a.texts': [1], 'a.stretch': [] }))!);
  expect(keptValue('a.flag', false, readFlag)).toBe(false);
  expect(keptValue('a.count', 7, readCount)).toBe(7);
  expect(keptValue('a.text', 'none', readText)).toBe('none');
  expect(keptValue('a.texts', null, readTexts)).toBeNull();
  expect(keptValue('a.stretch', null, readStretch)).toBeNull();
  // Nor does it go out again.
  expect(keptOf('a')).toEqual({});
  const many = Object.fromEntries(
    Array.from({ length: 30 }, (_, place) => [
      `a${String.fromCharCode(97 + (place % 26))}${place > 25 ? '-' : ''}.b`,
      place,
    ]),
  );
  const wrong = [
    '1',
    '1!!',
    from([]),
    from(null),
    from('text'),
    from(JSON.parse('{"__proto__":{"x":1}}')),
    from({ 'A.b': 1 }),
    from(many),
    `2${from({}).slice(1)}`,
    from({ 'a.b': 'x'.repeat(2_000) }),
  ];
  expect(wrong.map((packed) => unpackLook(packed)).filter((read) => read !== undefined)).toEqual([]);
  expect(({} as Record<string, unknown>).x).toBeUndefined();
});

test('a scenario of one’s own is in the link, whole; too long a one is in none', () => {
  const own = TEXT.replace(/^lesson:\n(?:[ \t].*\n|\n)*/m, '# 내 시나리오\n');
  const packed = packText(own)!;
  expect(packed.length).toBeLessThan(3_000);
  expect(unpackText(packed)).toEqual({ text: own });
  const address = { scenario: 'mine', text: packed };
  expect(readAddress('', writeAddress(address))).toEqual({ address, bad: [] });
  const noise = Array.from({ length: 12_000 }, (_, n) => (Math.imul(n, 0x9e3779b1) >>> 0).toString(36)).join(' ');
  expect(packText(noise)).toBeUndefined();
});

test('a damaged, cut, blown up or later text is told to be one, and nothing comes of it', () => {
  const packed = packText('tidemark: 1\n'.repeat(200))!;
  const draw = draws(11);
  for (let n = 0; n < 600; n++) {
    const changed = mutated(packed, draw);
    const read = unpackText(changed);
    if ('text' in read) expect(read.text).toBe('tidemark: 1\n'.repeat(200));
    else expect(read.problem.ko.length * read.problem.en.length).toBeGreaterThan(0);
  }
  const bomb = signed('a'.repeat(8_000_000), 1);
  expect(bomb.length).toBeLessThan(LONGEST_TEXT);
  expect(unpackText(bomb)).toMatchObject({ problem: { en: expect.stringContaining('damaged') } });
  expect(unpackText(signed('tidemark: 1', 2))).toMatchObject({ problem: { en: expect.stringContaining('newer') } });
  expect(unpackText('A'.repeat(LONGEST_TEXT + 1))).toMatchObject({
    problem: { en: expect.stringContaining('too long') },
  });
});
