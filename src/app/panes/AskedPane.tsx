/** What somebody asked why about, in the inspector's place: the answer stays while the playhead walks its chain. */
import { X } from 'lucide-react';
import { useEffect, useRef } from 'react';
import { IconButton } from '../../ui/Button.tsx';
import type { AskedWhy } from '../../views/why/askWhy.ts';
import { WHY_OF } from '../../views/why/words.ts';
import { useApp, useAppState, useTranslate } from '../appContext.ts';
import { ExplainPane } from './ExplainPane.tsx';

export default function AskedPane({ asked }: { readonly asked: AskedWhy }) {
  const { conductor } = useApp();
  const t = useTranslate();
  const { language } = useAppState((state) => state.settings);
  const title = useRef<HTMLHeadingElement>(null);
  const section = useRef<HTMLElement>(null);
  const opener = useRef<HTMLElement | null>(null);
  // Whoever asked by key reads on at the answer.
  // biome-ignore lint/correctness/useExhaustiveDependencies: each question takes the focus
  useEffect(() => {
    const { activeElement } = document;
    if (activeElement instanceof HTMLElement && !section.current?.contains(activeElement))
      opener.current = activeElement;
    title.current?.focus({ preventScroll: true });
  }, [asked]);
  const close = () => {
    conductor.set({ asked: null });
    // Back to where it was asked; that may have been drawn anew for another moment since.
    if (opener.current?.isConnected === true) opener.current.focus();
    else if (opener.current !== null) again(opener.current)?.focus();
  };
  return (
    <section ref={section} className="inspector" data-testid="asked">
      <div className="asked-head">
        <h3 ref={title} tabIndex={-1} className="inspector-title">
          {WHY_OF[language].replace('{thing}', asked.title)}
        </h3>
        <IconButton label={t('view.close')} icon={<X size={16} aria-hidden />} onPress={close} />
      </div>
      <ExplainPane subject={asked.subject} {...(asked.aspect === undefined ? {} : { wanted: asked.aspect })} />
    </section>
  );
}

/** One like it that stands there now: of the same class, in the same order as near as there is. */
function again({ className }: HTMLElement): HTMLElement | undefined {
  const [first = ''] = className.split(' ');
  return first === '' ? undefined : (document.querySelector<HTMLElement>(`#root .${first}`) ?? undefined);
}
