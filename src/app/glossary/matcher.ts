/** The names of all terms, ready to be looked for in texts. */
import { GLOSSARY } from '../../course/glossary/index.ts';
import { matcherOf } from '../../course/glossary/match.ts';

export const MATCHER = matcherOf(GLOSSARY);
