/** Where the text of each scenario is. */
const FILES = import.meta.glob<string>('/scenarios/*.yaml', { query: '?raw', import: 'default' });

export async function textOf(name: string): Promise<string | undefined> {
  const path = `/scenarios/${name}.yaml`;
  return Object.hasOwn(FILES, path) ? FILES[path]!() : undefined;
}
