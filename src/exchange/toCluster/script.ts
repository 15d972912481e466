/** The bash script around the steps: what it needs, how it waits, who it asks who leads. */
import { secondsText } from './clients.ts';
import { helpers } from './helpers.ts';
import { comment, shellWord, shellWords } from './quote.ts';
import { isFrom, type Release } from './release.ts';

export interface ScriptLine {
  /** Micros. */
  readonly at: number;
  /** Behind the line before, whenever that was. */
  readonly isWaiting: boolean;
  readonly say: string;
  readonly commands: readonly string[];
}

export interface ScriptParts {
  readonly title: string;
  readonly project: string;
  readonly bootstrap: string;
  readonly release: Release;
  /** Names of the servers of ZooKeeper. */
  readonly ensemble: readonly string[];
  readonly first: readonly string[];
  readonly setup: readonly string[];
  readonly programs: readonly string[];
  readonly lines: readonly ScriptLine[];
  readonly until: number;
  readonly topics: readonly string[];
  readonly groups: readonly string[];
}

export function scriptText(parts: ScriptParts): string {
  const { title, first, setup, programs, lines, until } = parts;
  const isLinked = lines.some(({ commands }) => commands.some((command) => /^(cut|slow)_link /.test(command)));
  const body = lines.map(({ at, isWaiting, say, commands }) => {
    const wait = isWaiting ? [] : [`at ${secondsText(at)} ${shellWord(comment(say))}`];
    return ['', `# ${comment(say)}`, ...wait, ...commands].join('\n');
  });
  return [
    '#!/usr/bin/env bash',
    `# ${comment(title)}`,
    '# Made by Tidemark: the same steps on a real Apache Kafka, as far as they can be done there. What cannot: README.md.',
    'set -euo pipefail',
    'cd "$(dirname "$0")"',
    ...helpers(parts),
    '',
    '# ---- what the clients run',
    ...programs,
    '',
    '# ---- the cluster stands, and its topics are there',
    ...(parts.release.isBuilt ? ['docker compose build tools'] : []),
    `docker compose up -d --wait ${shellWords(first)}`,
    ...setup,
    ...(isLinked ? ['have_net_image'] : []),
    '',
    '# ---- the timeline, in seconds from here',
    '# A step may fail there, as it may in Tidemark: the next one comes all the same.',
    'set +e',
    'begin=$(now)',
    ...body,
    '',
    `at ${secondsText(until)} 'the end'`,
    'settle',
    '',
    '# ---- what became of it: compare with what Tidemark shows at its end',
    '# kafka-get-offsets prints how far consumers can read: high watermarks, not log ends.',
    ...checks(parts),
    'say "docker compose logs NAME shows what a client has printed; docker compose down -v removes everything"',
    '',
  ].join('\n');
}

function checks({ bootstrap, groups, topics, release, ensemble }: ScriptParts): string[] {
  const tool = (...words: readonly string[]) => `tool ${shellWords(words)} || true`;
  const brokers = ['--bootstrap-server', bootstrap];
  return [
    tool('kafka-topics.sh', ...brokers, '--describe', '--exclude-internal'),
    ...groups.map((group) => tool('kafka-consumer-groups.sh', ...brokers, '--describe', '--group', group)),
    ...(isFrom(release.used, 3, 6)
      ? [tool('kafka-get-offsets.sh', ...brokers, '--exclude-internal-topics')]
      : topics.map((topic) =>
          tool('kafka-run-class.sh', 'kafka.tools.GetOffsetShell', '--broker-list', bootstrap, '--topic', topic),
        )),
    ...(ensemble.length === 0
      ? [tool('kafka-metadata-quorum.sh', ...brokers, 'describe', '--status')]
      : [tool('zookeeper-shell.sh', addressOf(ensemble), 'get', '/controller')]),
  ];
}

function addressOf(ensemble: readonly string[]): string {
  return ensemble.map((name) => `${name}:2181`).join(',');
}
