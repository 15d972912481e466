/** What a thing of the picture is to the rest of the page. */
import type { SpaceTimeMessage } from '../../frame/spaceTime/spaceTimeFrames.ts';
import type { Target } from '../../frame/target.ts';
import type { Item } from './layout.ts';

/** A message that has come to an end is the step of that end; one that has not is itself. */
export function targetOfMessage({ id, endStep }: SpaceTimeMessage): Target {
  return endStep > 0 ? { type: 'step', step: endStep } : { type: 'message', id };
}

export function targetOfItem(item: Item): Target {
  return item.type === 'fact' ? { type: 'fact', index: item.fact.index } : targetOfMessage(item.message);
}

/** The message that is selected, if one is. */
export function selectedMessage(messages: readonly SpaceTimeMessage[], selection: Target | null): number | null {
  if (selection?.type === 'message') return selection.id;
  if (selection?.type !== 'step') return null;
  return messages.find(({ endStep }) => endStep === selection.step)?.id ?? null;
}
