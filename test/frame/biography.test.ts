/** The life of single records, and the ledger of all, against truths that scenarios are about. */
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { seconds } from '../../src/base/time.ts';
import type { BiographyFrame, LedgerPick } from '../../src/frame/biography/biographyFrames.ts';
import { Session } from '../../src/worker/session.ts';

function at(scenario: string, time: number): Session {
  const text = readFileSync(new URL(`../../scenarios/${scenario}.yaml`, import.meta.url), 'utf8');
  const session = new Session({ clock: () => 0 });
  expect(session.answer({ ask: 'load', name: 'x', text })).toMatchObject({ answer: 'loaded' });
  seek(session, time);
  return session;
}

function seek(session: Session, time: number): void {
  expect(session.answer({ ask: 'seek', branch: 0, to: { at: seconds(time) } })).toMatchObject({ answer: 'moved' });
}

function ledger(session: Session) {
  const got = session.answer({ ask: 'run-ledger', branch: 0 });
  if (got.answer !== 'run-ledger') throw new Error(JSON.stringify(got).slice(0, 300));
  return got.ledger;
}

function found(session: Session, ask: { pick: LedgerPick } | { text: string }): string[] {
  const got = session.answer(
    'pick' in ask ? { ask: 'ledger-records', branch: 0, ...ask } : { ask: 'find-records', branch: 0, ...ask },
  );
  if (got.answer !== 'ledger-records' && got.answer !== 'find-records') throw new Error(JSON.stringify(got));
  return got.found.records.map(({ client, record }) => `${client}#${record}`);
}

function life(session: Session, client: string, record: number): BiographyFrame | null {
  const got = session.answer({ ask: 'biography', branch: 0, client, record });
  if (got.answer !== 'biography') throw new Error(JSON.stringify(got).slice(0, 300));
  return got.biography;
}

const types = (biography: BiographyFrame | null): string[] => biography?.events.map(({ type }) => type) ?? [];

describe('acks=1: told yes, and lost', () => {
  const session = at('acks-one-loses', 44);

  test('the ledger counts what is lost, and names it', () => {
    const { totals, producers } = ledger(session);
    const lost = found(session, { pick: { of: 'producer', figure: 'lost', client: null } });
    expect(totals.lost).toBe(lost.length);
    expect(producers).toMatchObject([{ client: 'p1', partition: 'orders-0', lost: lost.length, duplicated: 0 }]);
    // What b2 did not have when it was elected: from 112 on, up to the last that b1 acknowledged.
    expect(lost[0]).toBe('p1#112');
    expect(lost.at(-1)).toBe('p1#120');
  });

  test('the life of a lost one: acknowledged, never copied, cut off when its leader came back', () => {
    const biography = life(session, 'p1', 112)!;
    expect(biography).toMatchObject({ verdict: 'lost', value: 'order 112', error: null });
    expect(types(biography)).toEqual(['sent', 'batch-sent', 'appended', 'acknowledged', 'truncated']);
    expect(biography.copies).toHaveLength(1);
    expect(biography.copies[0]!.replicas.map(({ state }) => state)).toEqual(['other', 'other', 'other']);
  });

  test('the life of one that was kept: copied, committed, delivered, in this order', () => {
    const biography = life(session, 'p1', 50)!;
    expect(biography.verdict).toBe('kept');
    expect(types(biography)).toEqual(
      ['sent', 'batch-sent', 'appended', 'acknowledged', 'replicated', 'replicated', 'committed', 'delivered'].sort(
        (a, b) => types(biography).indexOf(a) - types(biography).indexOf(b),
      ),
    );
    expect(biography.copies[0]!.replicas.every(({ state }) => state === 'committed')).toBe(true);
    const times = biography.events.map((event) => event.at);
    expect(times).toEqual([...times].sort((a, b) => a - b));
  });

  test('only what has happened by then', () => {
    seek(session, 15);
    expect(life(session, 'p1', 115)).toMatchObject({ verdict: 'kept' });
    expect(types(life(session, 'p1', 115))).not.toContain('truncated');
    // b1 is dead: nobody leads.
    seek(session, 20);
    expect(life(session, 'p1', 115)).toMatchObject({ verdict: 'no-leader' });
    seek(session, 25);
    expect(life(session, 'p1', 115)).toMatchObject({ verdict: 'lost' });
    expect(life(session, 'p1', 9999)).toBeNull();
    seek(session, 44);
  });

  test('records are found by name, number, place, key and value', () => {
    expect(found(session, { text: 'p1#112' })[0]).toBe('p1#112');
    expect(found(session, { text: '#112' })[0]).toBe('p1#112');
    // Two were there, one after the other.
    expect(found(session, { text: 'orders-0@112' })).toEqual(['p1#112', 'p1#121']);
    expect(found(session, { text: 'order-112' })).toEqual(['p1#112']);
    expect(found(session, { text: 'order 112' })).toEqual(['p1#112']);
    expect(found(session, { text: 'nothing like it' })).toEqual([]);
  });
});

describe('duplicates without idempotence', () => {
  const session = at('duplicates-without-idempotence', 37);

  test('five are there twice; the later copies are in the wrong order', () => {
    const { totals } = ledger(session);
    expect(totals).toMatchObject({ sent: 150, acknowledged: 150, lost: 0, duplicated: 5 });
    const twice = found(session, { pick: { of: 'producer', figure: 'duplicated', client: 'p1' } });
    expect(twice).toEqual(['p1#36', 'p1#37', 'p1#38', 'p1#39', 'p1#40']);
    // 40 was sent last, and its second copy is the first of them.
    const reordered = found(session, { pick: { of: 'producer', figure: 'reordered', client: 'p1' } });
    expect(reordered).toEqual(['p1#36', 'p1#37', 'p1#38', 'p1#39']);
    expect(totals.reordered).toBe(4);
  });

  test('the life of one of them: a lost answer, a second append, delivered twice', () => {
    const biography = life(session, 'p1', 40)!;
    expect(biography.verdict).toBe('duplicated');
    const seen = types(biography);
    expect(seen.filter((type) => type === 'batch-sent')).toHaveLength(2);
    expect(seen.filter((type) => type === 'appended')).toHaveLength(2);
    expect(seen.filter((type) => type === 'delivered')).toHaveLength(2);
    expect(seen).toContain('request-lost');
    expect(seen.indexOf('request-lost')).toBeLessThan(seen.indexOf('retried'));
    expect(biography.copies.map(({ counts }) => counts)).toEqual([true, true]);
    const told = biography.events.find(({ type }) => type === 'acknowledged');
    expect(told?.fields.offset).toBe('41');
  });
});

describe('a timeout is not a failure', () => {
  test('the producer does not know, and the record is there', () => {
    const session = at('timeout-is-not-failure', 24);
    const unknown = found(session, { pick: { of: 'producer', figure: 'unknownWritten', client: null } });
    expect(unknown).toEqual(['eager#1']);
    expect(life(session, 'eager', 1)).toMatchObject({ verdict: 'unknown-written' });
  });
});

describe('auto commit inside the next poll', () => {
  const session = at('auto-commit-inside-the-next-poll', 41);

  test('what one group reads again the other has skipped', () => {
    const { groups } = ledger(session);
    const billing = groups.find(({ group }) => group === 'billing')!;
    const shipping = groups.find(({ group }) => group === 'shipping')!;
    expect(billing).toMatchObject({ delivered: 300, processed: 300, skipped: 0 });
    expect(billing.redelivered).toBeGreaterThan(0);
    expect(shipping).toMatchObject({ redelivered: 0 });
    expect(shipping.skipped).toBe(300 - shipping.processed);
    expect(shipping.skipped).toBeGreaterThan(0);
  });

  test('a record that was read again: delivered twice in its group, once in the other', () => {
    const { groups } = ledger(session);
    const { group, consumers, partition } = groups.find((row) => row.group === 'billing')!;
    const pick = { of: 'group', figure: 'redelivered', group, consumers, partition } as const;
    const [first] = found(session, { pick });
    const [client, record] = first!.split('#');
    const delivered = life(session, client!, Number(record))!.events.filter(({ type }) => type === 'delivered');
    expect(delivered.filter(({ fields }) => fields.group === 'billing').map(({ fields }) => fields.nth)).toEqual([
      '1',
      '2',
    ]);
    expect(delivered.filter(({ fields }) => fields.group === 'shipping')).toHaveLength(1);
  });
});

test('compaction and retention are no loss: what was there is told, and why it is not any more', () => {
  const compacted = life(at('compaction-is-not-a-unique-key', 106), 'office', 0)!;
  expect(compacted).toMatchObject({ verdict: 'compacted', value: 'Berlin' });
  expect(types(compacted).at(-1)).toBe('cleaned');
  const session = at('retention-late-then-brutal', 2_100);
  expect(life(session, 'sensor', 0)).toMatchObject({ verdict: 'kept' });
  seek(session, 2_280);
  const deleted = life(session, 'sensor', 0)!;
  expect(deleted).toMatchObject({ verdict: 'deleted' });
  expect(deleted.events.at(-1)).toMatchObject({ type: 'deleted', fields: { reason: 'retention.ms' } });
  expect(ledger(session).totals.lost).toBe(0);
});

test('an idempotent producer sends again, and the broker knows the batch', () => {
  const biography = life(at('timeout-is-not-failure', 24), 'patient', 1)!;
  expect(biography).toMatchObject({ verdict: 'kept', error: null });
  const seen = types(biography);
  expect(seen.filter((type) => type === 'appended')).toHaveLength(1);
  expect(seen.slice(seen.indexOf('request-lost'))).toEqual([
    'request-lost',
    'retried',
    'waited',
    'batch-sent',
    'duplicate-answered',
    'acknowledged',
  ]);
});
