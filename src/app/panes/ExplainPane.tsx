/** Asks why, and why not, of what is selected, and keeps the answers while the playhead moves. Loaded with a selection. */
import { useEffect, useRef, useState } from 'react';
import {
  type WhyAspect,
  type WhyFrame,
  type WhyNotAsk,
  type WhyNotFrame,
  type WhyNotOffer,
  type WhySubject,
  whyKey,
} from '../../frame/why/whyFrames.ts';
import { WhySection } from '../../views/why/WhySection.tsx';
import { useApp, useAppState } from '../appContext.ts';
import { currentView } from '../store.ts';

/** Between two asks while the playhead moves. */
const REFRESH_MS = 250;

interface Found {
  readonly key: string;
  readonly why: WhyFrame;
  readonly offers: readonly WhyNotOffer[];
}

interface ExplainPaneProps {
  readonly subject: WhySubject;
  /** Which side of it is asked about; the newest, if nobody said. */
  readonly wanted?: WhyAspect;
}

export function ExplainPane({ subject, wanted }: ExplainPaneProps) {
  const { conductor } = useApp();
  const branch = useAppState((state) => state.branch);
  const { language } = useAppState((state) => state.settings);
  const frame = useAppState((state) => currentView(state)?.frame);
  const [aspects, setAspects] = useState<Readonly<Record<string, WhyAspect>>>({});
  const [found, setFound] = useState<Found | null>(null);
  const [answered, setAnswered] = useState<{ key: string; whyNot: WhyNotFrame; at: number } | null>(null);
  const lastAsked = useRef(0);
  const key = `${branch} ${subject.type} ${whyKey(subject)}`;
  const step = frame?.step ?? 0;
  const aspect = aspects[subject.type] ?? wanted;
  const shown = found?.key === key ? found : null;
  // A step of the chain was gone to: the chain stays, or there would be no way back.
  const isInChain = shown?.why.aspect === (aspect ?? shown?.why.aspect) && shown !== null && holds(shown.why, step);

  // biome-ignore lint/correctness/useExhaustiveDependencies: the key stands for branch and target, and a step is a new look
  useEffect(() => {
    if (isInChain) return;
    let isGone = false;
    const wait = Math.max(0, REFRESH_MS - (performance.now() - lastAsked.current));
    const timer = setTimeout(async () => {
      lastAsked.current = performance.now();
      const asked = { ask: 'why-chain', branch, subject, ...(aspect === undefined ? {} : { aspect }) } as const;
      const why = await conductor.look(asked);
      const offers = await conductor.look({ ask: 'why-not-offers', branch, subject });
      if (!isGone && why !== undefined && offers !== undefined) setFound({ key, why: why.why, offers: offers.offers });
    }, wait);
    return () => {
      isGone = true;
      clearTimeout(timer);
    };
  }, [conductor, key, step, aspect, isInChain]);

  const askWhyNot = async (question: WhyNotAsk | null): Promise<void> => {
    if (question === null) {
      setAnswered(null);
      return;
    }
    const answer = await conductor.look({ ask: 'why-not', branch, question });
    if (answer !== undefined) setAnswered({ key, whyNot: answer.whyNot, at: frame?.at ?? 0 });
  };

  return (
    <WhySection
      why={shown?.why ?? null}
      offers={shown?.offers ?? []}
      answered={answered?.key === key ? answered : null}
      language={language}
      step={step}
      onAspect={(next) => setAspects({ ...aspects, [subject.type]: next })}
      onWhyNot={(question) => void askWhyNot(question)}
      onSeekStep={(to) => conductor.seekStep(to)}
    />
  );
}

function holds({ steps }: WhyFrame, step: number): boolean {
  return steps.some((one, place) => (place > 0 && one.step === step) || one.folded.some((hop) => hop.step === step));
}
