/** The same scenario on two Kafkas: a run beside a run, what tells them apart, and links that carry both. */
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { rungAddress } from '../../src/app/rungs.ts';
import { readAddress, writeAddress } from '../../src/app/url.ts';
import { rungsFrame } from '../../src/frame/rungs.ts';
import type { Answer, Ask } from '../../src/worker/protocol.ts';
import { Session } from '../../src/worker/session.ts';

const TEXT = readFileSync(new URL('../../scenarios/leader-failover.yaml', import.meta.url), 'utf8');
type Moved = Extract<Answer, { answer: 'moved' }>;

/** With a clock that stands still everything happens in one call, and its first frame of a branch is a whole one. */
function opened(rung: { readonly protocol?: string; readonly version?: string } = {}, clock = () => performance.now()) {
  const session = new Session({ clock });
  const loaded = session.answer({ ask: 'load', name: 'leader-failover', text: TEXT, ...rung });
  if (loaded.answer !== 'loaded') throw new Error(JSON.stringify(loaded));
  const moved = (ask: Ask): Moved => {
    let answer = session.answer(ask);
    while (answer.answer === 'moved' && answer.more) answer = session.answer(ask);
    if (answer.answer !== 'moved') throw new Error(JSON.stringify(answer));
    return answer;
  };
  const seek = (branch: number, at: number) => moved({ ask: 'seek', branch, to: { at } });
  return { session, loaded, moved, seek };
}

describe('a run on another Kafka', () => {
  test('is one of those the simulation knows, each with what it can break', () => {
    const { protocols, versions } = rungsFrame();
    expect(protocols.map(({ id }) => id)).toEqual([
      'truncate-to-high-watermark',
      'kip-101',
      'kip-279',
      'kip-320-first-try',
      'kip-320',
    ]);
    expect(protocols.at(-1)!.breaks).toEqual([]);
    expect(protocols[0]!.breaks).toContain('NoAcknowledgedRecordLost');
    expect(versions[0]).toEqual({ name: '4.3.1', protocol: 'kip-320', eras: ['kraft'] });
    expect(versions.find(({ name }) => name === '3.9.1')!.eras).toEqual(['zookeeper', 'kraft', 'migration']);
    expect(versions.at(-1)).toEqual({ name: '0.10.2.2', protocol: 'truncate-to-high-watermark', eras: ['zookeeper'] });
  });

  test('stands beside the first, shares nothing with it, and both go their way', () => {
    const { moved, seek } = opened();
    const first = seek(0, 20_000_000).fingerprint;
    const made = moved({ ask: 'beside', branch: 0, rung: { protocol: 'truncate-to-high-watermark' }, name: 'old' });
    expect(made).toMatchObject({ branch: 1, leftOut: 0 });
    expect(made.branches[1]).toMatchObject({
      name: 'old',
      parent: null,
      beside: 0,
      rung: { protocol: 'truncate-to-high-watermark', version: '4.3.1', mixed: true },
    });
    const beside = seek(1, 20_000_000);
    expect(beside.fingerprint).not.toBe(first);
    expect(seek(0, 20_000_000).fingerprint).toBe(first);
    // Loaded with it from the start it is the same run.
    expect(opened({ protocol: 'truncate-to-high-watermark' }).seek(0, 20_000_000).fingerprint).toBe(beside.fingerprint);
  });

  test('may be another release', () => {
    const { moved, seek } = opened();
    seek(0, 12_000_000);
    const made = moved({ ask: 'beside', branch: 0, rung: { version: '3.9.1' } });
    expect(made.branches[1]!.rung).toEqual({
      version: '3.9.1',
      protocol: 'kip-320',
      era: 'kraft',
      mixed: false,
      chosen: { version: '3.9.1' },
    });
    expect(seek(1, 12_000_000).fingerprint).not.toBe(seek(0, 12_000_000).fingerprint);
  });

  test('on the same rung never parts from it', () => {
    const { moved, seek } = opened();
    moved({ ask: 'beside', branch: 0, rung: { protocol: 'kip-320' } });
    const { fingerprint } = seek(0, 30_000_000);
    const beside = seek(1, 30_000_000);
    expect(beside.fingerprint).toBe(fingerprint);
    expect(beside.branches[1]!.divergence).toBeNull();
  });

  test('parts where the first fact differs, as the list of differences says', () => {
    const { session, moved, seek } = opened();
    moved({ ask: 'beside', branch: 0, rung: { protocol: 'truncate-to-high-watermark' } });
    seek(0, 40_000_000);
    const { branches } = seek(1, 40_000_000);
    const split = branches[1]!.divergence;
    expect(split).not.toBeNull();
    const { difference } = session.answer({ ask: 'difference', one: 0, other: 1 }) as Extract<
      Answer,
      { answer: 'difference' }
    >;
    expect(difference.divergence?.at).toBe(split!.at);
    // What is not seen yet is not given away.
    const again = opened();
    again.moved({ ask: 'beside', branch: 0, rung: { protocol: 'truncate-to-high-watermark' } });
    again.seek(0, split!.at - 1_000);
    expect(again.seek(1, split!.at - 1_000).branches[1]!.divergence).toBeNull();
  });

  test('repeats what was done by hand at the same times, but for what names a message', () => {
    const still = () => 0;
    const messagesAt = (time: number) => {
      const { frame } = opened({}, still).seek(0, time);
      return 'whole' in frame ? frame.whole.messages.filter(({ kind }) => kind !== 'close') : [];
    };
    let at = 6_000_000;
    while (messagesAt(at).length === 0) at += 400;
    const message = messagesAt(at)[0]!;
    const { moved, seek } = opened();
    seek(0, at);
    moved({ ask: 'act', branch: 0, act: { type: 'hold', message: message.id } });
    moved({ ask: 'act', branch: 0, act: { type: 'kill', node: 'b3' } });
    seek(0, 9_000_000);
    const made = moved({ ask: 'beside', branch: 0, rung: { protocol: 'kip-101' } });
    expect(made.leftOut).toBe(1);
    expect(made.branches[1]!.commands).toMatchObject([{ at, text: 'kill b3' }]);
    const fresh = opened();
    fresh.seek(0, at);
    fresh.moved({ ask: 'act', branch: 0, act: { type: 'kill', node: 'b3' } });
    fresh.moved({ ask: 'beside', branch: 0, rung: { protocol: 'kip-101' } });
    expect(seek(1, 9_000_000).fingerprint).toBe(fresh.seek(1, 9_000_000).fingerprint);
  });

  test('is saved with what it was run on, and opened again', () => {
    const { session, moved, seek } = opened();
    seek(0, 6_000_000);
    moved({ ask: 'act', branch: 0, act: { type: 'kill', node: 'b3' } });
    moved({ ask: 'beside', branch: 0, rung: { protocol: 'kip-279' } });
    const { fingerprint } = seek(1, 15_000_000);
    const { text } = session.answer({ ask: 'export', branch: 1 }) as Extract<Answer, { answer: 'exported' }>;
    const again = opened();
    expect(again.session.answer({ ask: 'import', text })).toMatchObject({
      answer: 'loaded',
      scenario: { protocol: 'kip-279', refused: null },
    });
    expect(again.seek(0, 15_000_000).fingerprint).toBe(fingerprint);
  });

  test('that does not exist is refused with the nearest one, and the file is run as it says', () => {
    const { loaded, session } = opened({ protocol: 'kip-102' });
    expect(loaded.scenario.protocol).toBe('kip-320');
    expect(loaded.scenario.refused?.en).toContain('kip-101');
    const answer = session.answer({ ask: 'beside', branch: 0, rung: { version: '1.2.3' } });
    expect(answer).toMatchObject({ answer: 'failed', reason: expect.stringContaining('4.3.1') });
  });
});

describe('a link', () => {
  test('carries what was chosen, and what is beside it', () => {
    const text = writeAddress({
      scenario: 'x',
      protocol: 'kip-101',
      beside: { version: '4.3.1', protocol: 'kip-320' },
    });
    expect(text).toBe('#scenario=x&protocol=kip-101&beside=4.3.1_kip-320');
    expect(readAddress('', text)).toEqual({
      address: { scenario: 'x', protocol: 'kip-101', beside: { version: '4.3.1', protocol: 'kip-320' } },
      bad: [],
    });
    expect(readAddress('', '#beside=kip-279').address.beside).toEqual({ protocol: 'kip-279' });
    expect(readAddress('', '#beside=3.9').address.beside).toEqual({ version: '3.9' });
    expect(readAddress('', '#beside=3.9.1_zookeeper_kip-101&era=kraft').address).toEqual({
      era: 'kraft',
      beside: { version: '3.9.1', era: 'zookeeper', protocol: 'kip-101' },
    });
    expect(readAddress('', '#beside=kraft_kraft&era=bronze').bad.map(({ name }) => name)).toEqual(['beside', 'era']);
    expect(readAddress('', '#beside=<b>&protocol=KIP 1').bad.map(({ name }) => name)).toEqual(['beside', 'protocol']);
  });

  test('names a second Kafka only when two are shown', () => {
    const { moved } = opened();
    const { branches } = moved({ ask: 'beside', branch: 0, rung: { protocol: 'kip-101' } });
    expect(rungAddress(branches, 1, 0)).toEqual({ beside: { protocol: 'kip-101' } });
    expect(rungAddress(branches, 0, 1)).toEqual({ beside: { protocol: 'kip-101' } });
    expect(rungAddress(branches, 1, null)).toEqual({ protocol: 'kip-101' });
    expect(rungAddress(branches, 0, null)).toEqual({});
  });
});
