/** Why it came out so: the chain of causes of the fact that decided it; each step is a place to go to, and to come back from. */
import { useEffect, useState } from 'react';
import type { WhyFrame } from '../../frame/why/whyFrames.ts';
import { Button } from '../../ui/Button.tsx';
import { WhyChain } from '../../views/why/WhyChain.tsx';
import { useApp, useAppState } from '../appContext.ts';
import { currentView } from '../store.ts';
import { useLanguage } from './Say.tsx';
import { OUTCOME, useSay } from './words.ts';

/** Of a long chain, so many at first: the text comes after it. */
const SHOWN = 2;

export function Causes({ home, fact }: { readonly home: number; readonly fact: number }) {
  const { conductor } = useApp();
  const say = useSay();
  const language = useLanguage();
  const step = useAppState((state) => currentView(state)?.frame.step ?? 0);
  const [isWhole, setWhole] = useState(false);
  const [why, setWhy] = useState<WhyFrame | null>(null);
  // Asked once, at the outcome: from an earlier moment it could not be known.
  useEffect(() => {
    let isWanted = true;
    void conductor
      .look({ ask: 'why-chain', branch: home, subject: { type: 'fact', index: fact } })
      .then((answer) => isWanted && setWhy(answer?.why ?? null));
    return () => {
      isWanted = false;
    };
  }, [conductor, home, fact]);
  if (why === null || why.steps.length === 0) return null;
  const isFolded = !isWhole && why.steps.length > SHOWN;
  const shown = isFolded ? ({ ...why, steps: why.steps.slice(0, SHOWN), root: 'cut', ends: null } as const) : why;
  return (
    <details className={isFolded ? 'lesson-causes shortened' : 'lesson-causes'} open>
      <summary>{say(OUTCOME.why)}</summary>
      <WhyChain why={shown} language={language} step={step} onSeekStep={(to) => conductor.lead?.toEvidence(to)} />
      {isFolded && (
        <Button variant="quiet" className="lesson-small" onPress={() => setWhole(true)}>
          {say(OUTCOME.wholeChain, { count: why.steps.length })}
        </Button>
      )}
    </details>
  );
}
