/** Both workers of the page as one script, for a single file: most of what they are made of is the same. */
const { name } = globalThis as unknown as { readonly name: string };

// Both are inside, so that it is there before the first message is.
if (name === 'tidemark-search') void import('../../src/worker/searchHost.ts');
else void import('../../src/worker/host.ts');

export {};
