/**
 * Subscriptions by pattern: resolved on the coordinator, in the background, at most every ten seconds and at least every
 * group.consumer.regex.refresh.interval.ms; when the topics found change, the group's epoch goes up.
 *
 * Kafka: org.apache.kafka.coordinator.group.modern.consumer.{ResolvedRegularExpression,TopicRegexResolver} and
 * GroupMetadataManager.{maybeUpdateRegularExpressions,handleRegularExpressionsResult}.
 * *Simplified:* the background thread takes no time, and sees the topics that are there when it begins.
 */
import { isSameList } from '../../../base/lists.ts';
import { compareText } from '../../../base/sorted.ts';
import { get, type Table } from '../../../base/table.ts';
import { type ApiError, apiError } from '../../controller/apiError.ts';
import type { MetadataImage } from '../../metadata/image.ts';
import { type CoordinatorResult, EMPTY_RESULT } from '../coordinatorResult.ts';
import type { CoordinatorRecord } from '../records.ts';
import { nowMs, type ShardContext, setGroup } from '../shardContext.ts';
import type { ConsumerGroup } from './consumerGroup.ts';
import type { ConsumerGroupMember } from './consumerGroupMember.ts';
import { epochRecord, regularExpressionRecord } from './consumerGroupRecords.ts';
import { computeMetadataHash } from './metadataHash.ts';
import { METADATA_REFRESH_INTERVAL_MS } from './metadataRefresh.ts';
import { compileRe2 } from './re2.ts';
import { countRegex, countResolvedTopics } from './subscriptionCounts.ts';

export interface ResolvedRegularExpression {
  /** Sorted. */
  readonly topics: readonly string[];
  /** The offset of the metadata it was held against. */
  readonly version: number;
  /** Milliseconds. */
  readonly timestamp: number;
}

const REFRESH_AT_MOST_EVERY_MS = 10_000;

/** By name and by pattern; a pattern that is not resolved finds nothing. */
export function topicsOf(
  { subscribedTopicNames, subscribedTopicRegex }: ConsumerGroupMember,
  resolved: Table<ResolvedRegularExpression>,
): readonly string[] {
  const found = subscribedTopicRegex === '' ? undefined : get(resolved, subscribedTopicRegex)?.topics;
  if (found === undefined || found.length === 0) return subscribedTopicNames;
  if (subscribedTopicNames.length === 0) return found;
  return [...new Set([...subscribedTopicNames, ...found])];
}

export type RegularExpressionUpdate = 'no-change' | 'updated' | 'updated-and-resolved';

export interface RegularExpressionCheck {
  readonly update: RegularExpressionUpdate;
  readonly error?: ApiError;
}

export function regexRefreshKey(groupId: string): string {
  return `${groupId}-regex`;
}

export function maybeUpdateRegularExpressions(
  context: ShardContext,
  group: ConsumerGroup,
  member: ConsumerGroupMember,
  updatedMember: ConsumerGroupMember,
  records: CoordinatorRecord[],
): RegularExpressionCheck {
  const [before, after] = [member.subscribedTopicRegex, updatedMember.subscribedTopicRegex];
  const isSubscribed = group.subscribedRegularExpressions;
  let update: RegularExpressionUpdate = 'no-change';
  let isNew = false;
  if (before !== after) {
    update = 'updated';
    if (before !== '' && get(isSubscribed, before) === 1)
      records.push(regularExpressionRecord(group.groupId, before, null));
    if (after === '') update = 'updated-and-resolved';
    else if (get(isSubscribed, after) === undefined) {
      const error = invalidRegularExpression(after);
      if (error !== undefined) return { update, error };
      isNew = true;
    } else if (get(group.resolvedRegularExpressions, after) !== undefined) update = 'updated-and-resolved';
  }
  if (!isNew && isSubscribed.keys.length === 0) return { update };
  maybeRefresh(context, group, countRegex(isSubscribed, member, updatedMember), isNew);
  return { update };
}

function maybeRefresh(context: ShardContext, group: ConsumerGroup, subscribed: Table<number>, isNew: boolean): void {
  const key = regexRefreshKey(group.groupId);
  if (context.isScheduled(key)) return;
  const resolved = group.resolvedRegularExpressions;
  const [last] = resolved.values;
  const now = nowMs(context);
  if (last !== undefined && now <= last.timestamp + REFRESH_AT_MOST_EVERY_MS) return;
  const isWanted =
    isNew ||
    subscribed.keys.length !== resolved.keys.length ||
    (last?.version ?? 0) < group.newTopicsVersion ||
    last === undefined ||
    now > last.timestamp + refreshAtLeastEveryMs(context);
  if (isWanted && subscribed.keys.length > 0)
    context.schedule(key, 0, { type: 'consumer-regex-refresh', groupId: group.groupId });
}

/** A setting since 4.1; before, as long as it is now by default. */
function refreshAtLeastEveryMs({ config }: ShardContext): number {
  return (config['group.consumer.regex.refresh.interval.ms'] ?? 600_000) as number;
}

/** Utils.throwIfRegularExpressionIsInvalid */
function invalidRegularExpression(regex: string): ApiError | undefined {
  const compiled = compileRe2(regex);
  if (compiled.ok) return undefined;
  return apiError(
    'INVALID_REGULAR_EXPRESSION',
    `SubscribedTopicRegex \`${regex}\` is not a valid regular expression: ${compiled.description}.`,
  );
}

/** TopicRegexResolver.resolveRegularExpressions, of one. Topics of Kafka's own are found too. */
function resolve(regex: string, image: MetadataImage, timestamp: number): ResolvedRegularExpression {
  const compiled = compileRe2(regex);
  const topics = compiled.ok ? image.topics.keys.filter((name) => compiled.pattern.test(name)) : [];
  return { topics: [...topics].sort(compareText), version: image.offset, timestamp };
}

/** What the background thread found becomes records. */
export function refreshRegularExpressions(context: ShardContext, group: ConsumerGroup): CoordinatorResult {
  const { groupId } = group;
  const now = nowMs(context);
  const records: CoordinatorRecord[] = [];
  let subscribed = group.subscribedTopicNames;
  let hasChanged = false;
  for (const regex of group.subscribedRegularExpressions.keys) {
    const before = get(group.resolvedRegularExpressions, regex)?.topics ?? [];
    const after = resolve(regex, context.image, now);
    if (!isSameList(before, after.topics)) {
      hasChanged = true;
      subscribed = countResolvedTopics(subscribed, before, after.topics);
    }
    records.push(regularExpressionRecord(groupId, regex, after));
  }
  if (records.length === 0) return EMPTY_RESULT;
  const metadataHash = computeMetadataHash(subscribed, context.image);
  if (hasChanged || metadataHash !== group.metadataHash) {
    const epoch = group.groupEpoch + 1;
    records.push(epochRecord(groupId, epoch, metadataHash));
    setGroup(context, {
      ...group,
      metadataRefreshDeadline: { deadlineMs: now + METADATA_REFRESH_INTERVAL_MS, epoch },
    });
  }
  return { records, response: null };
}
