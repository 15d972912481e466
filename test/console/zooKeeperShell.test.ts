/** zookeeper-shell typed into a console: a line, and the shell that reads lines. */
import { expect, test } from 'vitest';
import { ConsoleSession, type Written } from '../../src/console/session.ts';
import { historyOf, scenarioOf } from '../support/tools.ts';

const printed = (written: readonly Written[] | undefined) => (written ?? []).map(({ text }) => text).join('');

function session(cluster: string): ConsoleSession {
  const scenario = scenarioOf(cluster);
  return new ConsoleSession(scenario, historyOf(scenario));
}

const CLUSTER = 'version: 3.9.1\ncluster: { zookeeper: 3, brokers: 3 }';

test('one command, without naming a server', () => {
  const shell = session(CLUSTER);
  expect(printed(shell.type('zookeeper-shell.sh ls /brokers/ids'))).toBe(
    'Connecting to z1:2181,z2:2181,z3:2181\n\nWATCHER::\n\nWatchedEvent state:SyncConnected type:None path:null\n[1, 2, 3]\n',
  );
  expect(printed(shell.type('zookeeper-shell z2:2181 get /nosuch'))).toContain('Node does not exist: /nosuch\n');
  expect(shell.running).toBeUndefined();
});

test('the shell reads lines; its ephemeral znode lives until `quit`', () => {
  const shell = session(CLUSTER);
  expect(printed(shell.type('zookeeper-shell z1'))).toContain('Welcome to ZooKeeper!\n');
  expect(shell.prompt).toBe('>');
  expect(printed(shell.type('create -e /here "it is"'))).toBe('Created /here\n');
  expect(printed(shell.type('get -w /here'))).toBe('it is\n');
  expect(printed(shell.type('set /here gone'))).toBe(
    '\nWATCHER::\n\nWatchedEvent state:SyncConnected type:NodeDataChanged path:/here\n',
  );
  expect(printed(shell.type('quit'))).toContain('WatchedEvent state:Closed type:None path:null\n');
  expect(shell.running).toBeUndefined();
  expect(printed(shell.type('zookeeper-shell get /here'))).toContain('Node does not exist: /here\n');
});

test('a shell that just ends leaves its session behind for thirty seconds', () => {
  const shell = session(CLUSTER);
  shell.type('zookeeper-shell create -e /here');
  expect(printed(shell.type('zookeeper-shell ls /here'))).toContain('[]\n');
  shell.type('run 40s');
  expect(printed(shell.type('zookeeper-shell ls /here'))).toContain('Node does not exist: /here\n');
});

test('where there is no ZooKeeper there is nobody to ask', () => {
  const shell = session('cluster: { controllers: 1, brokers: 1 }');
  expect(printed(shell.type('zookeeper-shell ls /'))).toContain('this cluster has no ZooKeeper');
});
