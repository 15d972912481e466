/** Drafts and their earlier versions: opened, compared, brought back, deleted and undeleted, written out. */
import { useCallback, useEffect, useState } from 'react';
import { Button } from '../../ui/Button.tsx';
import { useAppState } from '../appContext.ts';
import type { Draft, DraftVersion } from '../drafts/draft.ts';
import { type DraftList, listDrafts, setDeleted, zipOfDrafts } from '../drafts/draftList.ts';
import { lineDifference } from '../drafts/lineDifference.ts';
import { Title } from './EditorDialogs.tsx';
import { download } from './files.ts';
import { useDesk, useDraftState, useEditorSay } from './useEditor.ts';
import { EDITOR_WORDS } from './words.ts';

function useWhen(): (at: number) => string {
  const { language } = useAppState((state) => state.settings);
  return (at) => new Date(at).toLocaleString(language, { dateStyle: 'medium', timeStyle: 'short' });
}

export function DraftsDialog() {
  const desk = useDesk();
  const say = useEditorSay();
  const when = useWhen();
  const open = useDraftState(({ draft }) => draft?.id);
  const [list, setList] = useState<DraftList | null>(null);
  const [lasts, setLasts] = useState(true);
  const read = useCallback(async () => {
    await desk.drafts.flush();
    const store = await desk.drafts.shelf();
    setLasts(store.lasts);
    setList(await listDrafts(store, Date.now()));
  }, [desk]);
  useEffect(() => void read(), [read]);
  const mark = async (id: string, deletedAt: number | null) => {
    await setDeleted(await desk.drafts.shelf(), id, deletedAt);
    await read();
  };
  const save = async () =>
    download('tidemark-drafts.zip', await zipOfDrafts(await desk.drafts.shelf()), 'application/zip');
  if (list === null) return <Title>{say(EDITOR_WORDS.draftsTitle)}</Title>;
  const { drafts, deleted, damaged } = list;
  return (
    <>
      <Title>{say(EDITOR_WORDS.draftsTitle)}</Title>
      {!lasts && <p className="alarm dialog-hint">{say(EDITOR_WORDS.notLasting)}</p>}
      {drafts.length === 0 && <p className="dim dialog-hint">{say(EDITOR_WORDS.noDrafts)}</p>}
      <ul className="editor-drafts" data-testid="drafts">
        {drafts.map((draft) => (
          <DraftLine
            key={draft.id}
            draft={draft}
            isOpen={draft.id === open}
            onDelete={() => void mark(draft.id, Date.now())}
          />
        ))}
      </ul>
      {damaged.length > 0 && (
        <p className="alarm dialog-hint">{say(EDITOR_WORDS.damaged, { count: damaged.length })}</p>
      )}
      {deleted.length > 0 && (
        <section className="dialog-part">
          <h3>{say(EDITOR_WORDS.deleted)}</h3>
          <ul className="editor-drafts">
            {deleted.map(({ id, name, changedAt }) => (
              <li key={id}>
                <span className="editor-draft">
                  <strong className="mono">{name}</strong>
                  <span className="dim">{when(changedAt)}</span>
                </span>
                <Button onPress={() => void mark(id, null)}>{say(EDITOR_WORDS.undelete)}</Button>
              </li>
            ))}
          </ul>
        </section>
      )}
      {drafts.length + deleted.length + damaged.length > 0 && (
        <div className="dialog-acts">
          <Button onPress={() => void save()}>{say(EDITOR_WORDS.exportAll)}</Button>
        </div>
      )}
    </>
  );
}

interface DraftLineProps {
  readonly draft: Draft;
  readonly isOpen: boolean;
  readonly onDelete: () => void;
}

function DraftLine({ draft, isOpen, onDelete }: DraftLineProps) {
  const desk = useDesk();
  const say = useEditorSay();
  const when = useWhen();
  const [isAsking, setAsking] = useState(false);
  const { id, name, changedAt } = draft;
  if (isAsking) {
    return (
      <li>
        <span className="editor-draft" role="alert">
          {say(EDITOR_WORDS.deleteSure, { name })}
        </span>
        <Button variant="primary" onPress={onDelete}>
          {say(EDITOR_WORDS.deleteYes)}
        </Button>
        <Button onPress={() => setAsking(false)}>{say(EDITOR_WORDS.cancel)}</Button>
      </li>
    );
  }
  return (
    <li>
      <span className="editor-draft">
        <strong className="mono">{name}</strong>
        <span className="dim">{when(changedAt)}</span>
      </span>
      <Button isDisabled={isOpen} onPress={() => void desk.openDraft(id)}>
        {say(EDITOR_WORDS.openDraft)}
      </Button>
      {!isOpen && <Button onPress={() => setAsking(true)}>{say(EDITOR_WORDS.deleteDraft)}</Button>}
    </li>
  );
}

export function HistoryDialog() {
  const desk = useDesk();
  const say = useEditorSay();
  const when = useWhen();
  const draft = useDraftState((state) => state.draft);
  const [chosen, setChosen] = useState<DraftVersion | null>(null);
  if (draft === null) return null;
  const versions = [...draft.versions].reverse();
  return (
    <>
      <Title>{say(EDITOR_WORDS.historyTitle, { name: draft.name })}</Title>
      {versions.length === 0 && <p className="dim dialog-hint">{say(EDITOR_WORDS.noHistory)}</p>}
      <ul className="editor-versions">
        {versions.map((version) => (
          <li key={version.at}>
            <button
              type="button"
              className="editor-choice"
              aria-pressed={version === chosen}
              onClick={() => setChosen(version)}
            >
              {when(version.at)}
            </button>
          </li>
        ))}
      </ul>
      {chosen !== null && (
        <>
          <Difference before={chosen.text} after={draft.text} />
          <div className="dialog-acts">
            <Button variant="primary" isDisabled={chosen.text === draft.text} onPress={() => desk.restore(chosen)}>
              {say(EDITOR_WORDS.restore)}
            </Button>
          </div>
        </>
      )}
    </>
  );
}

const SIGNS = { same: ' ', gone: '−', new: '+', gap: '…' } as const;

function Difference({ before, after }: { readonly before: string; readonly after: string }) {
  const say = useEditorSay();
  const lines = lineDifference(before, after);
  if (lines.length === 0) return <p className="dim dialog-hint">{say(EDITOR_WORDS.sameText)}</p>;
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls takes the focus.
    <section className="editor-lines mono" aria-label={say(EDITOR_WORDS.differenceLabel)} tabIndex={0} lang="en">
      {lines.map(({ is, text }, place) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: lines of one difference do not move.
        <div key={place} className={is}>
          <span aria-hidden>{SIGNS[is]} </span>
          {(is === 'gone' || is === 'new') && (
            <span className="visually-hidden">{say(is === 'gone' ? EDITOR_WORDS.gone : EDITOR_WORDS.come)}: </span>
          )}
          {text}
        </div>
      ))}
    </section>
  );
}
