/**
 * `value:` with nothing behind it is null to YAML, and null is a tombstone: hardly what is meant by nothing. Whoever means it
 * writes it.
 */
import type { Problem } from '../problems.ts';
import { CLIENTS_SAY } from '../says/clients.ts';
import { type Path, problemAt } from '../shape.ts';
import type { Place, YamlFile } from '../yamlFile.ts';

export function emptyValues(file: YamlFile): Problem[] {
  const found: Path[] = [];
  visit(file.root, [], found);
  return found.map((path) => problemAt(file, path, CLIENTS_SAY.emptyValue(), 'key'));
}

/** Of what is sent, wherever in the file: lines of a timeline stand in solutions and causes as well. */
function visit(place: Place, path: Path, found: Path[]): void {
  place.items?.forEach((item, nth) => {
    visit(item, [...path, nth], found);
  });
  const isSent = path.at(-1) === 'produce' || path.at(-2) === 'send';
  for (const [key, value] of place.entries ?? []) {
    // What has no place of its own stands where its key does.
    if (isSent && key === 'value' && value.at === value.keyAt) found.push([...path, key]);
    else visit(value, [...path, key], found);
  }
}
