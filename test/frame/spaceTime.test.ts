/** Processes and the messages between them over a window of time, against the frames that the stage is drawn from. */
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { seconds } from '../../src/base/time.ts';
import type { Frame } from '../../src/frame/frame.ts';
import type { SpaceTimeAsk, SpaceTimeFrame, SpaceTimeMessage } from '../../src/frame/spaceTime/spaceTimeFrames.ts';
import type { Act } from '../../src/worker/protocol.ts';
import { Session } from '../../src/worker/session.ts';

const EVERYTHING: Omit<SpaceTimeAsk, 'from' | 'to'> = {
  nodes: [],
  apis: [],
  partition: null,
  onlyErrors: false,
  unfolded: true,
  leadersOf: null,
  follow: null,
};

function load(scenario = 'leader-failover'): Session {
  const text = readFileSync(new URL(`../../scenarios/${scenario}.yaml`, import.meta.url), 'utf8');
  const session = new Session({ clock: () => 0 });
  expect(session.answer({ ask: 'load', name: 'x', text })).toMatchObject({ answer: 'loaded' });
  return session;
}

function seek(session: Session, at: number, branch = 0): { frame: Frame; branch: number } {
  const got = session.answer({ ask: 'seek', branch, to: { at: seconds(at) } });
  if (got.answer !== 'moved') throw new Error(JSON.stringify(got).slice(0, 300));
  return { frame: (got.frame as { whole: Frame }).whole, branch: got.branch };
}

function act(session: Session, what: Act, branch = 0): number {
  const got = session.answer({ ask: 'act', branch, act: what });
  if (got.answer !== 'moved') throw new Error(JSON.stringify(got).slice(0, 300));
  return got.branch;
}

function look(
  session: Session,
  from: number,
  to: number,
  change: Partial<SpaceTimeAsk> = {},
  branch = 0,
): SpaceTimeFrame {
  const window = { from: seconds(from), to: seconds(to) };
  const got = session.answer({ ask: 'space-time', branch, ...EVERYTHING, ...window, ...change });
  if (got.answer !== 'space-time') throw new Error(JSON.stringify(got).slice(0, 300));
  return got.spaceTime;
}

const line = ({ from, to, api, kind, sentAt, endAt, state, records }: SpaceTimeMessage): string =>
  `${from} -> ${to} ${api} ${kind}${records > 0 ? ` ${records}` : ''} ${sentAt}..${endAt ?? ''} ${state}`;
const found = (data: SpaceTimeFrame, part: Partial<SpaceTimeMessage>): SpaceTimeMessage[] =>
  data.messages.filter((message) =>
    Object.entries(part).every(([name, value]) => message[name as keyof SpaceTimeMessage] === value),
  );

describe('the messages of a window', () => {
  test('one record on its way: sent, appended, copied, committed, acknowledged, read', () => {
    const session = load();
    seek(session, 10.05);
    const data = look(session, 10.001, 10.009, { unfolded: false });
    expect(data.messages.map(line)).toEqual([
      'p1 -> b1 Produce request 1 10005000..10005463 arrived',
      'b1 -> b2 Fetch response 1 10005463..10005923 arrived',
      'b1 -> b3 Fetch response 1 10005463..10006057 arrived',
      'b3 -> b1 Fetch request 10006057..10006620 arrived',
      'b1 -> k1 Fetch response 1 10006620..10007025 arrived',
      'b1 -> p1 Produce response 10006620..10007045 arrived',
    ]);
    const [request, , , , , response] = data.messages;
    expect([request!.partner, response!.partner]).toEqual([response!.id, request!.id]);
    expect(request!.partitions).toEqual(['orders-0']);
    expect(data.facts.map(({ type, node }) => `${node} ${type}`)).toContain('b1 RecordsAppended');
  });

  test('what is drawn, folded and filtered out is all there is, whatever is asked', () => {
    const session = load();
    seek(session, 25);
    const all = look(session, 9, 21);
    expect(all.counts).toMatchObject({ folded: 0, filtered: 0 });
    expect(all.counts.drawn).toBe(all.messages.length);
    for (const change of [
      { unfolded: false },
      { nodes: ['b2'] },
      { apis: ['Fetch'] },
      { partition: 'orders-0', unfolded: false },
      { onlyErrors: true },
      { nodes: ['p1'], apis: ['Produce', 'Metadata'], unfolded: false },
    ]) {
      const data = look(session, 9, 21, change);
      const { drawn, folded, filtered } = data.counts;
      expect(drawn + folded + filtered, JSON.stringify(change)).toBe(all.counts.all);
      expect(drawn).toBe(data.messages.length);
      expect(data.folded.reduce((sum, { count }) => sum + count, 0)).toBe(folded);
      expect(drawn).toBeLessThan(all.counts.all);
    }
    expect(all.apis.reduce((sum, { count }) => sum + count, 0)).toBe(all.counts.all);
    expect(look(session, 9, 21, { unfolded: false }).folded.map(({ api }) => api)).not.toContain('Produce');
  });

  test('heartbeats, empty fetches and metadata are folded; what brought something is not', () => {
    const session = load();
    seek(session, 12);
    const data = look(session, 5, 9.9, { unfolded: false });
    for (const { api, records, error } of data.messages) {
      if (api === 'BrokerHeartbeat' || api === 'Metadata') expect(error).toBe(true);
      if (api === 'Fetch' && records === 0) {
        const response = data.messages.some(({ api, records }) => api === 'Fetch' && records > 0);
        expect(response).toBe(true);
      }
    }
    expect(data.messages.filter(({ api, kind }) => api === 'Produce' && kind === 'request').length).toBe(25);
    expect(data.counts.folded).toBeGreaterThan(data.counts.drawn / 4);
  });
});

describe.each(['leader-failover', 'one-way-partition', 'zookeeper-long-pause', 'static-members-restart'])(
  '%s: the same as the stage shows',
  (scenario) => {
    test('what is in flight at an instant is what the frame has in flight', () => {
      const names = (list: readonly { id: number; from: string; to: string; api: string; kind: string }[]) =>
        list.map(({ id, from, to, api, kind }) => `${id} ${from} ${to} ${api} ${kind}`).sort();
      const session = load(scenario);
      for (const at of [2.0004, 5.0051, 10.1004, 12.5, 15.2]) {
        const fresh = load(scenario);
        const { frame } = seek(fresh, at);
        const flying = look(fresh, at - 0.0005, at).messages.filter(
          // The stage does not show the end of a connection that a cut link holds back.
          ({ state, kind }) => state === 'flying' || (state === 'held' && kind !== 'close'),
        );
        expect(names(flying), `at ${at}`).toEqual(names(frame.messages));
      }
      // Looked at later, everything that was in flight then has come to an end.
      seek(session, 16);
      for (const at of [5.0051, 10.1004]) {
        const { frame } = seek(load(scenario), at);
        const ids = new Map(look(session, at - 0.0005, at).messages.map((message) => [message.id, message]));
        for (const { id, arrivesAt } of frame.messages) {
          const later = ids.get(id);
          expect(later, `${id} at ${at}`).toBeDefined();
          if (later!.state === 'arrived' && later!.waits.length === 0) expect(later!.endAt).toBe(arrivesAt);
        }
      }
    });
  },
);

describe('what does not arrive', () => {
  test('a process that is killed: its lane ends, it says goodbye, and whoever knocks is refused', () => {
    const session = load();
    seek(session, 12);
    const data = look(session, 10.05, 10.4);
    const lane = data.lanes.find(({ id }) => id === 'b1')!;
    expect(lane.life.map(({ status, from }) => `${status} ${from}`)).toEqual(['up 0', 'down 10100000']);
    expect(found(data, { from: 'b1', kind: 'close', sentAt: 10_100_000 }).length).toBeGreaterThan(5);
    const refused = found(data, { to: 'b1', state: 'refused' });
    expect(refused.map(({ from, api }) => `${from} ${api}`)).toContain('p1 Metadata');
    for (const { sentAt } of refused) expect(sentAt).toBeGreaterThan(10_100_000 - 1_000);
    // What is lost is never folded.
    expect(found(look(session, 10.05, 10.4, { unfolded: false }), { state: 'refused' })).toHaveLength(refused.length);
    expect(look(session, 10.05, 10.4, { onlyErrors: true }).messages.map(({ state }) => state)).toContain('refused');
  });

  test('a machine without power answers nothing', () => {
    const session = load();
    seek(session, 9.9);
    const branch = act(session, { type: 'power-loss', node: 'b1' });
    seek(session, 10.4, branch);
    const data = look(session, 9.9, 10.4, {}, branch);
    expect(data.lanes.find(({ id }) => id === 'b1')!.life.at(-1)).toMatchObject({ status: 'off' });
    expect(found(data, { to: 'b1', state: 'no-power', api: 'Produce' }).length).toBeGreaterThan(0);
    expect(found(data, { from: 'b1', kind: 'close' })).toEqual([]);
  });

  test('a cut link holds what is sent, and lets it go when it heals', () => {
    const session = load();
    seek(session, 8.9);
    act(session, { type: 'cut', from: 'p1', to: 'b1' });
    seek(session, 9.2);
    const held = found(look(session, 8.9, 9.2), { from: 'p1', to: 'b1', api: 'Produce' });
    expect(held.map(({ state, endStep }) => [state, endStep])).toEqual(held.map(() => ['held', 0]));
    expect(held.length).toBeGreaterThan(0);
    act(session, { type: 'heal' });
    seek(session, 9.4);
    const later = found(look(session, 8.9, 9.4), { id: held[0]!.id });
    expect(later).toMatchObject([{ state: 'arrived', waits: [{ what: 'held', to: seconds(9.2) }] }]);
    expect(later[0]!.endAt).toBeGreaterThan(seconds(9.2));
    expect(later[0]!.waits[0]!.from).toBe(later[0]!.sentAt + (held[0]!.waits[0]!.from - held[0]!.sentAt));
  });

  test('what was held when its sender died is lost with its connection', () => {
    const session = load();
    seek(session, 8.9);
    act(session, { type: 'cut', from: 'p1', to: 'b1' });
    seek(session, 9.2);
    const [held] = found(look(session, 8.9, 9.2), { from: 'p1', to: 'b1', api: 'Produce' });
    act(session, { type: 'kill', node: 'b1' });
    seek(session, 9.6);
    const [gone] = found(look(session, 8.9, 9.6), { id: held!.id });
    expect(gone).toMatchObject({ state: 'broken', endAt: seconds(9.2), waits: [{ what: 'held', to: seconds(9.2) }] });
  });

  test('a message that is broken in flight never arrives', () => {
    const session = load();
    const { frame } = seek(session, 9.0052);
    const produce = frame.messages.find(({ api, kind }) => api === 'Produce' && kind === 'request')!;
    act(session, { type: 'break-connection', message: produce.id });
    seek(session, 9.1);
    expect(found(look(session, 9, 9.1), { id: produce.id })).toMatchObject([{ state: 'broken', from: 'p1', to: 'b1' }]);
  });

  test('a paused process: what reaches it lies there until it runs again', () => {
    const session = load();
    seek(session, 8.9);
    act(session, { type: 'pause', node: 'b1' });
    seek(session, 9.3);
    const waiting = found(look(session, 8.9, 9.3), { to: 'b1', state: 'received' });
    expect(waiting.map(({ api }) => api)).toContain('Produce');
    act(session, { type: 'resume', node: 'b1' });
    seek(session, 9.5);
    const data = look(session, 8.9, 9.5);
    const lane = data.lanes.find(({ id }) => id === 'b1')!;
    expect(lane.life.map(({ status }) => status)).toEqual(['up', 'paused', 'up']);
    for (const { id } of waiting) {
      const [woken] = found(data, { id });
      expect(woken).toMatchObject({ state: 'arrived', endAt: seconds(9.3), waits: [{ what: 'received' }] });
    }
  });
});

describe('following', () => {
  const follow = (client: string, record: number) => ({ follow: { of: 'record', client, record } as const });

  test('a record: exactly the messages that carried it, and what they led to', () => {
    const session = load();
    seek(session, 12);
    const data = look(session, 9.8, 10.05, { ...follow('p1', 35), unfolded: false });
    const ids = new Set(data.path!.messages);
    expect(data.path!.record).toBe('p1#35');
    expect(data.messages.filter(({ id }) => ids.has(id)).map(line)).toEqual([
      // The fetches that waited for it.
      expect.stringMatching(/^b\d -> b1 Fetch request/),
      expect.stringMatching(/^b\d -> b1 Fetch request/),
      expect.stringMatching(/^k1 -> b1 Fetch request/),
      'p1 -> b1 Produce request 1 10005000..10005463 arrived',
      'b1 -> b2 Fetch response 1 10005463..10005923 arrived',
      'b1 -> b3 Fetch response 1 10005463..10006057 arrived',
      'b3 -> b1 Fetch request 10006057..10006620 arrived',
      'b1 -> k1 Fetch response 1 10006620..10007025 arrived',
      'b1 -> p1 Produce response 10006620..10007045 arrived',
    ]);
    const facts = new Set(data.path!.facts);
    expect(data.facts.filter(({ index }) => facts.has(index)).map(({ type, node }) => `${node} ${type}`)).toEqual([
      'p1 RecordSent',
      'p1 BatchSent',
      'b1 RecordsAppended',
      'b2 RecordsReplicated',
      'b3 RecordsReplicated',
      'b1 HighWatermarkAdvanced',
      'k1 RecordsConsumed',
      'p1 RecordAcknowledged',
    ]);
  });

  test('a record by its place in a log, and by a fact about it', () => {
    const session = load();
    seek(session, 12);
    const path = look(session, 9.9, 10.05, follow('p1', 35)).path!;
    const target = { type: 'record', partition: 'orders-0', broker: 2, offset: 35 } as const;
    const way = { of: 'target', causes: true, effects: true } as const;
    expect(look(session, 9.9, 10.05, { follow: { ...way, target } }).path).toEqual(path);
    const fact = look(session, 9.9, 10.05).facts.find(({ type }) => type === 'RecordAcknowledged')!;
    const byFact = look(session, 9.9, 10.05, { follow: { ...way, target: { type: 'fact', index: fact.index } } });
    expect(byFact.path).toEqual(path);
  });

  test('a request: its answer, what led to it and what it led to, and no more than asked', () => {
    const session = load();
    seek(session, 12);
    const [request] = found(look(session, 10.001, 10.009), { api: 'Produce', kind: 'request' });
    const target = { type: 'step', step: request!.endStep } as const;
    const of = (causes: boolean, effects: boolean): string[] => {
      const data = look(session, 10.001, 10.009, { follow: { of: 'target', target, causes, effects } });
      const ids = new Set(data.path!.messages);
      return data.messages.filter(({ id }) => ids.has(id)).map((m) => `${m.from}->${m.to} ${m.api} ${m.kind}`);
    };
    expect(of(false, false)).toEqual(['p1->b1 Produce request', 'b1->p1 Produce response']);
    // Why it was answered only now: b3 had to have it.
    expect(of(true, false)).toEqual([
      'p1->b1 Produce request',
      'b1->b3 Fetch response',
      'b3->b1 Fetch request',
      'b1->p1 Produce response',
    ]);
    expect(of(false, true)).toEqual(
      expect.arrayContaining(['b1->b2 Fetch response', 'b1->b3 Fetch response', 'b1->p1 Produce response']),
    );
  });

  test('what is followed is drawn though the filter would leave it out', () => {
    const session = load();
    seek(session, 12);
    const data = look(session, 9.8, 10.05, { ...follow('p1', 35), nodes: ['c1'], unfolded: false });
    const { drawn, folded, filtered, all } = data.counts;
    expect(new Set(data.messages.map(({ id }) => id))).toEqual(
      new Set([...data.messages.map(({ id }) => id), ...data.path!.messages]),
    );
    expect(drawn + folded + filtered).toBe(all);
  });

  test('nothing to follow where nothing happened', () => {
    const session = load();
    seek(session, 12);
    expect(look(session, 9, 10, follow('p1', 4_000)).path).toBeNull();
    const target = { type: 'step', step: 10_000_000 } as const;
    expect(look(session, 9, 10, { follow: { of: 'target', target, causes: true, effects: true } }).path).toBeNull();
  });
});

describe('who led, and what nobody has seen yet', () => {
  test('leaders, the active controller and generations are bands on the lanes', () => {
    const session = load();
    seek(session, 25);
    const { lanes, leadersOf } = look(session, 0, 25);
    expect(leadersOf).toBe('orders-0');
    const bands = lanes.flatMap(({ id, bands }) => bands.map(({ what, epoch }) => `${id} ${what} ${epoch}`));
    expect(bands).toEqual(['b1 elected 0', 'b1 leads 0', 'b2 elected 1', 'b2 leads 1', 'c2 controller 1']);
    const leads = (id: string) => lanes.find((one) => one.id === id)!.bands.find(({ what }) => what === 'leads')!;
    expect(leads('b1').to).toBe(10_100_000);
    expect(leads('b2').from).toBeGreaterThan(leads('b1').to);
  });

  test('members of a group, the leader of an ensemble, and the controller among the brokers', () => {
    const members = load('coordinator-failover');
    seek(members, 12);
    const generations = look(members, 0, 12).lanes.flatMap(({ id, bands }) =>
      bands.filter(({ what }) => what === 'group').map(({ epoch, from, to }) => ({ id, epoch, lasts: to - from })),
    );
    expect(generations.length).toBeGreaterThan(0);
    for (const { epoch, lasts } of generations) expect([epoch > 0, lasts > 0]).toEqual([true, true]);
    const era = load('zookeeper-long-pause');
    seek(era, 12);
    const { lanes } = look(era, 0, 12);
    const holders = (what: string) => lanes.filter(({ bands }) => bands.some((band) => band.what === what));
    expect(holders('ensemble').map(({ kind }) => kind)).toEqual(['zookeeper']);
    expect(holders('controller').map(({ kind }) => kind)).toEqual(['broker']);
  });

  test('a run that was only looked ahead into stays blank', () => {
    const session = load();
    seek(session, 9.9);
    session.answer({ ask: 'ahead', branch: 0, to: seconds(20) });
    const data = look(session, 9.8, 20);
    expect(data.until).toBe(seconds(9.9));
    for (const { sentAt, endAt, state } of data.messages) {
      expect(sentAt).toBeLessThanOrEqual(seconds(9.9));
      if (endAt !== null && endAt > seconds(9.9)) expect(state).toBe('flying');
    }
    expect(data.facts.every(({ at }) => at <= seconds(9.9))).toBe(true);
    expect(data.lanes.find(({ id }) => id === 'b1')!.life).toHaveLength(1);
    // Back at an earlier instant, what was seen stays.
    seek(session, 12);
    const seen = look(session, 9.8, 12);
    seek(session, 5);
    expect(look(session, 9.8, 12)).toEqual(seen);
  });

  test('a tool has a lane from when it runs, also when the playhead is back before that', () => {
    const session = load();
    seek(session, 9);
    act(session, { type: 'console', line: 'kafka-topics --bootstrap-server b1:9092 --list', reader: null, files: {} });
    seek(session, 14);
    const tool = (data: SpaceTimeFrame) => data.lanes.find(({ kind }) => kind === 'tool');
    const seen = tool(look(session, 8.9, 14))!;
    expect(seen.life).toMatchObject([{ status: 'up', from: seconds(9) }, { status: 'down' }]);
    expect(look(session, 8.9, 14).messages.filter(({ from }) => from === seen.id).length).toBeGreaterThan(1);
    seek(session, 5);
    expect(tool(look(session, 8.9, 14))).toEqual(seen);
  });

  test('a branch shares what was before its fork, and goes its own way after', () => {
    const session = load();
    seek(session, 12);
    const before = look(session, 8, 9.9);
    seek(session, 10);
    const branch = act(session, { type: 'kill', node: 'b3' });
    expect(branch).not.toBe(0);
    seek(session, 12, branch);
    const shared = look(session, 8, 9.9, {}, branch).messages;
    expect(shared.map(line)).toEqual(before.messages.map(line));
    // What had been asked before the fork is answered after it, here and there.
    const asked = before.messages
      .filter(({ partner, api, to }) => partner !== null && api === 'Fetch' && to === 'b1')
      .at(-1)!;
    const own2 = shared.find(({ id }) => id === asked.id)!;
    expect(own2.partner).not.toBeNull();
    const own = look(session, 9.9, 10.1, {}, branch);
    expect(own.lanes.find(({ id }) => id === 'b3')!.life.at(-1)).toMatchObject({ status: 'down', from: seconds(10) });
    expect(look(session, 9.9, 10.1).lanes.find(({ id }) => id === 'b3')!.life).toHaveLength(1);
  });
});
