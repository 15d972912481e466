/** Opens the player of an embedded page: the app with fewer panes, still while nobody sees it. */
import { Shell } from '../app/panes/Shell.tsx';
import { type Keeper, memoryKeeper, openKeeper } from '../app/settings.ts';
import { showPage, startPage } from '../app/startPage.ts';
import { EmbedShell } from './EmbedShell.tsx';
import { keepStill } from './keepStill.ts';
import type { EmbedAddress } from './parameters.ts';
import { Player } from './player.ts';
import type { PlayerEvent } from './protocol.ts';
import { reporterToHost } from './reporting/toHost.ts';
import { watchLesson } from './reporting/watchLesson.ts';
import type { Sight } from './sight.ts';

export interface Opening extends EmbedAddress {
  readonly plays: boolean;
}

export async function openPlayer(
  { parameters, address, bad, plays }: Opening,
  sight: Sight,
  send: (event: PlayerEvent) => void,
  sendHeight: (height: number) => void,
): Promise<Player> {
  const keeper = openKeeper(() => localStorage);
  const desk = startPage(ownSettings(keeper), address, bad);
  const { conductor } = desk;
  const player = new Player(desk, sight, send);
  watchLesson(conductor.store, [reporterToHost(send)]);
  keepStill(conductor, sight);
  const hasLessonPane = parameters.ui === 'full' || (parameters.ui === 'player' && parameters.panes.includes('lesson'));
  showPage(desk, parameters.ui === 'full' ? <Shell /> : <EmbedShell parameters={parameters} onHeight={sendHeight} />);
  await desk.open(address, !plays || !hasLessonPane);
  conductor.set({ isLocked: parameters.isLocked || parameters.ui === 'picture' || parameters.ui === 'table' });
  player.hello();
  const { scenario, link } = conductor.state;
  if (scenario?.hasLesson === true && hasLessonPane && !isKept(keeper)) conductor.notice('notice.notKept');
  if (plays && link === 'ready' && (scenario?.hasLesson !== true || !hasLessonPane)) conductor.player({ type: 'PLAY' });
  return player;
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
