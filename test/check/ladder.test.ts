/**
 * The ladder of protocol generations against TLC, the model checker of TLA+, on the public specification: as many states,
 * as deep, the same verdicts, and counterexamples as short. The larger spaces run with TIDEMARK_LARGE=1.
 */
import { describe, expect, test } from 'vitest';
import { explore } from '../../src/check/explore.ts';
import {
  checkRung,
  LADDER,
  LADDER_SENTENCES,
  type LadderConstants,
  type LadderProperty,
  type Rung,
  RungSearch,
  rungNamed,
} from '../../src/kafka/ladder/index.ts';
import { replicationModel } from '../../src/kafka/ladder/replicationModel.ts';
import { KIP_320, type Rules } from '../../src/kafka/ladder/rules.ts';
import { readTlcLadder, type TlcCase } from '../conformance/tlcLadder.ts';

const LARGE = process.env.TIDEMARK_LARGE === '1';
/** Every search of a case is one more run through its states. */
const MOST_STATES = 70_000;

const CASES = readTlcLadder().cases;
const size = ({ replicas, logSize, maxRecords, maxLeaderEpoch }: LadderConstants) =>
  `${replicas} replicas, ${maxRecords} records, ${logSize} offsets, last epoch ${maxLeaderEpoch}`;
const titled = (cases: readonly TlcCase[]) => cases.map((one) => [one.rung, size(one.constants), one] as const);

describe('TLC', () => {
  test.each(titled(CASES.filter(({ distinct }) => LARGE || distinct <= MOST_STATES)))(
    '%s, %s',
    (id, _size, recorded) => {
      const rung = rungNamed(id)!;
      const { statistics } = checkRung(rung, recorded.constants);
      expect(statistics).toMatchObject({
        distinctStates: recorded.distinct,
        depth: recorded.depth - 1,
        exhausted: true,
      });
      expectGenerated(recorded, statistics.generatedStates, recorded.generated);
      for (const [name, tlc] of Object.entries(recorded.properties)) {
        const { verdict, trace, statistics } = checkRung(rung, recorded.constants, name as LadderProperty);
        expect([name, verdict]).toEqual([name, tlc.verdict]);
        if (tlc.verdict === 'violated') {
          expect([name, trace.length]).toEqual([name, tlc.states - 1]);
          continue;
        }
        expect(statistics.distinctStates).toBe(tlc.distinct ?? recorded.distinct);
        if (tlc.generated !== undefined) expectGenerated(recorded, statistics.generatedStates, tlc.generated);
      }
    },
  );

  test('has broken all that each rung is expected to break, and nothing else', () => {
    const unfound: string[] = [];
    for (const rung of LADDER) {
      for (const [property, expected] of Object.entries(rung.expected)) {
        const verdicts = CASES.filter(({ rung: id }) => id === rung.id).map((one) => one.properties[property]?.verdict);
        if (expected === 'holds')
          expect([rung.id, property, verdicts.includes('violated')]).toEqual([rung.id, property, false]);
        else if (!verdicts.includes('violated')) unfound.push(`${rung.id} ${property}`);
      }
    }
    expect(unfound).toEqual([]);
  });
});

/**
 * TLC makes a successor once for each way in which the formula of an action is true. Two modules have formulas that are true
 * in two ways at once, for one and the same step; the others must agree to the last successor.
 */
function expectGenerated({ rung }: TlcCase, ours: number, tlcs: number): void {
  if (rung === 'kip-279' || rung === 'kip-320') expect(ours).toBeLessThan(tlcs);
  else expect(ours).toBe(tlcs);
}

const EXPECTED = LADDER.flatMap((rung) =>
  (Object.keys(rung.expected) as LadderProperty[]).map((property) => [rung.id, property, rung] as const),
);

describe('what breaks on which rung', () => {
  const breaks = EXPECTED.filter(([, property, rung]) => rung.expected[property] !== 'holds');
  test.each(breaks)('%s breaks %s', (_id, property, rung) => {
    const constants = rung.expected[property] as LadderConstants;
    const { verdict, trace, broken } = checkRung(rung, constants, property, { symmetry: true });
    expect(verdict).toBe('violated');
    expect(trace.join('\n')).toMatch(/^controller /);
    expect(broken[0]).toMatch(/^controller: /);
  });

  // Two replicas do not show what KIP-320 is for.
  test.each(['kip-279', 'kip-320-first-try'])('%s is safe with two replicas', (id) => {
    const constants = { replicas: 2, logSize: 2, maxRecords: 2, maxLeaderEpoch: 3 };
    for (const property of Object.keys(rungNamed(id)!.expected) as LadderProperty[]) {
      expect(checkRung(rungNamed(id)!, constants, property).verdict).toBe('holds');
    }
  });

  test.each(EXPECTED.filter(([, property, rung]) => rung.expected[property] === 'holds'))(
    '%s holds %s',
    (_id, property, rung) => {
      const constants = { replicas: 3, logSize: 2, maxRecords: 2, maxLeaderEpoch: LARGE ? 2 : 1 };
      expect(checkRung(rung, constants, property, { symmetry: true }).verdict).toBe('holds');
    },
  );
});

describe('each guard of KIP-320 is needed', () => {
  const without: readonly (readonly [string, Partial<Rules>, LadderConstants])[] = [
    ['whoever joins waits for the own epoch', { joinAwaitsOwnEpoch: false }, sized(3, 1, 1)],
    ['whoever joins has the high watermark', { joinAwaitsHighWatermark: false }, sized(2, 1, 1)],
    ['the high watermark counts followers of the own epoch', { highWatermark: 'none' }, sized(3, 1, 2)],
    ['… not of the own records', { highWatermark: 'record-epoch' }, sized(3, 1, 2)],
    ['the ISR takes followers of the own epoch', { isr: 'none' }, sized(3, 1, 2)],
    ['truncation is against a leader of the same epoch', { truncatesAgainstSameEpoch: false }, sized(3, 2, 2)],
    ['truncation is at the last match, not the high watermark', { truncation: 'high-watermark' }, sized(2, 1, 2)],
    ['… not at the end of an epoch', { truncation: 'leader-epoch-end' }, sized(2, 2, 2)],
    ['… and it does happen', { truncation: 'never' }, sized(2, 2, 1)],
  ];
  test.each(without)('%s', (_guard, change, constants) => {
    const model = replicationModel({ ...KIP_320, ...change }, constants, { symmetry: true });
    expect(explore(model, [model.invariant('StrongIsr')]).violation?.invariant).toBe('StrongIsr');
  });

  function sized(replicas: number, records: number, maxLeaderEpoch: number): LadderConstants {
    return { replicas, logSize: records, maxRecords: records, maxLeaderEpoch };
  }
});

describe('a search', () => {
  const kip101 = rungNamed('kip-101') as Rung;

  test('tells its way as a story', () => {
    const { trace, broken } = checkRung(kip101, kip101.expected.StrongIsr as LadderConstants, 'StrongIsr');
    expect(['', ...trace, ...broken, ''].join('\n')).toBe(`
controller elects b1: leader epoch 0, ISR [b1 b2]
b1 becomes leader at epoch 0: log empty, high watermark 0
b1 appends a@0 at offset 0
b2 follows b1 at epoch 0: keeps its log up to 0, high watermark 0
b2 fetches a@0 at offset 0 from b1: high watermark 0
b1 commits a@0 at offset 0: high watermark 1
controller elects b2: leader epoch 1, ISR [b1 b2]
b2 becomes leader at epoch 1: log a@0, high watermark 0
b2 appends b@1 at offset 1
controller elects b1: leader epoch 2, ISR [b1 b2]
b2 follows b1 at epoch 2: truncates its log from 2 to 0, high watermark 0
controller: leader b1, leader epoch 2, ISR [b1 b2]
b1: takes itself for the leader, epoch 0, ISR [b1 b2], log a@0, high watermark 1
b2: follows b1, epoch 2, log empty, high watermark 0
`);
  });

  test('finds ways as short up to renaming of replicas, in fewer states', () => {
    const rung = rungNamed('kip-279') as Rung;
    const constants = rung.expected.WeakIsr as LadderConstants;
    const plain = checkRung(rung, constants, 'WeakIsr');
    const symmetric = checkRung(rung, constants, 'WeakIsr', { symmetry: true });
    expect(symmetric.trace.length).toBe(plain.trace.length);
    expect(symmetric.statistics.distinctStates * 5).toBeLessThan(plain.statistics.distinctStates);
  });

  test('can be watched and ended from outside', () => {
    const seen: number[] = [];
    const { verdict, statistics } = checkRung(
      rungNamed('kip-320')!,
      { replicas: 3, logSize: 2, maxRecords: 2, maxLeaderEpoch: 2 },
      'StrongIsr',
      {
        goOn: ({ distinctStates }) => (seen.push(distinctStates) === 2 ? 'time' : undefined),
      },
    );
    expect(verdict).toBe('not found');
    expect(statistics).toMatchObject({ stoppedBy: 'time', exhausted: false });
    expect(seen).toHaveLength(2);
  });

  test('refuses constants that do not fit', () => {
    const constants = { replicas: 9, logSize: 1, maxRecords: 1, maxLeaderEpoch: 1 };
    expect(() => new RungSearch(kip101, constants)).toThrow('replicas must be a whole number from 1 to 5, not 9');
  });
});

test('everything on the ladder is told in both languages', () => {
  const sentences = [...LADDER.flatMap(({ name, sentence }) => [name, sentence]), ...Object.values(LADDER_SENTENCES)];
  for (const { en, ko } of sentences) {
    expect(en).not.toBe('');
    expect(ko).toMatch(/[가-힣]/);
  }
});
