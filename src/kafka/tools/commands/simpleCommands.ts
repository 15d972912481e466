/** kafka-log-dirs, kafka-delete-records and kafka-broker-api-versions (org.apache.kafka.tools). */
import { API_KEYS } from '../../apiKeys.ts';
import { type ErrorName, errorOf } from '../../errors.ts';
import { type TopicPartition, topicOf, topicPartition } from '../../topicPartition.ts';
import { call, callAll } from '../admin/call.ts';
import { describeCluster } from '../admin/cluster.ts';
import { ApiException } from '../admin/exceptions.ts';
import { leadersOf } from '../admin/offsets.ts';
import { REQUEST_TIMEOUT_MS } from '../admin/topics.ts';
import { type Command, checkRequiredArgs, maybePrintHelpOrVersion } from '../options/commandLineUtils.ts';
import { parseOptions } from '../options/optionParser.ts';
import { type OptionTool, RECORDED_OPTIONS } from '../options/recordedOptions.ts';
import { illegalArgument } from '../options/thrown.ts';
import type { Run, Shell } from '../program.ts';
import {
  adminCommandFailed,
  adminOperation,
  checkVersion,
  fieldOf,
  intField,
  listField,
  parseJson,
  readFile,
  textField,
} from './files.ts';

function commandOf(shell: Shell, tool: OptionTool, ...required: readonly string[]): Command {
  const { help, options: specs } = RECORDED_OPTIONS[tool];
  const command: Command = { shell, specs, options: parseOptions(specs, shell.args) };
  maybePrintHelpOrVersion(command, help);
  checkRequiredArgs(command, ...required);
  return command;
}

// ---- kafka-log-dirs -----------------------------------------------------------------------------------------------------

export function* logDirsCommand(shell: Shell): Run<number> {
  const { options } = commandOf(shell, 'kafka-log-dirs', 'bootstrap-server', 'describe');
  const topics = (options.valueOf('topic-list') ?? '').split(',').filter((topic) => topic !== '');
  const wanted = (options.valueOf('broker-list') ?? '').split(',').filter((id) => id !== '');
  if (wanted.some((id) => !/^\d+$/.test(id))) throw illegalArgument(`For input string: "${wanted.join(',')}"`);
  const { brokers } = yield* describeCluster(shell);
  const existing = brokers.map(({ brokerId }) => brokerId).sort((a, b) => a - b);
  const missing = wanted.map(Number).filter((id) => !existing.includes(id));
  if (missing.length > 0) {
    shell.err(
      `ERROR: The given brokers do not exist from --broker-list: ${missing.join(',')}. Current existent brokers: ` +
        existing.join(','),
    );
    return 1;
  }
  const asked = wanted.length === 0 ? existing : wanted.map(Number);
  shell.out('Querying brokers for log directories information');
  const request = { type: 'DescribeLogDirsRequest' as const, topics: null };
  const responses = yield* callAll(
    shell,
    asked.map((id) => ({ name: 'describeLogDirs', target: { type: 'broker', id } as const, request })),
  );
  shell.out(`Received log directory information from brokers ${asked.join(',')}`);
  const isWanted = (partition: TopicPartition) => topics.length === 0 || topics.includes(topicOf(partition));
  const described = responses.map(({ results }, place) => ({
    broker: asked[place],
    logDirs: results.map(({ logDir, errorCode, partitions }) => ({
      partitions: partitions
        .filter((each) => isWanted(each.topicPartition))
        .map(({ topicPartition: partition, partitionSize: size, offsetLag, isFutureKey: isFuture }) => ({
          partition,
          size,
          offsetLag,
          isFuture,
        })),
      error: errorCode === 'NONE' ? null : new ApiException(errorCode).javaClass,
      logDir,
    })),
  }));
  shell.out(JSON.stringify({ brokers: described, version: 1 }));
  return 0;
}

// ---- kafka-delete-records -----------------------------------------------------------------------------------------------

export function* deleteRecordsCommand(shell: Shell): Run<number> {
  const { options } = commandOf(shell, 'kafka-delete-records', 'bootstrap-server', 'offset-json-file');
  const wanted = offsetsIn(readFile(shell, options.valueOf('offset-json-file')!));
  shell.out('Executing records delete operation');
  shell.out('Records delete operation completed:');
  for (const [partition, offset] of wanted) {
    const { error, lowWatermark } = yield* deleteRecords(shell, partition, offset);
    const result = error === 'NONE' ? `low_watermark: ${lowWatermark}` : `error: ${new ApiException(error).text}`;
    shell.out(`partition: ${partition}\t${result}`);
  }
  return 0;
}

function offsetsIn(text: string): readonly (readonly [TopicPartition, number])[] {
  const json = parseJson(text);
  checkVersion(json);
  if (fieldOf(json, 'partitions') === undefined) throw adminOperation('Missing partitions field');
  const found = listField(json, 'partitions').map((item): readonly [TopicPartition, number] => [
    topicPartition(textField(item, 'topic'), intField(item, 'partition')),
    intField(item, 'offset'),
  ]);
  const names = found.map(([partition]) => partition);
  const repeated = [...new Set(names.filter((name, place) => names.indexOf(name) !== place))];
  if (repeated.length === 0) return found;
  throw adminCommandFailed(`Offset json file contains duplicate topic partitions: ${repeated.join(',')}`);
}

interface Deleted {
  readonly error: ErrorName;
  readonly lowWatermark: number;
}

function* deleteRecords(shell: Shell, partition: TopicPartition, offset: number): Run<Deleted> {
  for (let tries = 0; ; tries++) {
    const failed = (error: ErrorName): Deleted => ({ error, lowWatermark: -1 });
    let leader: number | undefined;
    try {
      leader = (yield* leadersOf(shell, [partition])).get(partition);
    } catch (error) {
      if (error instanceof ApiException) return failed(error.error);
      throw error;
    }
    if (leader !== undefined) {
      const request = {
        type: 'DeleteRecordsRequest',
        timeoutMs: REQUEST_TIMEOUT_MS,
        partitions: [{ topicPartition: partition, offset }],
      } as const;
      const target = { type: 'broker', id: leader } as const;
      const response = yield* call(shell, { name: 'deleteRecords', target, request });
      const { errorCode, lowWatermark } = response.partitions[0]!;
      if (!errorOf(errorCode).retriable || tries > 20) return { error: errorCode, lowWatermark };
    } else if (tries > 20) return failed('LEADER_NOT_AVAILABLE');
    yield { type: 'sleep', until: shell.now + 200_000 };
  }
}

// ---- kafka-broker-api-versions ------------------------------------------------------------------------------------------

export function* brokerApiVersionsCommand(shell: Shell): Run<number> {
  commandOf(shell, 'kafka-broker-api-versions', 'bootstrap-server');
  const { brokers } = yield* describeCluster(shell);
  const sorted = [...brokers].sort((a, b) => a.brokerId - b.brokerId);
  const request = { type: 'ApiVersionsRequest' as const };
  const responses = yield* callAll(
    shell,
    sorted.map(({ brokerId }) => ({
      name: 'apiVersions',
      target: { type: 'broker', id: brokerId } as const,
      request,
    })),
  );
  sorted.forEach(({ brokerId, host, port, rack }, place) => {
    const keys = responses[place]!.apiKeys ?? [];
    const lines = API_KEYS.map(({ apiKey, name }) => {
      const known = keys.find((each) => each.apiKey === apiKey);
      if (known === undefined) return `\t${name}(${apiKey}): UNSUPPORTED`;
      const { minVersion, maxVersion } = known;
      const range = minVersion === maxVersion ? `${minVersion}` : `${minVersion} to ${maxVersion}`;
      return `\t${name}(${apiKey}): ${range} [usable: ${maxVersion}]`;
    });
    shell.out(`${host}:${port} (id: ${brokerId} rack: ${rack} isFenced: false) -> (\n${lines.join(',\n')}\n)`);
  });
  return 0;
}
