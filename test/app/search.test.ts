/** The search of the page: its machine over a wire, and what its worker does in slices. */
import { describe, expect, test } from 'vitest';
import { Search } from '../../src/app/search/search.ts';
import type { SearchWire } from '../../src/app/search/searchWire.ts';
import { saidBy } from '../../src/base/says.ts';
import { parseScenario } from '../../src/scenario/parse.ts';
import { runScenario } from '../../src/scenario/run.ts';
import { Searching } from '../../src/worker/searching.ts';
import type { SearchAnswer, SearchRequest } from '../../src/worker/searchProtocol.ts';

/** acks=1 on two brokers: a loss is never far. */
const WEAK = `tidemark: 1
title: { en: Weak acks, ko: 약한 확인 응답 }
seed: 3
until: 20s
cluster: { controllers: 1, brokers: 2 }
topics:
  - { name: orders, partitions: 1, replication-factor: 2, config: { min.insync.replicas: 1 } }
producers:
  - name: p1
    config: { acks: 1 }
    send: [{ topic: orders, every: 100ms, count: 10 }]
`;

const REQUEST: SearchRequest = {
  name: 'weak',
  text: WEAK,
  seed: 3,
  property: 'NoWeaklyAcknowledgedRecordLost',
  depth: 2,
  faults: { kill: 1, isolate: 1 },
  nodes: ['b1', 'b2'],
  from: 3_000_000,
  to: 3_400_000,
  until: 18_000_000,
  minutes: 2,
};

function searched(request: SearchRequest): Searching {
  const searching = new Searching(request, () => performance.now());
  while (!searching.advance(500)) {
    // Until it is over.
  }
  return searching;
}

describe('a search', () => {
  test('finds a loss; the file it writes breaks the property when it is run', () => {
    const { found, progress } = searched(REQUEST);
    expect(progress).toMatchObject({ phase: 'done', exhausted: false, space: { nodes: ['b1', 'b2'], depth: 2 } });
    expect(found).toMatchObject({ property: REQUEST.property, promised: false, verified: true });
    const parsed = parseScenario(found!.text);
    if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems));
    expect(runScenario(parsed.scenario).ok).toBe(true);
    expect(found!.faults.length).toBeGreaterThan(0);
    expect(found!.story.some(({ isFault }) => isFault)).toBe(true);
  });

  test('for one record finds a loss of that one', () => {
    const focus = { partition: 'orders-0', sender: { client: 'p1', record: 2 } };
    const { found } = searched({ ...REQUEST, focus });
    expect(found?.detail).toContain('record 2 of p1');
    // Nobody sends to another partition.
    expect(searched({ ...REQUEST, depth: 1, focus: { partition: 'orders-1' } }).found).toBeNull();
  });

  test('that finds none says how far it looked', () => {
    const { found, progress } = searched({
      ...REQUEST,
      depth: 1,
      faults: { kill: 1 },
      to: 3_100_000,
      property: 'OneLeaderPerEpoch',
    });
    expect(found).toBeNull();
    expect(progress.exhausted).toBe(true);
    expect(progress.levels.every(({ finished }) => finished)).toBe(true);
    expect(progress.levels.map(({ schedules }) => schedules)).toEqual([1, progress.schedules - 1]);
  });

  test('runs on the Kafka it is asked for, and refuses what does not exist', () => {
    expect(() => searched({ ...REQUEST, property: 'NoAcknowledgedRecordsLost' })).toThrow('NoAcknowledgedRecordLost');
    expect(() => searched({ ...REQUEST, protocol: 'kip-102' })).toThrow('kip-101');
    expect(() => searched({ ...REQUEST, faults: { kil: 1 } })).toThrow('kill');
    expect(() => searched({ ...REQUEST, text: 'tidemark: 1' })).toThrow();
  });
});

describe('the search of a page', () => {
  /** The worker of the search in the same thread. */
  function localSearch(): SearchWire & { readonly state: { isGone: boolean } } {
    const state = { isGone: false };
    let searching: Searching | undefined;
    const post = (answer: SearchAnswer) => {
      if (!state.isGone) wire.onmessage?.({ data: structuredClone(answer) });
    };
    const goOn = () => {
      if (searching === undefined || state.isGone) return;
      const isOver = searching.advance(30);
      if (isOver) post({ answer: 'result', progress: searching.progress, found: searching.found });
      else {
        post({ answer: 'progress', progress: searching.progress });
        setTimeout(goOn, 0);
      }
    };
    const wire: SearchWire & { readonly state: { isGone: boolean } } = {
      state,
      onmessage: null,
      onerror: null,
      postMessage: (told) => {
        if (told.tell === 'stop') return searching?.cancel();
        try {
          searching = new Searching(structuredClone(told.request), () => performance.now());
        } catch (error) {
          return post({ answer: 'refused', reason: saidBy(error) });
        }
        setTimeout(goOn, 0);
      },
      terminate: () => {
        state.isGone = true;
      },
    };
    return wire;
  }

  function opened() {
    const wires: ReturnType<typeof localSearch>[] = [];
    const search = new Search(() => {
      const wire = localSearch();
      wires.push(wire);
      return wire;
    });
    const until = async (phase: 'found' | 'notFound' | 'failed' | 'running'): Promise<void> => {
      for (let turn = 0; turn < 6_000 && !search.snapshot.matches(phase); turn++)
        await new Promise((resolve) => setTimeout(resolve, 5));
      expect(search.snapshot.value).toBe(phase);
    };
    return { search, wires, until };
  }

  test('tells how far it is, keeps its result, and ends its worker', async () => {
    const { search, wires, until } = opened();
    search.begin(REQUEST);
    await until('found');
    expect(search.snapshot.context.found?.property).toBe(REQUEST.property);
    expect(wires.map(({ state }) => state.isGone)).toEqual([true]);
    search.again();
    expect(search.snapshot.value).toBe('idle');
    expect(search.snapshot.context.request).toEqual(REQUEST);
  });

  test('is stopped at once, and says what it has covered', async () => {
    const { search, until } = opened();
    search.begin({ ...REQUEST, property: 'OneLeaderPerEpoch', to: 17_000_000, depth: 3 });
    await until('running');
    while (search.snapshot.context.progress === null) await new Promise((resolve) => setTimeout(resolve, 5));
    search.cancel();
    expect(search.snapshot.value).toBe('stopping');
    await until('notFound');
    expect(search.snapshot.context.progress).toMatchObject({ stoppedBy: 'cancelled', exhausted: false });
    expect(search.snapshot.context.progress!.schedules).toBeGreaterThan(0);
  });

  test('whose worker hears nothing ends all the same, with what it told last', async () => {
    const { search, wires, until } = opened();
    search.begin({ ...REQUEST, property: 'OneLeaderPerEpoch', to: 17_000_000, depth: 3 });
    while (search.snapshot.context.progress === null) await new Promise((resolve) => setTimeout(resolve, 5));
    wires[0]!.postMessage = () => undefined;
    search.cancel();
    await until('notFound');
    expect(search.snapshot.context.progress).toMatchObject({ stoppedBy: 'cancelled', phase: 'done' });
    expect(wires[0]!.state.isGone).toBe(true);
  });

  test('that cannot be done says why; one that dies does too, and another can be begun', async () => {
    const { search, wires, until } = opened();
    search.begin({ ...REQUEST, property: 'Nothing' });
    await until('failed');
    expect(search.snapshot.context.reason?.en).toContain('there is no property Nothing');
    expect(search.snapshot.context.reason?.ko).toContain('Nothing 속성은 없어요');
    search.again();
    search.begin(REQUEST);
    wires[1]!.onerror?.({ message: 'out of memory' });
    expect(search.snapshot.value).toBe('failed');
    expect(search.snapshot.context.reason?.ko).toBe('out of memory');
    search.again();
    search.begin(REQUEST);
    await until('found');
  });
});
