/** What is offered on a thing, and how an offer that is taken is carried out. */
import { formatTime } from '../../views/format.ts';
import type { Act } from '../../worker/protocol.ts';
import type { Key, Values } from '../i18n/translate.ts';
import type { CommandContext } from './command.ts';

/** An act offered on a thing. */
export interface Offer {
  readonly id: string;
  readonly label: Key;
  readonly hint?: Key;
  readonly values?: Values;
  readonly key?: string;
  readonly act: Act;
}

/** Does it, and says so when that made a branch. */
export async function carryOut(
  { act, label, values }: Pick<Offer, 'act' | 'label' | 'values'>,
  context: CommandContext,
): Promise<void> {
  const { conductor, state, t } = context;
  const words = state.settings.language === 'en' ? null : t(label, values);
  const what = 'node' in act ? (words === null ? `${act.type} ${act.node}` : `${act.node} ${words}`) : t(label, values);
  const name = `${what} @ ${formatTime(conductor.clock.now())}`;
  if (await conductor.act(act, name)) conductor.notice('branch.madeByAct');
}
