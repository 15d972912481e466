/** The terminal and the page: the same lines typed at the same instant print the same, and come to the same run. */
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { Conductor } from '../../src/app/conductor.ts';
import { ConsoleDesk } from '../../src/app/console/consoleDesk.ts';
import { defaultSettings } from '../../src/app/settings.ts';
import { createAppStore, currentBranch, currentView } from '../../src/app/store.ts';
import { seconds } from '../../src/base/time.ts';
import { ConsoleSession } from '../../src/console/session.ts';
import type { Kafka } from '../../src/kafka/kinds.ts';
import { History } from '../../src/record/history.ts';
import { parseScenario } from '../../src/scenario/parse.ts';
import { importRun } from '../../src/scenario/runFile.ts';
import { toWorld } from '../../src/scenario/toWorld.ts';
import { consoleRows } from '../../src/views/console/rows.ts';
import { localWire } from '../app/localWire.ts';

const TEXT = readFileSync(new URL('../../scenarios/leader-failover.yaml', import.meta.url), 'utf8');
const END = '^D';
const BREAK = '^C';

const LINES = [
  'kafka-topics --describe --topic orders',
  'kafka-topics --create --topic fresh --partitions 2 --replication-factor 3 --frobnicate',
  'kafka-topics --create --topic fresh --partitions 2 --replication-factor 3',
  'kafka-console-producer --topic fresh --reader-property parse.key=true --reader-property key.separator=:',
  'a:1',
  'b:2',
  END,
  'kafka-console-consumer --topic fresh --from-beginning --max-messages 2 --formatter-property print.key=true',
  'kafka-get-offsets --topic fresh',
  'kafka-console-consumer --topic fresh --from-beginning --group readers',
  BREAK,
  'kafka-consumer-groups --describe --group readers',
  'kafka-topics --describe --topic nosuch > out.txt',
  'kill b3',
  'run 10s',
  'until LeaderElected 1s',
  'kafka-topics --describe --topic fresh --under-replicated-partitions',
  'nosuch-tool --help',
  'add like k1',
  'add like k2',
  'write plan.json {"partitions":[{"topic":"fresh","partition":0}],"version":1}',
  'cat plan.json',
  'kafka-leader-election --election-type preferred --path-to-json-file plan.json',
];

/** What was printed, whichever stream; what the console itself says of endings each screen says in its own way. */
function inTerminal(): { printed: string; fingerprint: string; at: number; commands: number } {
  const parsed = parseScenario(TEXT);
  if (!parsed.ok) throw new Error('the scenario does not parse');
  const history = new History<Kafka>(toWorld(parsed.scenario));
  history.runUntil(seconds(8));
  const session = new ConsoleSession(parsed.scenario, history);
  let printed = '';
  for (const line of LINES) {
    const written =
      line === END ? session.endOfInput() : line === BREAK ? session.interrupt() : (session.type(line) ?? []);
    for (const { stream, text } of written ?? []) {
      if (stream !== 'console' || !/^exit status|was started$/m.test(text)) printed += text;
    }
  }
  const { kernel, interventions } = history;
  return { printed, fingerprint: kernel.fingerprint, at: kernel.now, commands: interventions.length };
}

test('the terminal and the page say the same', async () => {
  const conductor = new Conductor(createAppStore(defaultSettings(['en'])), localWire);
  await conductor.load(
    { name: 'leader-failover', fileName: 'leader-failover.yaml', text: TEXT, kind: 'scenario' },
    { at: seconds(8) },
  );
  const desk = new ConsoleDesk(conductor);
  const consoleNow = async () => (await conductor.look({ ask: 'console', branch: conductor.state.branch }))!.console;
  for (const line of LINES) {
    const { tools } = await consoleNow();
    const running = tools.find(({ status }) => status === null);
    if (line === END) await desk.end(running!.id, 'end-of-input');
    else if (line === BREAK) await desk.end(running!.id, 'interrupt');
    else await desk.enter(line, running?.reads === true ? running.id : null);
  }
  const { state } = conductor;
  const { frame, fingerprint } = currentView(state)!;
  const rows = consoleRows({
    console: await consoleNow(),
    notes: desk.store.getState().notes,
    branch: currentBranch(state),
    branches: state.branches,
    step: frame.step,
    after: -1,
  });
  const printed = rows.flatMap((row) =>
    row.kind === 'out' || row.kind === 'err' || row.kind === 'said' ? [`${row.text}\n`] : [],
  );
  const terminal = inTerminal();
  expect(printed.join('')).toBe(terminal.printed);
  expect({ fingerprint, at: frame.at }).toEqual({ fingerprint: terminal.fingerprint, at: terminal.at });
  expect(state.branches).toHaveLength(1);

  // The saved run is read by the command line's reader, and comes to the same.
  const imported = importRun(await conductor.exportRun());
  if (!imported.ok) throw new Error(imported.problems.join('; '));
  expect(imported.run.commands).toHaveLength(terminal.commands);
  const again = new History<Kafka>(toWorld(imported.scenario, { seed: imported.run.seed }), {}, imported.run.commands);
  again.seek(frame.step);
  expect(again.kernel.fingerprint).toBe(fingerprint);
  conductor.close();
});

test('rewinding takes back what was printed; typing there makes a branch with its own output', async () => {
  const conductor = new Conductor(createAppStore(defaultSettings(['en'])), localWire);
  const source = { name: 'x', fileName: 'x.yaml', text: TEXT, kind: 'scenario' } as const;
  await conductor.load(source, { at: seconds(8) });
  const desk = new ConsoleDesk(conductor);
  const lines = async () => {
    const { console } = (await conductor.look({ ask: 'console', branch: conductor.state.branch }))!;
    return console.tools.map(({ line, status }) => [line, status]);
  };
  await desk.enter('kafka-topics --list', null);
  expect(await lines()).toEqual([['kafka-topics --list', 0]]);
  await conductor.runFor(seconds(1));
  conductor.seekTo(seconds(7));
  await expect.poll(() => currentView(conductor.state)?.frame.at).toBe(seconds(7));
  await expect.poll(() => conductor.isStill).toBe(true);
  expect(await lines()).toEqual([]);
  await desk.enter('kafka-get-offsets --topic orders', null);
  expect(await lines()).toEqual([['kafka-get-offsets --topic orders', 0]]);
  expect(conductor.state.branches).toHaveLength(2);
  conductor.close();
});
