/** Command-line tools in tests: typed into a history, run to their end, and what they printed. */
import type { Kafka, ToolSetup } from '../../src/kafka/kinds.ts';
import { wordsOf } from '../../src/kafka/tools/words.ts';
import { DEFAULT_KAFKA_VERSION } from '../../src/kafka/versions.ts';
import { History } from '../../src/record/history.ts';
import { parseScenario } from '../../src/scenario/parse.ts';
import type { Scenario } from '../../src/scenario/scenario.ts';
import { toWorld } from '../../src/scenario/toWorld.ts';

export interface ToolRun {
  readonly out: string;
  readonly err: string;
  /** Undefined: it has not ended. */
  readonly status: number | undefined;
}

export function scenarioOf(text: string): Scenario {
  const parsed = parseScenario(`tidemark: 1\ntitle: { en: t, ko: t }\nuntil: 300s\n${text}`);
  if (parsed.ok) return parsed.scenario;
  throw new Error(parsed.problems.map(({ message }) => message).join('; '));
}

export function historyOf(scenario: Scenario, until = 10_000_000): History<Kafka> {
  const history = new History<Kafka>(toWorld(scenario), { freeze: true });
  history.runUntil(until);
  return history;
}

/** As it is written, with nothing added to its flags. */
export function runTool(
  history: History<Kafka>,
  line: string,
  { input, files = {}, seconds = 120 }: { input?: string; files?: Record<string, string>; seconds?: number } = {},
): ToolRun {
  const parsed = wordsOf(line);
  if (!parsed.ok) throw new Error(parsed.problem);
  const [tool = '', ...args] = parsed.words;
  const { nodes } = history.kernel;
  const hosts = nodes.flatMap(({ id, setup }) => (setup.kind === 'server' && setup.roles.broker ? [id] : []));
  const zooKeepers = nodes.flatMap(({ id, setup }) => (setup.kind === 'zookeeper' ? [id] : []));
  const ofTool = tool === 'zookeeper-shell' ? zooKeepers : hosts;
  const id = `tool-${nodes.length}`;
  const setup: ToolSetup = { kind: 'tool', line, tool, args, hosts: ofTool, files, version: DEFAULT_KAFKA_VERSION };
  const before = history.facts.length;
  history.command({ type: 'spawn', process: { id, setup } });
  if (input !== undefined) {
    for (const text of input.replace(/\n$/, '').split('\n')) {
      history.command({ type: 'tell', node: id, order: { type: 'input', text } });
    }
    history.command({ type: 'tell', node: id, order: { type: 'end-of-input' } });
  }
  const limit = history.kernel.now + seconds * 1_000_000;
  while (history.kernel.node(id)?.status === 'up' && history.forward(limit) !== undefined);
  const run = { out: '', err: '', status: undefined as number | undefined };
  for (const { fact } of history.facts.slice(before)) {
    if (fact.type === 'ToolPrinted' && fact.tool === id) run[fact.stream] += fact.text + (fact.unfinished ? '' : '\n');
    if (fact.type === 'ToolExited' && fact.tool === id) run.status = fact.status;
  }
  return run;
}
