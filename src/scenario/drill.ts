/**
 * A drill is a scenario with several causes: which one a run has is drawn from the seed, under a name of its own, so that
 * it moves no other draw. What comes out is an ordinary scenario without a drill.
 */
import { draw } from '../base/draw.ts';
import type { Scenario } from './scenario.ts';

export type Drill = NonNullable<Scenario['drill']>;
export type DrillCause = Drill['causes'][number];

const DRAWN = 'the cause of the drill';
/** Where a file names no seed. */
const USUAL_SEED = 1;

/** Undefined: the scenario is no drill. */
export function drawnCause(scenario: Scenario, seed: number | undefined): DrillCause | undefined {
  const causes = scenario.drill?.causes;
  return causes?.[draw(seed ?? scenario.seed ?? USUAL_SEED, DRAWN, causes.length)];
}

/** The scenario as it is run: with the cause that is named, or the one that the seed draws. Any other stays as it is. */
export function withCause(scenario: Scenario, seed: number | undefined, named?: string): Scenario {
  const { drill, ...rest } = scenario;
  if (drill === undefined) return scenario;
  const cause = named === undefined ? drawnCause(scenario, seed) : drill.causes.find(({ name }) => name === named);
  if (cause === undefined) throw new Error(`the drill has no cause ${named}`);
  return {
    ...rest,
    cluster: { ...rest.cluster, config: { ...rest.cluster.config, ...cause.cluster?.config } },
    ...patched('topics', rest.topics, cause.topics),
    ...patched('producers', rest.producers, cause.producers),
    ...patched('consumers', rest.consumers, cause.consumers),
    timeline: inOrder([...(rest.timeline ?? []), ...(cause.timeline ?? [])]),
    expect: [...(rest.expect ?? []), ...cause.expect],
  };
}

interface Named {
  readonly name: string;
  readonly config?: Readonly<Record<string, string | number | boolean>> | undefined;
}

/** What has a name already is changed where the cause says so; what has none comes in. */
function patched<Key extends string, Item extends Named>(
  key: Key,
  items: readonly Item[] | undefined,
  changes: readonly Item[] | undefined,
): { readonly [K in Key]?: Item[] } {
  if (changes === undefined) return (items === undefined ? {} : { [key]: [...items] }) as { [K in Key]?: Item[] };
  const known = new Set((items ?? []).map(({ name }) => name));
  const changed = (items ?? []).map((item) => {
    const change = changes.find(({ name }) => name === item.name);
    if (change === undefined) return item;
    return {
      ...item,
      ...change,
      ...(change.config === undefined ? {} : { config: { ...item.config, ...change.config } }),
    };
  });
  return { [key]: [...changed, ...changes.filter(({ name }) => !known.has(name))] } as { [K in Key]?: Item[] };
}

/** By their times; what waits for a fact stands behind them. */
function inOrder<Line extends { readonly at?: number | undefined }>(lines: readonly Line[]): Line[] {
  const timed = lines.filter(({ at }) => at !== undefined);
  const waiting = lines.filter(({ at }) => at === undefined);
  return [...timed.sort((one, other) => one.at! - other.at!), ...waiting];
}
