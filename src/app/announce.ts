/**
 * What the one polite live region says: a sentence a step; while playing, the events of some seconds merged into one.
 */
import type { FactFrame, FactGroup } from '../frame/frame.ts';
import { factSentence } from '../views/factSentences.ts';
import { formatTime } from '../views/format.ts';
import type { Conductor } from './conductor.ts';
import { isOperator } from './eyes.ts';
import { TRANSLATE } from './i18n/translate.ts';
import { isPlaying } from './player/playerMachine.ts';
import { type AppState, currentView } from './store.ts';

const EVERY_MS = 5_000;

/** Returns the way to stop. `wait` is `setTimeout`, so that tests need not wait. */
export function announce(conductor: Conductor, wait: (run: () => void, ms: number) => unknown): () => void {
  let said = currentView(conductor.state)?.frame.step ?? 0;
  let planned = false;

  const say = (): void => {
    planned = false;
    const { state } = conductor;
    const step = currentView(state)?.frame.step;
    // The playhead has moved on meanwhile: the facts of its new place will be told when they are there.
    if (step === undefined || step === said || !factsAreKnown(state)) return;
    const sentence = sentenceFor(state, said, step);
    said = step;
    conductor.set({ announcement: sentence });
  };

  return conductor.store.subscribe((state, before) => {
    if (state.player !== before.player && isPlaying(state.player) !== isPlaying(before.player)) {
      const t = TRANSLATE[state.settings.language];
      conductor.set({ announcement: t(isPlaying(state.player) ? 'announce.playing' : 'announce.paused') });
    }
    // The facts of a step come one answer after its frame; until then there is nothing to say of it.
    if (planned || currentView(state)?.frame.step === said || !factsAreKnown(state)) return;
    planned = true;
    // Several steps in quick succession are one sentence.
    wait(say, isPlaying(state.player) ? EVERY_MS : 150);
  });
}

/** The list of facts reaches exactly up to the playhead. */
function factsAreKnown(state: AppState): boolean {
  const told = currentView(state)?.factsBefore;
  return told !== undefined && told === (state.facts.at(-1)?.index ?? -1) + 1;
}

function sentenceFor(state: AppState, from: number, to: number): string {
  const { language } = state.settings;
  const t = TRANSLATE[language];
  const at = formatTime(currentView(state)?.frame.at ?? 0);
  // Facts are the inside.
  if (isOperator(state)) return t('announce.nothing', { step: to, time: at });
  const told = state.facts.filter(({ step }) => step > Math.min(from, to - 1) && step <= to);
  const moved = to - from;
  const last = weightiest(told, isPlaying(state.player)) ?? (isPlaying(state.player) ? undefined : told.at(-1));
  if (last === undefined) {
    return told.length > 0 ? t('announce.events', { count: moved }) : t('announce.nothing', { step: to, time: at });
  }
  const sentence = factSentence(last, language);
  return moved > 1 ? `${t('announce.events', { count: moved })}; ${sentence}` : sentence;
}

/** Of what happened meanwhile, what one would tell first; of equals the last. */
const WEIGHTS: Readonly<Record<string, number>> = {
  LeaderElected: 9,
  QuorumLeaderElected: 8,
  ControllerActivated: 7,
  LogTruncated: 7,
  RecordUnknown: 6,
  RecordFailed: 6,
  IsrChanged: 5,
  BrokerFenced: 4,
  BrokerUnfenced: 4,
};
const QUIET: readonly FactGroup[] = ['routine', 'watermark', 'consume'];

/** While playing, what repeats in every run is left out: it would be all that is ever said. */
function weightiest(facts: readonly FactFrame[], playing: boolean): FactFrame | undefined {
  const weight = ({ type, group }: FactFrame): number => WEIGHTS[type] ?? (group === 'fault' ? 8 : 1);
  return facts
    .filter(({ interesting, group }) => interesting && !(playing && QUIET.includes(group)))
    .reduce<FactFrame | undefined>((best, fact) => (best && weight(best) > weight(fact) ? best : fact), undefined);
}
