/** A player that nobody sees does not play: what it was doing goes on when it is seen again. */
import type { Conductor } from '../app/conductor.ts';
import { isPlaying } from '../app/player/playerMachine.ts';
import type { Sight } from './sight.ts';

export function keepStill(conductor: Conductor, sight: Sight): void {
  let wasPlaying = false;
  sight.watch((isSeen) => {
    const { player } = conductor.state;
    if (isSeen) {
      if (wasPlaying && player === 'paused') conductor.player({ type: 'PLAY' });
      wasPlaying = false;
    } else {
      wasPlaying = isPlaying(player);
      if (wasPlaying) conductor.player({ type: 'PAUSE' });
    }
  });
  // What was asked for out of sight waits as well.
  conductor.store.subscribe(({ player }, before) => {
    if (sight.isSeen || !isPlaying(player) || isPlaying(before.player)) return;
    wasPlaying = true;
    conductor.player({ type: 'PAUSE' });
  });
}
