/**
 * The entry of an embedded page, and of the single file: reads what the address asks for, listens to the page around, and
 * opens the player when somebody can see it. Until then nothing of the simulator is loaded.
 */
import '../ui/tokens.css';
import '../ui/base.css';
import '../ui/controls.css';
import '../app/app.css';
import './embed.css';
import { PACKED } from '../app/packed.ts';
import { HostLink } from './hostLink.ts';
import { readEmbed } from './parameters.ts';
import type { Player } from './player.ts';
import { showPoster } from './poster.ts';
import type { PlayerEvent, Reply } from './protocol.ts';
import { Sight } from './sight.ts';

const { documentElement: page } = document;
// What a learning management system adds to the address of a package is for its own use.
const search = PACKED === null ? location.search : `?${PACKED.address}`;
const read = readEmbed(search, location.hash, page.dataset.ui === 'full' ? 'full' : 'player', location.href);
const { parameters, address } = read;
const { theme } = address;
if (theme === 'light' || theme === 'dark') page.dataset.theme = theme;

const sight = new Sight(page);
let player: Player | undefined;
let link: HostLink | undefined;
const send = (event: PlayerEvent): void => link?.send(event);

if (window.parent !== window) {
  if (parameters.host !== undefined) {
    link = new HostLink(
      window,
      parameters.host,
      {
        hello: () => player?.hello(),
        ask: async (request): Promise<Reply> => {
          if (request.type === 'setVisible') sight.want(request.data.visible);
          else if (player !== undefined) return player.ask(request);
          else if (request.type === 'play') void open(true);
          else return { ok: false, code: 'not-ready', text: 'the player is not there yet' };
          return { ok: true };
        },
        slide: (is) => {
          sight.want(is === 'start');
          if (is === 'start' && parameters.autoplay) void player?.ask({ type: 'play' });
        },
      },
      () => performance.now(),
    );
  }
  // To whoever is around, and so without a word about anything but that somebody is here.
  window.parent.postMessage({ tidemark: 1, type: 'ready' }, '*');
}

let opening: Promise<void> | undefined;

function open(plays: boolean): Promise<void> {
  opening ??= import('./openPlayer.tsx').then(async ({ openPlayer }) => {
    const host = link;
    player = await openPlayer({ ...read, plays }, sight, send, (height) => host?.height(height));
  });
  return opening;
}

if (parameters.isClickToLoad) void showPoster(address, parameters.file?.name, () => void open(true));
else void sight.whenSeen().then(() => open(parameters.autoplay));
