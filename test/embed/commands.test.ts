/** What a page around a player may not do by a command: copy, save, open what leads away. */
import { expect, test } from 'vitest';
import { COMMANDS } from '../../src/app/commands/index.ts';
import { isForHosts, NOT_FOR_HOSTS } from '../../src/embed/commands.ts';

test('nothing that copies, saves, writes or searches is for a host; playing and faults are', () => {
  const ids = COMMANDS.map(({ id }) => id);
  for (const refused of [
    'share.link',
    'share.run',
    'edit.open',
    'edit.new',
    'edit.drafts',
    'cluster.import',
    'search.open',
  ]) {
    expect(ids).toContain(refused);
    expect(isForHosts(refused), refused).toBe(false);
  }
  for (const allowed of ['transport.play', 'fault.kill', 'lens.log']) {
    expect(ids).toContain(allowed);
    expect(isForHosts(allowed), allowed).toBe(true);
  }
  // A group that is not there any more has another name now.
  for (const group of NOT_FOR_HOSTS)
    expect(
      ids.some((id) => id.startsWith(`${group}.`)),
      group,
    ).toBe(true);
});
