/**
 * Two pages share most of their code. Left alone the bundler cuts what they share into twenty small pieces, which travel
 * worse: here it is two, what both read at once, and what only the first picture needs.
 */
interface Modules {
  getModuleInfo(id: string): { readonly importedIds: readonly string[] } | null;
}

/** Packages stay as the bundler cuts them: they need nothing of ours, so that no two pieces wait for each other. */
const PACKAGE = /[\\/]node_modules[\\/]|^\0/;
/** The few that every page needs whole. They need each other and no others. */
const ALWAYS = /[\\/]node_modules[\\/](react|react-dom|scheduler|xstate|zustand|d3-array)[\\/]/;
const PAGE = 'src/app/main.tsx';
const EMBED = 'src/embed/main.tsx';

export function sharedChunks() {
  let reached: { readonly page: ReadonlySet<string>; readonly embed: ReadonlySet<string> } | undefined;
  return {
    includeDependenciesRecursively: false,
    groups: [
      { name: 'packages', test: ALWAYS, priority: 1 },
      {
        debugName: 'shared',
        name: (id: string, modules: Modules): string | null => {
          reached ??= reachedFrom(modules);
          if (!reached.page.has(id) || id.endsWith(PAGE) || PACKAGE.test(id)) return null;
          return reached.embed.has(id) ? 'start' : 'page';
        },
      },
    ],
  };
}

function reachedFrom(modules: Modules) {
  const page = reach(entry(PAGE), modules);
  const embed = reach(entry(EMBED), modules);
  return { page, embed };
}

function entry(path: string): string {
  return decodeURIComponent(new URL(`../../${path}`, import.meta.url).pathname);
}

/** What a module needs before it can run. */
function reach(from: string, modules: Modules): ReadonlySet<string> {
  const seen = new Set([from]);
  for (const id of seen) for (const next of modules.getModuleInfo(id)?.importedIds ?? []) seen.add(next);
  return seen;
}
