/** What each metric means, by its name. */
import { CLIENT_EXPLANATIONS } from './clientExplanations.ts';
import type { Explanation } from './explanation.ts';
import { SERVER_EXPLANATIONS } from './serverExplanations.ts';

export const EXPLANATIONS: Readonly<Record<string, Explanation>> = { ...CLIENT_EXPLANATIONS, ...SERVER_EXPLANATIONS };
