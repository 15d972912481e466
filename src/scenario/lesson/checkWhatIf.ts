/** A what-if of a lesson: one thing, of somebody who is there, under a name and with a value that Kafka knows. */
import { definitionOf } from '../../kafka/config/config.ts';
import { isProtocolId, PROTOCOL_IDS } from '../../kafka/protocolGenerations.ts';
import { KAFKA_VERSIONS, kafkaVersion } from '../../kafka/versions.ts';
import { ownerOf, settingsOf } from '../changeConfig.ts';
import { changeEdits } from '../changeEdits.ts';
import { shapeProblems } from '../changeShape.ts';
import { problemOf } from '../checks/checkConfig.ts';
import type { Report } from '../checks/report.ts';
import { hasEffect } from '../modelledConfigs.ts';
import { LESSON_SAYS } from '../says/lesson.ts';
import { NAMES_SAY } from '../says/names.ts';
import type { Scenario } from '../scenario.ts';
import { type Change, SCOPE_OF_OWNER } from '../schemaChange.ts';
import type { Path } from '../shape.ts';

export function checkWhatIf(change: Change, scenario: Scenario, path: Path, report: Report): void {
  const shape = shapeProblems(change);
  for (const problem of shape) report.error(path, problem);
  if (shape.length > 0) return;
  const { version, protocol } = change;
  if (version !== undefined && kafkaVersion(version) === undefined) {
    const names = KAFKA_VERSIONS.map(({ name }) => name);
    report.error([...path, 'version'], NAMES_SAY.noVersion(version, names));
  }
  if (protocol !== undefined && !isProtocolId(protocol)) {
    report.error([...path, 'protocol'], NAMES_SAY.noProtocol(protocol, PROTOCOL_IDS));
  }
  const edits = changeEdits(change, scenario);
  if (!edits.ok) for (const says of edits.told) report.error(path, says);
  checkSettings(change, path, report);
}

function checkSettings(change: Change, path: Path, report: Report): void {
  const owner = ownerOf(change);
  if (owner === undefined) return;
  for (const [name, value] of Object.entries(settingsOf(change))) {
    // What stands in every member of a group is a consumer's.
    const isMembers = owner.kind === 'group' && definitionOf('group', name) === undefined;
    const scope = isMembers ? 'consumer' : SCOPE_OF_OWNER[owner.kind];
    const problem = value === null ? undefined : problemOf(scope, name, value, report.version);
    if (problem !== undefined) report.error([...path, 'set', name], problem.says, problem.which);
    // Two runs that cannot differ teach that it does not matter, and that would be false.
    else if (value !== null && !hasEffect(scope, name))
      report.warn([...path, 'set', name], LESSON_SAYS.sameRuns(name), 'key');
  }
}
