/** A question put from anywhere on the screen: why is this as it is? Whoever shows the answers provides the way to ask. */
import { createContext } from 'react';
import type { WhyAspect, WhySubject } from '../../frame/why/whyFrames.ts';

export interface AskedWhy {
  readonly subject: WhySubject;
  readonly aspect?: WhyAspect;
  /** What is asked about, as it was shown: `orders-0 · HW 42`. */
  readonly title: string;
}

export type AskWhy = (asked: AskedWhy) => void;

/** null: nobody answers here, and nothing is offered. */
export const AskWhyContext = createContext<AskWhy | null>(null);
