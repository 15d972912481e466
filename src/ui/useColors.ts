/** Tokens as colours a canvas understands; read again when theme or contrast changes, and for paper. */
import { useEffect, useState } from 'react';
import { flushSync } from 'react-dom';

export type Colors<Name extends string> = Readonly<Record<Name, string>>;

/** `names` are custom properties without their dashes. The list must be a constant of its module. */
export function useColors<Name extends string>(names: readonly Name[]): Colors<Name> | null {
  const [colors, setColors] = useState<Colors<Name> | null>(null);
  useEffect(() => {
    const read = (): void => setColors(readColors(names));
    read();
    const queries = ['(prefers-color-scheme: dark)', '(forced-colors: active)'].map((query) =>
      window.matchMedia(query),
    );
    for (const query of queries) query.addEventListener('change', read);
    // Paper waits for nobody: what is drawn on canvases is drawn again before the page is.
    const print = window.matchMedia('print');
    const readAtOnce = (): void => flushSync(read);
    print.addEventListener('change', readAtOnce);
    const observer = new MutationObserver(read);
    observer.observe(document.documentElement, { attributes: true, attributeFilter: ['data-theme', 'class', 'style'] });
    return () => {
      observer.disconnect();
      for (const query of queries) query.removeEventListener('change', read);
      print.removeEventListener('change', readAtOnce);
    };
  }, [names]);
  return colors;
}

/** A probe resolves what `light-dark()` and `color-mix()` come to. */
function readColors<Name extends string>(names: readonly Name[]): Colors<Name> {
  const probe = document.createElement('span');
  probe.hidden = true;
  document.body.append(probe);
  const colors = {} as Record<Name, string>;
  for (const name of names) {
    probe.style.color = `var(--${name})`;
    colors[name] = getComputedStyle(probe).color;
  }
  probe.remove();
  return colors;
}
