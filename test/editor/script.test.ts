/** What was done by hand, written into the script: run from the text alone it is the same run. */
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { applyFrameDifference } from '../../src/frame/difference.ts';
import type { FactFrame, Frame } from '../../src/frame/frame.ts';
import type { Act, Answer } from '../../src/worker/protocol.ts';
import { Session } from '../../src/worker/session.ts';

const TEXT = readFileSync(new URL('../../scenarios/acks-one-loses.yaml', import.meta.url), 'utf8');

class Run {
  readonly session = new Session({ clock: () => 0 });
  readonly text: string;
  branch: number;
  fingerprint = '';
  #frame: Frame | undefined;

  constructor(text: string) {
    this.text = text;
    const answer = this.session.answer({ ask: 'load', name: 'a', text });
    if (answer.answer !== 'loaded') throw new Error(JSON.stringify(answer));
    this.branch = answer.branch;
  }
  to(seconds: number): this {
    for (;;) {
      const answer = this.session.answer({ ask: 'seek', branch: this.branch, to: { at: seconds * 1_000_000 } });
      if (!this.#moved(answer)) return this;
    }
  }
  toStep(step: number): this {
    this.#moved(this.session.answer({ ask: 'seek', branch: this.branch, to: { step } }));
    return this;
  }
  act(act: Act): this {
    this.#moved(this.session.answer({ ask: 'act', branch: this.branch, act }));
    return this;
  }
  get at(): number {
    return this.#frame!.at;
  }
  get step(): number {
    return this.#frame!.step;
  }
  #moved(answer: Answer): boolean {
    if (answer.answer !== 'moved') throw new Error(JSON.stringify(answer));
    const { branch, fingerprint, frame, more } = answer;
    this.branch = branch;
    this.fingerprint = fingerprint;
    this.#frame = 'whole' in frame ? frame.whole : applyFrameDifference(this.#frame!, frame);
    return more;
  }
  written(text = this.text, from = 0) {
    const answer = this.session.answer({ ask: 'write-acts', branch: this.branch, text, from });
    if (answer.answer !== 'written-acts') throw new Error(JSON.stringify(answer));
    const { edits } = answer.written;
    const next = [...edits]
      .sort((a, b) => b.from - a.from)
      .reduce((now, { from: start, to, insert }) => now.slice(0, start) + insert + now.slice(to), text);
    return { ...answer.written, text: next };
  }
  /** All that was told, but for who cut what with how many commands. */
  facts(): readonly string[] {
    const all: FactFrame[] = [];
    for (;;) {
      const answer = this.session.answer({ ask: 'facts', branch: this.branch, from: all.length, to: all.length + 400 });
      if (answer.answer !== 'facts') throw new Error(JSON.stringify(answer));
      if (answer.facts.length === 0) break;
      all.push(...answer.facts);
    }
    return all
      .filter(({ type }) => type !== 'LinkChanged')
      .map(({ at, node, type, fields }) => `${at} ${node} ${type} ${JSON.stringify(fields)}`);
  }
}

test('faults, records and elections: the same facts to the end', () => {
  const run = new Run(TEXT).to(6.0137);
  run.act({ type: 'cut', from: 'b2', to: 'b3' }).to(6.5137).act({ type: 'kill', node: 'b2' }).to(7.2537);
  run.act({ type: 'start', node: 'b2' }).act({ type: 'slow-link', from: 'b1', to: 'b3', delay: 20_000 }).to(8.0137);
  run.act({ type: 'isolate', node: 'b3' }).to(9.0137).act({ type: 'heal' });
  run.act({ type: 'elect-leaders', electionType: 'PREFERRED' });
  run.act({ type: 'produce', producer: 'p1', topic: 'orders', key: 'k', value: 'by: hand, "quoted"' }).to(12);
  const { text, lines, unsaid, nearly } = run.written();
  expect([unsaid, nearly]).toEqual([[], []]);
  expect(lines).toEqual([
    '- { at: 6.0137s, cut: { from: b2, to: b3 } }',
    '- { at: 6.5137s, kill: b2 }',
    '- { at: 7.2537s, start: b2 }',
    '- { at: 7.2537s, slow-link: { from: b1, to: b3, delay: 20ms } }',
    expect.stringMatching(/^- \{ at: 8.0137s, cut: \{ from: b3, to: \[ .*b1.* \] \} \}$/),
    '- { at: 9.0137s, heal: all }',
    '- { at: 9.0137s, elect-leaders: { type: preferred, partitions: all } }',
    expect.stringMatching('produce: { producer: p1, topic: orders, key: k, value:'),
  ]);
  expect(new Run(text).to(12).facts()).toEqual(run.facts());
});

test('done at the very time of an event it lands behind that event again: the same run, to the last event', () => {
  // At 6.5 s the producer sends: whoever kills b1 then has seen it, and all else of that instant.
  const run = new Run(TEXT).to(6.5).act({ type: 'kill', node: 'b1' }).act({ type: 'pause', node: 'b2' });
  const { text, lines, nearly } = run.to(9).written();
  expect(lines).toEqual([
    expect.stringMatching(/^- \{ at: 6.5s, after-events: \d+, kill: b1 \}$/),
    expect.stringMatching(/^- \{ at: 6.5s, after-events: \d+, pause: b2 \}$/),
  ]);
  expect(nearly).toEqual([]);
  const again = new Run(text).to(9);
  expect(again.facts()).toEqual(run.facts());
  expect(again.fingerprint).toBe(run.fingerprint);
});

test('between two events of one instant too; going back and forth finds the same', () => {
  // At the start all servers boot in one instant.
  const run = new Run(TEXT).toStep(3).act({ type: 'pause', node: 'b2' }).to(4);
  run.act({ type: 'resume', node: 'b2' }).act({ type: 'isolate', node: 'b3' }).to(7);
  const { text, lines } = run.written();
  expect(lines[0]).toBe('- { at: 0s, after-events: 3, pause: b2 }');
  const again = new Run(text).to(7);
  expect(again.fingerprint).toBe(run.fingerprint);
  const { step } = again;
  expect(again.to(1).to(6).to(3).toStep(step).fingerprint).toBe(run.fingerprint);
});

test('lines of one instant stand in the order in which they come; behind its last event is at its end', () => {
  const run = new Run(TEXT).to(6.5).act({ type: 'kill', node: 'b1' });
  const { text } = run.written(
    TEXT.replace('\ntimeline:\n', '\ntimeline:\n  - { at: 6.5s, after-events: 9, start: b1 }\n'),
  );
  expect(text.indexOf('kill: b1')).toBeLessThan(text.indexOf('start: b1'));
  const told = new Run(text)
    .to(6.5)
    .facts()
    .filter((fact) => / Process(Killed|Started) /.test(fact));
  expect(told.slice(-2).map((fact) => fact.split(' ').slice(0, 3).join(' '))).toEqual([
    '6500000 b1 ProcessKilled',
    '6500000 b1 ProcessStarted',
  ]);
});

test('comments and the way it is written stay; each line stands where its time has it', () => {
  const { text } = new Run(TEXT)
    .to(3)
    .act({ type: 'pause', node: 'b2' })
    .to(4)
    .act({ type: 'resume', node: 'b2' })
    .written();
  const kept = new Set(text.split('\n'));
  for (const line of TEXT.split('\n')) expect(kept).toContain(line);
  expect(text.split('\n').length).toBe(TEXT.split('\n').length + 2);
  const times = [...text.slice(text.indexOf('\ntimeline:')).matchAll(/at: ([\d.]+)s,/g)].map(([, at]) => Number(at));
  expect(times.slice(0, 3)).toEqual([...times.slice(0, 3)].sort((a, b) => a - b));
});

test('a file without a timeline gets one, a broken one is not broken further', () => {
  const bare = TEXT.replace(/\ntimeline:\n(?: .*\n)+/, '\n');
  const run = new Run(TEXT).to(3.5137).act({ type: 'kill', node: 'b2' });
  expect(run.written(bare).text).toMatch(/\ntimeline:\n {2}- \{ at: 3.5137s, kill: b2 \}\n/);
  expect(run.written('timeline: []\nexpect: [').text).toBe('timeline:\n  - { at: 3.5137s, kill: b2 }\nexpect: [');
  expect(run.written('timeline: [{ at: 9s, heal: all }]\n').text).toBe(
    'timeline: [{ at: 3.5137s, kill: b2 }, { at: 9s, heal: all }]\n',
  );
  expect(run.written('timeline:').text).toBe('timeline:\n  - { at: 3.5137s, kill: b2 }\n');
});

test('a tool is a line of the console, a client one more of its kind; what no line can say is listed', () => {
  const run = new Run(TEXT).to(6.0137);
  run.act({ type: 'console', line: 'kafka-topics --list', reader: null, files: {} }).to(8.0137);
  run.act({ type: 'add-like', client: 'p1' }).to(9);
  const held = run.session.answer({ ask: 'act', branch: run.branch, act: { type: 'hold', message: 1 } });
  const { text, lines, unsaid, nearly } = run.written();
  expect(lines).toContain('- { at: 6.0137s, console: kafka-topics --list }');
  expect(lines.some((line) => /name: p1-\d, start: 8.0137s/.test(line))).toBe(true);
  expect(nearly.map(({ text: told }) => told)).toContain('kafka-topics --list');
  expect(unsaid.length).toBe(held.answer === 'moved' ? 1 : 0);
  const again = new Run(text).to(9);
  expect(again.facts().filter((fact) => /p1-\d/.test(fact)).length).toBeGreaterThan(0);
});
