/** Opens the player of an embedded page: the app with fewer panes, still while nobody sees it. */
import { PACKED } from '../app/packed.ts';
import { Shell } from '../app/panes/Shell.tsx';
import { type Keeper, memoryKeeper, openKeeper } from '../app/settings.ts';
import { showPage, startPage } from '../app/startPage.ts';
import { type Address, readAddress } from '../app/url.ts';
import { EmbedShell } from './EmbedShell.tsx';
import { keepStill } from './keepStill.ts';
import type { EmbedAddress } from './parameters.ts';
import { Player } from './player.ts';
import type { PlayerEvent } from './protocol.ts';
import { readFile } from './readFile.ts';
import type { Attempt } from './reporting/attempt.ts';
import { reporterToHost } from './reporting/toHost.ts';
import { watchLesson } from './reporting/watchLesson.ts';
import type { Sight } from './sight.ts';

export interface Opening extends EmbedAddress {
  readonly plays: boolean;
}

export async function openPlayer(
  { parameters, address: asked, bad, plays }: Opening,
  sight: Sight,
  send: (event: PlayerEvent) => void,
  sendHeight: (height: number) => void,
): Promise<Player> {
  const reporting = PACKED?.reporting ?? null;
  let complain = (reason: string): void => void unsaid.push(reason);
  const unsaid: string[] = [];
  const packed = reporting === null ? null : await import('./reporting/packed.ts');
  const attempt = reporting === null ? null : await packed!.openAttempt(reporting, (reason) => complain(reason));
  const kept = packed?.readKept(attempt?.kept ?? null) ?? null;
  // A browser of a school has many learners: what a system keeps of one is not for the next.
  const keeper = packed === null ? openKeeper(() => localStorage) : memoryKeeper();
  const address = resumed(asked, kept?.run ?? null, attempt);
  const desk = startPage(ownSettings(keeper), address, bad);
  const { conductor } = desk;
  complain = (reason) => conductor.notice('notice.noResults', { reason }, true);
  for (const reason of unsaid) complain(reason);
  if (kept !== null) packed!.putBack(desk, kept.progress);
  const { file } = parameters;
  const player = new Player(desk, sight, send);
  watchLesson(conductor.store, [reporterToHost(send), ...(attempt === null ? [] : [attempt.reporter])]);
  keepStill(conductor, sight);
  const hasLessonPane = parameters.ui === 'full' || (parameters.ui === 'player' && parameters.panes.includes('lesson'));
  const back = attempt?.returnUrl;
  const goBack = (): void => {
    attempt?.leave();
    location.assign(back!);
  };
  const shell = (
    <EmbedShell parameters={parameters} onHeight={sendHeight} onBack={back === undefined ? undefined : goBack} />
  );
  showPage(desk, parameters.ui === 'full' ? <Shell /> : shell);
  const text = file === undefined ? undefined : await readFile(file.url);
  if (text !== undefined && 'problem' in text)
    conductor.notice('notice.failed', { reason: text.problem[conductor.state.settings.language] }, true);
  const own =
    file !== undefined && text !== undefined && 'text' in text
      ? { name: ownName(file.name, desk.scenarios), linkedAs: file.said, ...text }
      : undefined;
  await desk.open(address, !plays || !hasLessonPane, own);
  if (parameters.isLocked || parameters.ui === 'picture' || parameters.ui === 'table') await conductor.lock();
  player.hello();
  if (attempt !== null) packed!.keepPlace(desk, attempt);
  const { scenario, link } = conductor.state;
  if (scenario?.hasLesson === true && hasLessonPane && reporting === null && !isKept(keeper))
    conductor.notice('notice.notKept');
  if (plays && link === 'ready' && (scenario?.hasLesson !== true || !hasLessonPane)) conductor.player({ type: 'PLAY' });
  return player;
}

/** Where it was left another time; what the address asks for of looks and panes stays. */
function resumed(asked: Address, run: string | null, attempt: Attempt | null): Address {
  const preferred = attempt?.language === undefined ? {} : { language: attempt.language };
  if (run === null) return { ...preferred, ...asked };
  const { address } = readAddress('', run);
  // A package may have been given a newer lesson since.
  const isThis = address.scenario === PACKED?.name;
  return isThis ? { ...address, ...asked } : { ...preferred, ...asked };
}

/** In a sandboxed frame there is nothing to keep things in. */
function isKept(keeper: Keeper): boolean {
  try {
    return keeper === (localStorage as Keeper);
  } catch {
    return false;
  }
}

/** How a page wants its player to look is not how somebody wants Tidemark to look: only progress is kept. */
function ownSettings(keeper: Keeper): Keeper {
  const settings = memoryKeeper();
  const isSetting = (key: string): boolean => key === 'tidemark.settings';
  return {
    getItem: (key) => (isSetting(key) ? (settings.getItem(key) ?? keeper.getItem(key)) : keeper.getItem(key)),
    setItem: (key, value) => (isSetting(key) ? settings : keeper).setItem(key, value),
  };
}

/** What is kept of a lesson is kept by its name: another one of the same name has nothing to do with it. */
function ownName(name: string, bundled: readonly string[]): string {
  return bundled.includes(name) ? `own-${name}` : name;
}
