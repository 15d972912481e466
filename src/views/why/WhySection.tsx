/** Why, and why not, of the selected thing: which side of it, the chain of its causes, and the questions that fit it. */
import { useId } from 'react';
import type { WhyAspect, WhyFrame, WhyNotAsk, WhyNotFrame, WhyNotOffer } from '../../frame/why/whyFrames.ts';
import { formatTime } from '../format.ts';
import type { Language } from '../viewProps.ts';
import { WhyChain } from './WhyChain.tsx';
import { WhyNotAnswer } from './WhyNotAnswer.tsx';
import { ASKED_AT, ASPECT_WORDS, ASPECTS_LABEL, CLOSE, HINT, LOADING, WHY_NOT } from './words.ts';
import './why.css';

export interface WhySectionProps {
  /** null until the first answer. */
  readonly why: WhyFrame | null;
  readonly offers: readonly WhyNotOffer[];
  /** The newest answer, and the time it is about. */
  readonly answered: { readonly whyNot: WhyNotFrame; readonly at: number } | null;
  readonly language: Language;
  readonly step: number;
  onAspect(aspect: WhyAspect): void;
  onWhyNot(ask: WhyNotAsk | null): void;
  onSeekStep(step: number): void;
}

export function WhySection(props: WhySectionProps) {
  const { why, offers, answered, language, step, onAspect, onWhyNot, onSeekStep } = props;
  const id = useId();
  const others = offers.filter(({ ask }) => !isSame(ask, answered?.whyNot.ask));
  return (
    <div className="why">
      {why !== null && why.aspects.length > 1 && (
        <fieldset className="why-aspects" aria-label={ASPECTS_LABEL[language]}>
          {why.aspects.map((aspect) => (
            <button
              key={aspect}
              type="button"
              className="why-aspect"
              aria-pressed={aspect === why.aspect}
              onClick={() => onAspect(aspect)}
            >
              {ASPECT_WORDS[aspect][language]}
            </button>
          ))}
        </fieldset>
      )}
      {why === null ? (
        <p className="inspector-note">{LOADING[language]}</p>
      ) : (
        <>
          {why.steps.length > 0 && <p className="inspector-note">{HINT[language]}</p>}
          <WhyChain why={why} language={language} step={step} onSeekStep={onSeekStep} />
        </>
      )}
      {(offers.length > 0 || answered !== null) && (
        <section aria-labelledby={`${id}-not`}>
          <h4 id={`${id}-not`} className="inspector-head">
            {WHY_NOT[language]}
          </h4>
          <ul className="why-offers">
            {others.map(({ ask, says }) => (
              <li key={says.en}>
                <button type="button" className="why-offer" onClick={() => onWhyNot(ask)}>
                  {says[language]}
                </button>
              </li>
            ))}
          </ul>
          <div aria-live="polite">
            {answered !== null && (
              <>
                <div className="why-asked">
                  <h5>{answered.whyNot.says[language]}</h5>
                  <button type="button" className="why-close" onClick={() => onWhyNot(null)}>
                    {CLOSE[language]}
                  </button>
                </div>
                <p className="inspector-note">{ASKED_AT[language].replace('{time}', formatTime(answered.at, 3))}</p>
                <WhyNotAnswer whyNot={answered.whyNot} language={language} onSeekStep={onSeekStep} />
              </>
            )}
          </div>
        </section>
      )}
    </div>
  );
}

function isSame(one: WhyNotAsk, other: WhyNotAsk | undefined): boolean {
  return other !== undefined && JSON.stringify(one) === JSON.stringify(other);
}
