// src/kafka/errors.ts against the recorded Errors enum.

import { expect, test } from 'vitest';
import { ERRORS, errorForCode, errorOf } from '../../src/kafka/errors.ts';
import { readRecorded } from './recorded.ts';

type ErrorCase = [code: number, name: string, retriable: boolean, invalidMetadata: boolean, message: string];

test('every error of Kafka, with its code, kind and text', () => {
  const ours = ERRORS.map((error) => [error.code, error.name, error.retriable, error.invalidMetadata, error.message]);
  expect(ours).toEqual(readRecorded<ErrorCase>('errors.json').cases);
});

test('an error is found by name and by code', () => {
  expect(errorOf('NOT_LEADER_OR_FOLLOWER').code).toBe(6);
  expect(errorForCode(6).name).toBe('NOT_LEADER_OR_FOLLOWER');
  expect(errorForCode(9999).name).toBe('UNKNOWN_SERVER_ERROR');
  expect(errorOf('FENCED_LEADER_EPOCH').invalidMetadata).toBe(true);
  expect(errorOf('UNKNOWN_LEADER_EPOCH')).toMatchObject({ retriable: true, invalidMetadata: false });
});
