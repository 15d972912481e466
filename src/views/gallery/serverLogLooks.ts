/** Log lines of every level, as the lens gets them. */
import { lineText } from '../../frame/serverLog/pattern.ts';
import type { LogLevel, ServerLogAsk, ServerLogFrame, ServerLogLine } from '../../frame/serverLog/serverLogFrames.ts';

function line(at: number, node: string, level: LogLevel, logger: string, message: string): ServerLogLine {
  const text = lineText(at, level, message, logger);
  return { at, step: Math.floor(at / 10_000), node, level, logger, file: 'server.log', message, text };
}

export const SERVER_LOG_ASK: ServerLogAsk = {
  node: null,
  level: 'INFO',
  logger: '',
  search: '',
  from: 0,
  to: 60_000_000,
};

export const SERVER_LOG: ServerLogFrame = {
  lines: [
    line(
      8_123_000,
      'b1',
      'INFO',
      'kafka.cluster.Partition',
      '[Partition orders-0 broker=1] Shrinking ISR from 1,2,3 to 1,2. Leader: (highWatermark: 120, endOffset: 130). Out of sync replicas: (brokerId: 3, endOffset: 120, lastCaughtUpTimeMs: 1767225600900).',
    ),
    line(
      8_900_000,
      'p1',
      'WARN',
      'org.apache.kafka.clients.producer.internals.Sender',
      '[Producer clientId=p1] Got error produce response with correlation id 57 on topic-partition orders-0, retrying (2147483646 attempts left). Error: NOT_LEADER_OR_FOLLOWER',
    ),
    line(
      9_000_000,
      'b1',
      'ERROR',
      'kafka.server.ReplicaManager',
      '[ReplicaManager broker=1] Error processing append operation on partition orders-0',
    ),
  ],
  leftOut: 12,
  writers: [
    { node: 'b1', lines: 14, warnings: 0, errors: 1 },
    { node: 'p1', lines: 1, warnings: 1, errors: 0 },
  ],
  loggers: [
    'kafka.cluster.Partition',
    'kafka.server.ReplicaManager',
    'org.apache.kafka.clients.producer.internals.Sender',
  ],
};
