/** A short animation of a span: chosen, reckoned, made frame by frame, saved. */
import { useEffect, useRef, useState } from 'react';
import { Button } from '../../ui/Button.tsx';
import { useApp, useAppState } from '../appContext.ts';
import { useSay } from '../dialogs/words.ts';
import { VIEW_WORDS, type ViewName, viewElement, viewsHere } from '../picture/views.ts';
import { currentView } from '../store.ts';
import { animatedGif, framesZip } from './animate.ts';
import { animationPlan, fittingSpeed, RATES, SPEEDS, WIDTHS } from './animationPlan.ts';
import { Check, Choice, type Span, SpanFields, sizeText } from './fields.tsx';
import { ANIMATION, PICTURE } from './words.ts';

const CAPTION_HEIGHT = 36;

export function AnimationPart({ toStoryboard }: { readonly toStoryboard: () => void }) {
  const app = useApp();
  const say = useSay();
  const { conductor } = app;
  const motion = useAppState((state) => state.settings.motion);
  const [views] = useState(viewsHere);
  const [view, setView] = useState<ViewName>(views[0] ?? 'page');
  const [span, setSpan] = useState<Span>(() => {
    const until = currentView(conductor.state)?.frame.at ?? 0;
    return { from: Math.max(0, until - 1_000_000), until: Math.max(1_000, until) };
  });
  const [speed, setSpeed] = useState(() => fittingSpeed(span.until - span.from, 5));
  const [rate, setRate] = useState<number>(10);
  const [width, setWidth] = useState<number>(720);
  const [caption, setCaption] = useState(true);
  const [frame, setFrame] = useState<number | null>(null);
  const [told, setTold] = useState('');
  const making = useRef<AbortController | null>(null);
  useEffect(() => () => making.current?.abort(), []);

  const isReduced = motion === 'reduce' || window.matchMedia('(prefers-reduced-motion: reduce)').matches;
  const box = viewElement(view)?.getBoundingClientRect();
  const aspect = box === undefined ? 0.6 : (box.height + (caption ? CAPTION_HEIGHT : 0)) / box.width;
  const reckoned = animationPlan({ ...span, speed, framesPerSecond: rate, width, aspect });
  const { halt } = conductor;
  const isBeyond = halt !== null && halt.branch === conductor.state.branch && span.until > halt.at;
  const plan = isBeyond ? { problem: ANIMATION.waits } : reckoned;
  const isBad = 'problem' in plan;

  const make = async (kind: 'gif' | 'zip') => {
    if (isBad) return;
    const controller = new AbortController();
    making.current = controller;
    setTold('');
    setFrame(0);
    const maker = kind === 'gif' ? animatedGif : framesZip;
    try {
      const shot = { view, theme: null, caption };
      const made = await maker(conductor, plan, shot, { signal: controller.signal, onFrame: setFrame });
      if ('failed' in made) return setTold(say(ANIMATION[made.failed === 'full' ? 'full' : 'cancelled']));
      const name = `${conductor.state.scenarioName}-${view}.${kind}`;
      app.commandContext().save(name, made.blob);
      setTold(say(ANIMATION.done, { name, size: sizeText(made.blob.size) }));
    } catch {
      setTold(say(PICTURE.gone));
    } finally {
      making.current = null;
      setFrame(null);
    }
  };

  const numbers = (values: readonly number[]) => values.map((value) => ({ id: String(value), title: String(value) }));
  return (
    <div className="share-part">
      {isReduced && (
        <div className="share-warning">
          <p>{say(ANIMATION.reduced)}</p>
          <Button onPress={toStoryboard}>{say(ANIMATION.toStoryboard)}</Button>
        </div>
      )}
      <div className="share-fields">
        <Choice
          label={say(PICTURE.view)}
          value={view}
          options={views.map((id) => ({ id, title: say(VIEW_WORDS[id]) }))}
          onChoose={setView}
        />
        <SpanFields span={span} onChange={setSpan} />
        <Choice
          label={say(ANIMATION.speed)}
          value={String(speed)}
          options={SPEEDS.map((one) => ({ id: String(one), title: say(ANIMATION.times, { speed: one }) }))}
          onChoose={(chosen) => setSpeed(Number(chosen))}
        />
        <Choice
          label={say(ANIMATION.rate)}
          value={String(rate)}
          options={numbers(RATES)}
          onChoose={(chosen) => setRate(Number(chosen))}
        />
        <Choice
          label={say(ANIMATION.width)}
          value={String(width)}
          options={numbers(WIDTHS)}
          onChoose={(chosen) => setWidth(Number(chosen))}
        />
        <Check label={say(PICTURE.caption)} isOn={caption} onChange={setCaption} />
      </div>
      <p>
        {isBad
          ? say(plan.problem)
          : say(ANIMATION.plan, {
              frames: plan.times.length,
              seconds: Number(plan.seconds.toFixed(1)),
              width: plan.width,
              height: plan.height,
              size: sizeText(plan.bytes),
            })}
      </p>
      {frame === null ? (
        <div className="share-acts">
          <Button variant="primary" isDisabled={isBad} onPress={() => void make('gif')}>
            {say(ANIMATION.gif)}
          </Button>
          <Button isDisabled={isBad} onPress={() => void make('zip')}>
            {say(ANIMATION.zip)}
          </Button>
        </div>
      ) : (
        <>
          <progress aria-label={say(ANIMATION.progress)} max={isBad ? 1 : plan.times.length} value={frame} />
          <div className="share-fields">
            <Button onPress={() => making.current?.abort()}>{say(ANIMATION.cancel)}</Button>
            <span>{say(ANIMATION.making, { frame, frames: isBad ? 0 : plan.times.length })}</span>
          </div>
        </>
      )}
      <p role="status" data-testid="share-told">
        {told}
      </p>
    </div>
  );
}
