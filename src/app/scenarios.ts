/** The scenarios that come with Tidemark: one YAML file each, loaded when it is opened. */
const FILES = import.meta.glob<string>('/scenarios/*.yaml', { query: '?raw', import: 'default' });

export const FIRST_SCENARIO = 'leader-failover';

const BY_NAME = new Map(Object.entries(FILES).map(([path, load]) => [path.replace(/^.*\/|\.yaml$/g, ''), load]));

export const SCENARIO_NAMES: readonly string[] = [...BY_NAME.keys()].sort(
  (a, b) => Number(b === FIRST_SCENARIO) - Number(a === FIRST_SCENARIO) || (a < b ? -1 : 1),
);

export async function scenarioText(name: string): Promise<string | undefined> {
  return BY_NAME.get(name)?.();
}
