/** The height that suits the width: told to the page around whenever it is another one. */
import type { EmbedUi } from './parameters.ts';

const LEAST = 240;
const MOST = 2_000;

/** Returns the way to stop. */
export function tellHeight(shell: HTMLElement, ui: EmbedUi, tell: (height: number) => void): () => void {
  let last = 0;
  const measure = (): void => {
    const height = Math.min(MOST, Math.max(LEAST, heightOf(shell, ui)));
    if (Math.abs(height - last) < 2) return;
    last = height;
    tell(height);
  };
  const observer = new ResizeObserver(measure);
  observer.observe(shell);
  for (const inner of shell.querySelectorAll('.embed-main > *')) observer.observe(inner);
  measure();
  return () => observer.disconnect();
}

/** A table is as high as its rows; a stage has the proportions of a slide, with the transport under it. */
function heightOf(shell: HTMLElement, ui: EmbedUi): number {
  const width = shell.clientWidth;
  const main = shell.querySelector('.embed-main');
  if (ui === 'table') return (main?.scrollHeight ?? 0) + shell.clientHeight - (main?.clientHeight ?? 0);
  const stage = Math.min(640, Math.round(width * 0.6));
  return stage + (shell.querySelector('.embed-transport')?.clientHeight ?? 0);
}
