/** The producer lens: of the selected producer, or the one that was looked at last. */
import { VIEWS } from '../../../views/index.ts';
import { keptValue, readTextOrNull, remember } from '../../../views/lens/kept.ts';
import { useApp, useAppState, useTranslate } from '../../appContext.ts';
import { type AppState, currentView } from '../../store.ts';
import { useViewProps } from '../useViewProps.ts';
import { useLook } from './useLook.ts';

/** Batches come and go within milliseconds. */
const PRODUCER_EVERY_MS = 60;

function producersOf(state: AppState): readonly string[] {
  const nodes = currentView(state)?.frame.nodes ?? [];
  return nodes.filter(({ kind }) => kind === 'producer').map(({ id }) => id);
}

function producerOf(state: AppState): string | null {
  const producers = producersOf(state);
  const { selection } = state;
  // Told to nobody: whoever asks is being drawn for another reason.
  if (selection?.type === 'node' && producers.includes(selection.id)) remember('producer', selection.id);
  const last = keptValue('producer', null, readTextOrNull);
  return producers.find((id) => id === last) ?? producers[0] ?? null;
}

export function ProducerLens() {
  const { conductor } = useApp();
  const t = useTranslate();
  const branch = useAppState((state) => state.branch);
  const node = useAppState(producerOf);
  const producers = useAppState((state) => producersOf(state).join('\n'));
  const answer = useLook(node === null ? null : { ask: 'producer', branch, node }, PRODUCER_EVERY_MS);
  const props = useViewProps(branch);
  if (props === undefined) return null;
  const choice = (
    <label className="lens-choice">
      {t('pane.lens.producer')}
      <select
        value={node ?? ''}
        onChange={({ currentTarget }) => conductor.select({ type: 'node', id: currentTarget.value })}
      >
        {producers.split('\n').map((id) => (
          <option key={id} value={id}>
            {id}
          </option>
        ))}
      </select>
    </label>
  );
  const lens = answer?.producer?.node === node ? answer.producer : null;
  return (
    <VIEWS.producer.component
      {...props}
      lens={lens}
      lead={node === null ? undefined : choice}
      onSeekStep={(step) => conductor.seekStep(step)}
    />
  );
}
