/**
 * Draft: a fresh copy of a state that its maker still changes, before anyone else sees it. A concept whose state changes
 * with every event has one function that makes its drafts, every field written out. That is not pedantry: an object
 * literal has one hidden class for ever, whereas a spread of what was itself spread gets a new one each time, is many
 * times slower, and makes slow whatever reads the copy later. For what changes once in a while a spread is fine.
 */
export type Draft<T> = { -readonly [K in keyof T]: T[K] };
