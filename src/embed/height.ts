/** The height that suits the width: told to the page around whenever it is another one. */
import type { EmbedUi } from './parameters.ts';

const LEAST = 240;
const MOST = { full: 1_000, player: 1_000, picture: 1_000, table: 4_000 } as const satisfies Record<EmbedUi, number>;
/** A stage has the proportions of a slide, where what is on it has room in that. */
const SLIDE = 0.6;
const MOST_OF_SLIDE = 640;
/** With a lens under it, which gets its share of the height as the style says. */
const OVER_LENS = 440;
const WITH_LENS = 1.72;
/** Rows and nodes that come and go while it plays. */
const OFTEN_MS = 250;

/** Returns the way to stop. */
export function tellHeight(shell: HTMLElement, ui: EmbedUi, tell: (height: number) => void): () => void {
  let last = 0;
  let width = 0;
  let needed = 0;
  const measure = (): void => {
    if (shell.clientWidth !== width) needed = 0;
    width = shell.clientWidth;
    // What it once needed it keeps: a page that shook as its player plays could not be read.
    needed = Math.max(needed, Math.min(MOST[ui], Math.max(LEAST, heightOf(shell, ui))));
    if (Math.abs(needed - last) < 2) return;
    last = needed;
    tell(needed);
  };
  const resized = new ResizeObserver(measure);
  resized.observe(shell);
  let planned: ReturnType<typeof setTimeout> | undefined;
  const changed = new MutationObserver(() => {
    planned ??= setTimeout(() => {
      planned = undefined;
      measure();
    }, OFTEN_MS);
  });
  changed.observe(shell, { childList: true, subtree: true });
  return () => {
    clearTimeout(planned);
    resized.disconnect();
    changed.disconnect();
  };
}

function heightOf(shell: HTMLElement, ui: EmbedUi): number {
  const inShell = (selector: string): HTMLElement | null => shell.querySelector<HTMLElement>(selector);
  const bars = ['.notices', '.lesson-bar', '.embed-transport', '.embed-choice'];
  const beside = bars.reduce((sum, bar) => sum + (inShell(bar)?.offsetHeight ?? 0), 0);
  // A table is as high as its rows.
  if (ui === 'table') return beside + (inShell('.tables')?.offsetHeight ?? 0);
  const slide = Math.min(MOST_OF_SLIDE, Math.round(shell.clientWidth * SLIDE));
  const plane = inShell('.stage-plane');
  const isBoth = plane !== null && inShell('.lens-pane') !== null;
  const stage = Math.max(isBoth ? Math.min(OVER_LENS, slide) : slide, plane === null ? 0 : overflowOf(plane));
  return beside + Math.round(stage * (isBoth ? WITH_LENS : 1));
}

/** How high it has to be to be seen whole, where it now has to be scrolled; 0: it is seen whole. */
function overflowOf(plane: HTMLElement): number {
  const isWhole = plane.offsetHeight <= plane.parentElement!.clientHeight + 1;
  // As it is on the screen: it may be drawn smaller than it is.
  return isWhole ? 0 : Math.ceil(plane.getBoundingClientRect().height);
}
