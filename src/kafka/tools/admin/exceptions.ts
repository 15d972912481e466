/** Errors of Kafka's protocol as the exceptions its tools print (org.apache.kafka.common.protocol.Errors). */
import { type ErrorName, errorOf } from '../../errors.ts';
import { Thrown } from '../options/thrown.ts';

/** Where the class is not the error's name in camel case with `Exception` behind it. */
const ODD_NAMES: Partial<Record<ErrorName, string>> = {
  UNKNOWN_SERVER_ERROR: 'UnknownServerException',
  REQUEST_TIMED_OUT: 'TimeoutException',
  STALE_CONTROLLER_EPOCH: 'ControllerMovedException',
  OFFSET_METADATA_TOO_LARGE: 'OffsetMetadataTooLarge',
  NETWORK_EXCEPTION: 'NetworkException',
  INVALID_TOPIC_EXCEPTION: 'InvalidTopicException',
  TOPIC_AUTHORIZATION_FAILED: 'TopicAuthorizationException',
  GROUP_AUTHORIZATION_FAILED: 'GroupAuthorizationException',
  CLUSTER_AUTHORIZATION_FAILED: 'ClusterAuthorizationException',
  TOPIC_ALREADY_EXISTS: 'TopicExistsException',
  INVALID_CONFIG: 'InvalidConfigurationException',
  OUT_OF_ORDER_SEQUENCE_NUMBER: 'OutOfOrderSequenceException',
  DUPLICATE_SEQUENCE_NUMBER: 'DuplicateSequenceException',
  TRANSACTIONAL_ID_AUTHORIZATION_FAILED: 'TransactionalIdAuthorizationException',
  KAFKA_STORAGE_ERROR: 'KafkaStorageException',
  SASL_AUTHENTICATION_FAILED: 'SaslAuthenticationException',
  DELEGATION_TOKEN_AUTH_DISABLED: 'DelegationTokenDisabledException',
  DELEGATION_TOKEN_AUTHORIZATION_FAILED: 'DelegationTokenAuthorizationException',
  NON_EMPTY_GROUP: 'GroupNotEmptyException',
  FETCH_SESSION_TOPIC_ID_ERROR: 'FetchSessionTopicIdException',
  INVALID_REGULAR_EXPRESSION: 'InvalidRegularExpression',
};

const PACKAGE = 'org.apache.kafka.common.errors.';

export class ApiException extends Thrown {
  readonly error: ErrorName;

  constructor(error: ErrorName, message: string | null = null) {
    super(PACKAGE + classOf(error), message ?? errorOf(error).message);
    this.error = error;
  }
}

function classOf(error: ErrorName): string {
  const odd = ODD_NAMES[error];
  if (odd !== undefined) return odd;
  const words = error.split('_').map((word) => word[0]! + word.slice(1).toLowerCase());
  return `${words.join('')}Exception`;
}

export function timeoutException(message: string): ApiException {
  return new ApiException('REQUEST_TIMED_OUT', message);
}

export function isApiException(error: unknown, ...names: readonly ErrorName[]): error is ApiException {
  return error instanceof ApiException && (names.length === 0 || names.includes(error.error));
}
