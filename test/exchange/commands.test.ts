/** The commands of exchange and the asks of the page, through their public ways in. */
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, describe, expect, test, vi } from 'vitest';
import { main } from '../../src/cli/main.ts';
import { parseScenario } from '../../src/scenario/parse.ts';
import { Session } from '../../src/worker/session.ts';

const folder = mkdtempSync(join(tmpdir(), 'tidemark-'));
afterAll(() => rmSync(folder, { recursive: true }));
afterEach(() => vi.restoreAllMocks());

const DESCRIBED = `Topic: orders\tTopicId: x\tPartitionCount: 1\tReplicationFactor: 2\tConfigs: no.such=1
\tTopic: orders\tPartition: 0\tLeader: 2\tReplicas: 1,2\tIsr: 2
`;

async function run(...args: readonly string[]): Promise<{ code: number; said: string }> {
  const said: string[] = [];
  vi.spyOn(process.stderr, 'write').mockImplementation((text) => said.push(String(text)) > 0);
  vi.spyOn(console, 'error').mockImplementation((text) => void said.push(String(text)));
  const code = await main(args);
  return { code, said: said.join('\n') };
}

describe('the command line', () => {
  test('import writes a scenario that runs, and writes over nothing; export makes of it what a real cluster takes', async () => {
    const [input, out, real] = [join(folder, 'described.txt'), join(folder, 'mine.yaml'), join(folder, 'real')];
    writeFileSync(input, DESCRIBED);
    expect((await run('import', input, '--out', out)).code).toBe(0);
    expect(parseScenario(readFileSync(out, 'utf8')).ok).toBe(true);
    expect((await run('import', input, '--out', out)).code).toBe(2);
    expect((await run('export', out, '--compose', real)).code).toBe(0);
    expect(['compose.yaml', 'run.sh', 'README.md'].every((file) => existsSync(join(real, file)))).toBe(true);
    const facts = join(folder, 'facts.json');
    expect((await run('export', out, '--facts', 'json', '--until', '2s', '--out', facts)).code).toBe(0);
    expect(JSON.parse(readFileSync(facts, 'utf8'))).toMatchObject({
      'tidemark-facts': 1,
      name: 'mine',
      until_us: 2_000_000,
    });
  });

  test('what is no cluster, and flags that do not go together, end with 2', async () => {
    const input = join(folder, 'nothing.txt');
    writeFileSync(input, 'hello');
    expect((await run('import', input)).code).toBe(2);
    expect((await run('export', input)).code).toBe(2);
    expect((await run('export', input, '--facts', 'csv', '--shiviz')).code).toBe(2);
    expect((await run('export', input, '--facts', 'xml')).code).toBe(2);
  });
});

describe('the page', () => {
  test('asks for a cluster, loads the scenario, and exports it again', () => {
    const session = new Session({ clock: () => 0 });
    const asked = session.answer({ ask: 'from-cluster', text: DESCRIBED, isRun: true });
    if (asked.answer !== 'from-cluster') throw new Error(JSON.stringify(asked));
    expect(asked.cluster.carried.map(({ name, say }) => `${name}: ${say.en}`)).toEqual([
      'b1: down',
      'b2: up',
      'orders: partitions 1, under-replicated 1',
    ]);
    expect(asked.cluster.notCarried[0]).toMatchObject({ line: 1, text: 'no.such=1' });
    const { scenario } = asked.cluster;
    expect(session.answer({ ask: 'load', name: 'mine', text: scenario }).answer).toBe('loaded');
    const exported = session.answer({ ask: 'export-compose', branch: 0 });
    if (exported.answer !== 'exported-files') throw new Error(JSON.stringify(exported));
    expect(exported.files.map(({ name }) => name)).toEqual(['compose.yaml', 'run.sh', 'README.md']);
    expect(exported.leftOver.length).toBeGreaterThan(0);
  });
});
