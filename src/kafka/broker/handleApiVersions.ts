/**
 * ApiVersions: which versions of which APIs this broker answers.
 *
 * Kafka: kafka.server.KafkaApis.handleApiVersionsRequest. *Simplified:* the list of Kafka 4.3.1 for every release, and
 * nobody chooses a version by it.
 */
import { API_KEYS } from '../apiKeys.ts';
import type { ApiVersionsRequest } from '../messages.ts';
import type { Work } from './work.ts';

const SUPPORTED = API_KEYS.flatMap(({ apiKey, minVersion, maxVersion }) =>
  minVersion === undefined || maxVersion === undefined ? [] : [{ apiKey, minVersion, maxVersion }],
);

export function handleApiVersions(work: Work, connection: number, { correlationId }: ApiVersionsRequest): void {
  work.out.reply(connection, {
    type: 'ApiVersionsResponse',
    correlationId,
    errorCode: 'NONE',
    supportedKRaftVersions: { minVersion: 0, maxVersion: 1 },
    apiKeys: SUPPORTED,
  });
}
