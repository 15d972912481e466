/** The tools by name, as their scripts in bin/ call them, with the classes behind them. */
import { configCommand } from './commands/configCommand.ts';
import { consumerGroupCommand } from './commands/consumerGroupCommand.ts';
import { dumpLogSegments } from './commands/dumpLogSegments.ts';
import { getOffsetShell } from './commands/getOffsetShell.ts';
import { groupsCommand } from './commands/groupsCommand.ts';
import { leaderElectionCommand } from './commands/leaderElectionCommand.ts';
import { metadataQuorumCommand } from './commands/metadataQuorumCommand.ts';
import { reassignCommand } from './commands/reassignCommand.ts';
import { brokerApiVersionsCommand, deleteRecordsCommand, logDirsCommand } from './commands/simpleCommands.ts';
import { topicCommand } from './commands/topicCommand.ts';
import type { Program } from './program.ts';

/** Null for those that are clients of another kind: the consoles, and the shell of ZooKeeper. */
export const TOOLS: Readonly<Record<string, Program | null>> = {
  'kafka-topics': topicCommand,
  'kafka-console-producer': null,
  'kafka-console-consumer': null,
  'kafka-consumer-groups': consumerGroupCommand,
  'kafka-groups': groupsCommand,
  'kafka-configs': configCommand,
  'kafka-leader-election': leaderElectionCommand,
  'kafka-reassign-partitions': reassignCommand,
  'kafka-metadata-quorum': metadataQuorumCommand,
  'kafka-get-offsets': getOffsetShell,
  'kafka-delete-records': deleteRecordsCommand,
  'kafka-log-dirs': logDirsCommand,
  'kafka-dump-log': dumpLogSegments,
  'kafka-broker-api-versions': brokerApiVersionsCommand,
  'zookeeper-shell': null,
};

export const TOOL_NAMES: readonly string[] = Object.keys(TOOLS);

/** `bin/kafka-topics.sh` and `kafka-topics` are the same; undefined: there is no such tool. */
export function toolNamed(word: string): string | undefined {
  const name = word.replace(/^.*\//, '').replace(/\.sh$/, '');
  return Object.hasOwn(TOOLS, name) ? name : undefined;
}
