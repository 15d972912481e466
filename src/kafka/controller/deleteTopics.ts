/**
 * A topic is deleted: one record, after which no broker wants its replicas
 * (kafka.server.ControllerApis.deleteTopics, org.apache.kafka.controller.ReplicationControlManager.deleteTopics).
 * *Simplified:* by name only; no quota.
 */
import type { DeleteTopicsRequest } from '../messages.ts';
import { topicByName } from '../metadata/image.ts';
import type { MetadataRecord } from '../records.ts';
import { type ApiError, apiError, NO_ERROR } from './apiError.ts';
import type { Operation } from './controllerResult.ts';
import type { ControllerState } from './state.ts';

const ZERO_UUID = 'AAAAAAAAAAAAAAAAAAAAAA';

export function deleteTopics(state: ControllerState, request: DeleteTopicsRequest): Operation {
  const { correlationId, topicNames } = request;
  if (state.setup.config['delete.topic.enable'] === false) {
    const response = deleteTopicsFailed(request, apiError('TOPIC_DELETION_DISABLED'));
    return { state, records: [], response };
  }
  const records: MetadataRecord[] = [];
  const responses = [...new Set(topicNames)].map((name) => {
    const topic = topicByName(state.image, name);
    const isRepeated = topicNames.indexOf(name) !== topicNames.lastIndexOf(name);
    const { error, message } = isRepeated
      ? apiError('INVALID_REQUEST', 'Duplicate topic name.')
      : topic === undefined
        ? apiError('UNKNOWN_TOPIC_OR_PARTITION')
        : NO_ERROR;
    if (error === 'NONE') records.push({ type: 'RemoveTopicRecord', topicId: topic!.topicId });
    return { name, topicId: topic?.topicId ?? ZERO_UUID, errorCode: error, errorMessage: message };
  });
  return { state, records, response: { type: 'DeleteTopicsResponse', correlationId, responses } };
}

export function deleteTopicsFailed(request: DeleteTopicsRequest, { error, message }: ApiError): Operation['response'] {
  const { correlationId, topicNames } = request;
  const responses = topicNames.map((name) => ({
    name,
    topicId: ZERO_UUID,
    errorCode: error,
    errorMessage: message,
  }));
  return { type: 'DeleteTopicsResponse', correlationId, responses };
}
