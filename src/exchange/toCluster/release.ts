/** The Kafka in the containers, and how the console tools of that release want to be told a client's settings. */
import { definitionOf } from '../../kafka/config/config.ts';
import type { Scenario } from '../../scenario/scenario.ts';

export interface Release {
  /** As Tidemark names what the scenario asks for: `3.9.1`. */
  readonly asked: string;
  /** What is in the image. */
  readonly used: string;
  readonly image: string;
  /** Made from the archive: there is none to be had. */
  readonly isBuilt: boolean;
}

type ProducerConfig = NonNullable<Scenario['producers']>[number]['config'];

/** KIP-1147: from 4.2 on each kind of property has a flag of its own, and the old ones warn. */
export function propertyFlag({ used }: Release, kind: 'producer' | 'consumer' | 'reader' | 'formatter'): string {
  const isOfClient = kind === 'producer' || kind === 'consumer';
  if (isFrom(used, 4, 2)) return isOfClient ? '--command-property' : `--${kind}-property`;
  return isOfClient ? `--${kind}-property` : '--property';
}

export function isFrom(name: string, major: number, minor: number): boolean {
  const [first = 0, second = 0] = name.split('.').map(Number);
  return first > major || (first === major && second >= minor);
}

/** Where kafka-console-producer has defaults of its own (three retries, a second of lingering), or another release has. */
const OTHERWISE_THERE = ['acks', 'retries', 'linger.ms', 'request.timeout.ms', 'enable.idempotence'];

/** What a producer of the scenario has without a word, to be said to the tool. */
export function producerDefaults(config: ProducerConfig, { asked, used }: Release): Readonly<Record<string, string>> {
  const told: Record<string, string> = {};
  for (const name of OTHERWISE_THERE) {
    const value = definitionOf('producer', name, asked)?.default;
    if (config?.[name] !== undefined || value === undefined || value === null) continue;
    // Said aloud it would forbid what without a word only turns it off.
    if (name === 'enable.idempotence' && value === definitionOf('producer', name, used)?.default) continue;
    told[name] = String(value);
  }
  return told;
}
