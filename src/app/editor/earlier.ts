/** A draft of the same scenario that somebody left here, after a crash say: it is offered before he writes it again. */
import { listDrafts } from '../drafts/draftList.ts';
import type { EditorDesk } from './editorDesk.ts';

export async function offerEarlier(desk: EditorDesk, origin: string): Promise<void> {
  const begun = desk.drafts.state.getState().draft;
  const { drafts } = await listDrafts(await desk.drafts.shelf(), Date.now());
  const found = drafts.find((draft) => draft.origin === origin && draft.text !== desk.text);
  // Nobody has begun to write meanwhile.
  if (found === undefined || desk.drafts.state.getState().draft !== begun) return;
  desk.set({ earlier: { id: found.id, name: found.name, at: found.changedAt } });
}
