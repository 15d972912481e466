/** kafka-leader-election (org.apache.kafka.tools.LeaderElectionCommand). */
import { partitionOf, type TopicPartition, topicOf, topicPartition } from '../../topicPartition.ts';
import { call } from '../admin/call.ts';
import { ApiException } from '../admin/exceptions.ts';
import { type Command, checkInvalidArgs, maybePrintHelpOrVersion } from '../options/commandLineUtils.ts';
import { optionException, parseOptions } from '../options/optionParser.ts';
import { RECORDED_OPTIONS } from '../options/recordedOptions.ts';
import { executionException } from '../options/thrown.ts';
import type { Run, Shell } from '../program.ts';
import {
  adminCommandFailed,
  adminOperation,
  fieldOf,
  intField,
  listField,
  parseJson,
  readFile,
  textField,
} from './files.ts';

type ElectionType = 'PREFERRED' | 'UNCLEAN';

const SCOPES = ['topic', 'all-topic-partitions', 'path-to-json-file'];
/** Both timeouts of the tool are shorter than the Admin's own. */
const TIMEOUT_MS = 15_000;

export function* leaderElectionCommand(shell: Shell): Run<number> {
  const command = leaderElectionOptions(shell);
  const { options } = command;
  const electionType = electionTypeOf(options.valueOf('election-type')!);
  const path = options.valueOf('path-to-json-file');
  const topic = options.valueOf('topic');
  const wanted =
    path !== null
      ? partitionsIn(readFile(shell, path))
      : topic === null
        ? null
        : [topicPartition(topic, options.intOf('partition')!)];
  yield* electLeaders(shell, electionType, wanted);
  return 0;
}

function leaderElectionOptions(shell: Shell): Command {
  const { help, options: specs } = RECORDED_OPTIONS['kafka-leader-election'];
  const command: Command = { shell, specs, options: parseOptions(specs, shell.args) };
  const { options } = command;
  maybePrintHelpOrVersion(command, help);
  const missing = ['bootstrap-server', 'election-type'].filter((name) => !options.has(name));
  if (missing.length > 0) throw adminCommandFailed(`Missing required option(s): ${missing.join(', ')}`);
  checkInvalidArgs(command, 'admin.config', ['command-config']);
  if (SCOPES.filter((name) => options.has(name)).length !== 1) {
    const message = `One and only one of the following options is required: ${SCOPES.join(', ')}`;
    throw adminCommandFailed(message);
  }
  if (options.has('topic') && !options.has('partition')) {
    throw adminCommandFailed('Missing required option(s): partition');
  }
  if (!options.has('topic') && options.has('partition')) {
    throw adminCommandFailed('Option partition is only allowed if topic is used');
  }
  return command;
}

function electionTypeOf(text: string): ElectionType {
  const type = text.toUpperCase();
  if (type === 'PREFERRED' || type === 'UNCLEAN') return type;
  const message = `Cannot parse argument '${text}' of option election-type`;
  throw optionException('OptionArgumentConversionException', message);
}

function partitionsIn(text: string): readonly TopicPartition[] {
  const json = parseJson(text);
  if (fieldOf(json, 'partitions') === undefined) {
    throw adminOperation('Replica election data is missing "partitions" field');
  }
  const found = listField(json, 'partitions').map((item) =>
    topicPartition(textField(item, 'topic'), intField(item, 'partition')),
  );
  const repeated = [...new Set(found.filter((partition, place) => found.indexOf(partition) !== place))];
  if (repeated.length === 0) return found;
  throw adminOperation(`Replica election data contains duplicate partitions: [${repeated.join(', ')}]`);
}

function* electLeaders(
  shell: Shell,
  electionType: ElectionType,
  topicPartitions: readonly TopicPartition[] | null,
): Run<void> {
  const request = { type: 'ElectLeadersRequest', electionType, topicPartitions, timeoutMs: TIMEOUT_MS } as const;
  const response = yield* call(shell, { name: 'electLeaders', target: { type: 'controller' }, request });
  if (response.errorCode !== 'NONE') throw executionException(new ApiException(response.errorCode));
  const named = (error: (code: string) => boolean) =>
    response.results.filter(({ errorCode }) => error(errorCode)).map((result) => result.topicPartition);
  const elected = named((code) => code === 'NONE');
  const needless = named((code) => code === 'ELECTION_NOT_NEEDED');
  if (elected.length > 0) {
    shell.out(`Successfully completed leader election (${electionType}) for partitions ${elected.join(', ')}`);
  }
  if (needless.length > 0) shell.out(`Valid replica already elected for partitions ${needless.join(', ')}`);
  const failed = response.results.filter(
    ({ errorCode }) => errorCode !== 'NONE' && errorCode !== 'ELECTION_NOT_NEEDED',
  );
  for (const { topicPartition: tp, errorCode, errorMessage } of failed) {
    const partition = topicPartition(topicOf(tp), partitionOf(tp));
    const error = new ApiException(errorCode, errorMessage).text;
    shell.out(`Error completing leader election (${electionType}) for partition: ${partition}: ${error}`);
  }
  if (failed.length > 0) throw adminCommandFailed(`${failed.length} replica(s) could not be elected`);
}
