import { useMemo, useState } from 'react';
import type { Target } from '../../frame/target.ts';
import { StageView } from '../stage/StageView.tsx';
import type { Clock, Language, ViewProps } from '../viewProps.ts';
import { SITUATIONS } from './situations.ts';

/** Stands still. */
const CLOCK: Clock = { now: () => 1_000_000, subscribe: () => () => undefined };

interface GalleryProps {
  readonly situation: string;
  readonly view: string;
  readonly language: Language;
}

export function Gallery({ situation, view, language }: GalleryProps) {
  const shown = SITUATIONS.find(({ id }) => id === situation) ?? SITUATIONS[0]!;
  const [selection, setSelection] = useState<Target | null>({ type: 'replica', partition: 'orders-0', broker: 1 });
  const props: ViewProps = useMemo(
    () => ({
      frame: shown.frame,
      now: shown.frame.at,
      clock: CLOCK,
      selection,
      language,
      reducedMotion: false,
      onSelect: setSelection,
      onMenu: () => undefined,
    }),
    [shown, selection, language],
  );
  return (
    <div className="gallery">
      <nav className="gallery-head" aria-label="Situations">
        {SITUATIONS.map(({ id, title }) => (
          <a key={id} href={`?s=${id}&view=${view}&lang=${language}`} aria-current={id === shown.id ? 'page' : undefined}>
            {title}
          </a>
        ))}
      </nav>
      <main className="gallery-one">
        <StageView {...props} />
      </main>
    </div>
  );
}
