// src/kafka/javaHashMap.ts against java.util.HashMap: the order in which it is walked.

import { expect, test } from 'vitest';
import { stringHashCode } from '../../src/kafka/hash.ts';
import { JavaHashMap } from '../../src/kafka/javaHashMap.ts';
import { readRecorded } from './recorded.ts';

interface Case {
  readonly capacity: number;
  readonly operations: readonly (readonly [operation: 'put' | 'computeIfAbsent' | 'remove', key: string])[];
  readonly keys: readonly string[];
  readonly copied?: readonly string[];
}

test('a map is walked in the order of Java', () => {
  const { cases } = readRecorded<Case>('java-hash-map.json');
  expect(cases.length).toBeGreaterThan(50);
  for (const { capacity, operations, keys, copied } of cases) {
    const map = new JavaHashMap<string, number>(stringHashCode, capacity);
    for (const [operation, key] of operations) {
      if (operation === 'put') map.put(key, 1);
      else if (operation === 'remove') map.remove(key);
      else map.computeIfAbsent(key, () => 1);
    }
    expect(map.keys()).toEqual(keys);
    if (copied !== undefined) expect(JavaHashMap.copyOf(map).keys()).toEqual(copied);
    expect(map.size).toBe(keys.length);
  }
});
