/** The longest files first, so that no worker begins a long one when the other has nothing left. */
import { relative } from 'node:path';
import { BaseSequencer, type TestSpecification } from 'vitest/node';

/** Files of ten seconds and more, by what they took on two quiet cores. All others follow by their size. */
const LONG: readonly string[] = [
  'test/lessons/bundled.test.ts',
  'test/fuzz/fuzz.test.ts',
  'test/mutants/mutants.test.ts',
  'test/check/search.test.ts',
  'test/fuzz/zooKeeper.test.ts',
  'test/app/change.test.ts',
  'test/app/changeItems.test.ts',
  'test/mutants/canary.test.ts',
  'test/zookeeper/twoEras.test.ts',
  'test/replay/determinism.test.ts',
  'test/why/stories.test.ts',
  'test/app/drills.test.ts',
  'test/scenario/scenarios.test.ts',
  'test/cli/cli.test.ts',
  'test/stories/stories.test.ts',
  'test/broker/generations.test.ts',
  'test/properties/anomalies.test.ts',
  'test/broker/deletion.sweep.test.ts',
  'test/cli/authoring.test.ts',
  'test/library/library.test.ts',
  'test/app/beside.test.ts',
  'test/check/ladder.test.ts',
  'test/hostile/parsers.test.ts',
  'test/zookeeper/ensembleSweep.test.ts',
  'test/broker/reassignment.sweep.test.ts',
  'test/check/zookeeper.test.ts',
];

export class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const bySize = await super.sort(files);
    return bySize.sort((a, b) => placeOf(a) - placeOf(b));
  }
}

function placeOf({ project, moduleId }: TestSpecification): number {
  const place = LONG.indexOf(relative(project.config.root, moduleId).replaceAll('\\', '/'));
  return place === -1 ? LONG.length : place;
}
