/** Which parts of the page can be pictured now, and how one is: in its theme, with what says what it shows. */
import { formatTime } from '../../views/format.ts';
import type { Language } from '../../views/viewProps.ts';
import { type Words, words } from '../../views/words.ts';
import type { Conductor } from '../conductor.ts';
import { type AppState, currentView } from '../store.ts';
import { type Picture, type PictureWords, pictureOf } from './domToSvg.ts';

export type ViewName = 'stage' | 'lens' | 'inspect' | 'lesson' | 'page';

export const VIEW_WORDS: Readonly<Record<ViewName, Words>> = {
  stage: words('Cluster', '클러스터'),
  lens: words('Lens', '렌즈'),
  inspect: words('Inspector', '살펴보기'),
  lesson: words('Lesson', '학습'),
  page: words('Whole page', '페이지 전체'),
};

const PLACES: Readonly<Record<ViewName, string>> = {
  stage: '[data-testid="stage"]',
  lens: '[data-testid="lens"] [role="tabpanel"]',
  inspect: '[data-testid="inspect"]',
  lesson: '.lesson-side, .drawer.lesson',
  page: '.shell',
};

export function viewElement(view: ViewName): Element | null {
  const element = document.querySelector(PLACES[view]);
  const box = element?.getBoundingClientRect();
  return box === undefined || box.width < 1 || box.height < 1 ? null : element;
}

/** On a phone one pane stands at a time. */
export function viewsHere(): readonly ViewName[] {
  return (Object.keys(PLACES) as ViewName[]).filter((view) => viewElement(view) !== null);
}

export interface PictureAsk {
  readonly view: ViewName;
  /** null: as the page has it. */
  readonly theme: 'light' | 'dark' | null;
  readonly caption: boolean;
  readonly prefix?: string;
}

/** null: that view is not on the page. */
export async function capture(conductor: Conductor, ask: PictureAsk): Promise<Picture | null> {
  await drawnOnce();
  for (let waited = 0; waited < LONGEST_WAIT_MS && viewElement(ask.view)?.childElementCount === 0; waited += 50)
    await new Promise((resolve) => setTimeout(resolve, 50));
  await settled(conductor);
  return inTheme(ask.theme, async () => {
    const element = viewElement(ask.view);
    if (element === null) return null;
    const { caption, ...said } = momentWords(conductor.state);
    return pictureOf(element, { ...said, caption: ask.caption ? caption : null }, ask.prefix);
  });
}

/** A view that was chosen just now comes with its own code. */
const LONGEST_WAIT_MS = 3_000;

/** What is shown has been drawn, and what views asked for when they heard of it has come: answers keep their order. */
export async function settled(conductor: Conductor): Promise<void> {
  await drawnOnce();
  await conductor.look({ ask: 'marks', branch: conductor.state.branch, from: Number.MAX_SAFE_INTEGER });
  await drawnOnce();
}

/** The page in another theme for as long as the picture takes. */
export async function inTheme<T>(theme: PictureAsk['theme'], act: () => Promise<T>): Promise<T> {
  const { dataset } = document.documentElement;
  const before = dataset.theme;
  if (theme === null || theme === before) return act();
  dataset.theme = theme;
  try {
    // Canvases read the colours anew when they hear of it.
    await drawnOnce();
    return await act();
  } finally {
    if (before === undefined) delete dataset.theme;
    else dataset.theme = before;
  }
}

/** What was set has been drawn. In a tab that is not in sight nothing is, and nobody waits for it. */
export async function drawnOnce(): Promise<void> {
  for (let frame = 0; frame < 2; frame++) {
    await new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, 120);
      requestAnimationFrame(() => {
        clearTimeout(timer);
        setTimeout(resolve, 0);
      });
    });
  }
}

export interface MomentWords extends PictureWords {
  readonly caption: string;
  /** The same without the moment. */
  readonly run: { readonly title: string; readonly description: string };
}

/** Among other words, one that is written from right to left would turn the numbers beside it. */
function isolated(text: string): string {
  return /[\u0590-\u08ff\ufb1d-\ufefc]/.test(text) ? `\u2068${text}\u2069` : text;
}

export function momentWords(state: AppState): MomentWords {
  const { scenario, scenarioName } = state;
  const { language } = state.settings;
  const frame = currentView(state)?.frame;
  const time = formatTime(frame?.at ?? 0, 6).replace(/(\.\d{3})000 s$/, '$1 s');
  const name = isolated(scenario?.title[language] || scenarioName);
  const version = scenario?.version ?? '';
  const seed = scenario?.seed ?? 0;
  const step = frame?.step ?? 0;
  const run = SAID[language](scenarioName, version, seed);
  const moment = language === 'ko' ? `시점 ${time}(이벤트 ${step}).` : `At ${time} (event ${step}).`;
  return {
    title: `${name} · ${time}`,
    description: `${run} ${moment}`,
    caption: `${name} · ${time} · Kafka ${version} · ${language === 'ko' ? '시드' : 'seed'} ${seed} · Tidemark`,
    language,
    run: { title: scenario?.title[language] || scenarioName, description: run },
  };
}

type Said = (name: string, version: string, seed: number) => string;

const SAID: Readonly<Record<Language, Said>> = {
  en: (name, version, seed) =>
    `Tidemark, a simulation of Apache Kafka: scenario ${name}, Kafka ${version}, seed ${seed}.`,
  ko: (name, version, seed) => `Tidemark(Apache Kafka 시뮬레이션): 시나리오 ${name}, Kafka ${version}, 시드 ${seed}.`,
};
