/** How much is looked at: usually the first of each, and with TIDEMARK_GALLERY=all every size, language and theme. */
export const IS_ALL = process.env.TIDEMARK_GALLERY === 'all';

export function usually<One>(all: readonly One[], usual = 1): readonly One[] {
  return IS_ALL ? all : all.slice(0, usual);
}
