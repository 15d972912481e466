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

/** The title as it stands in the file, for a menu: reading it properly is the simulation's work. */
export function titleIn(text: string, language: 'en' | 'ko'): string | undefined {
  const block = /^title:[ \t]*\n((?:[ \t]+.*\n)+)/m.exec(text)?.[1] ?? '';
  const line = new RegExp(`^[ \\t]+${language}:[ \\t]*(.+)$`, 'm').exec(block)?.[1];
  return line?.trim().replace(/^(["'])(.*)\1$/, '$2');
}
