/** The ledger of the run, the records behind its figures, and the life of the one that is followed. */
import type { LedgerPick } from '../../../frame/biography/biographyFrames.ts';
import { VIEWS } from '../../../views/index.ts';
import { readText, useKept } from '../../../views/lens/kept.ts';
import { useApp, useAppState } from '../../appContext.ts';
import { useViewProps } from '../useViewProps.ts';
import { useLook } from './useLook.ts';

/** Every record is looked at each time. */
const LEDGER_EVERY_MS = 300;

export function RecordsLens() {
  const { conductor } = useApp();
  const branch = useAppState((state) => state.branch);
  const record = useAppState((state) => state.record);
  const pick = useAppState((state) => state.ledgerPick);
  const [search, setSearch] = useKept('records.search', '', readText);
  const isSearching = search.trim() !== '';
  const ledger = useLook({ ask: 'run-ledger', branch }, LEDGER_EVERY_MS);
  const picked = useLook(
    pick === null || isSearching ? null : { ask: 'ledger-records', branch, pick },
    LEDGER_EVERY_MS,
  );
  const searched = useLook(isSearching ? { ask: 'find-records', branch, text: search } : null, LEDGER_EVERY_MS);
  const life = useLook(record === null ? null : { ask: 'biography', branch, ...record });
  const props = useViewProps(branch);
  if (props === undefined) return null;
  const biography = life?.biography ?? null;
  const isOfRecord = biography?.record.client === record?.client && biography?.record.record === record?.record;
  return (
    <VIEWS.records.component
      {...props}
      ledger={ledger?.ledger ?? null}
      pick={isSearching ? null : pick}
      found={(isSearching ? searched : picked)?.found ?? null}
      search={search}
      record={record}
      biography={isOfRecord ? biography : null}
      onPick={(next: LedgerPick | null) => {
        setSearch('');
        conductor.set({ ledgerPick: next });
      }}
      onSearch={setSearch}
      onRecord={(next) => conductor.set({ record: next })}
      onSeekStep={(step) => conductor.seekStep(step)}
    />
  );
}
