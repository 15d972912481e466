/** Find a way to lose this record: what shall be searched, how far the search is, and what it came to. */
import { useSyncExternalStore } from 'react';
import { Heading } from 'react-aria-components';
import { Button } from '../../ui/Button.tsx';
import { useApp, useAppState, useTranslate } from '../appContext.ts';
import { searchOf } from '../search/searchOf.ts';
import * as W from '../search/words.ts';
import { SearchForm } from './SearchForm.tsx';
import { SearchProgressView } from './SearchProgressView.tsx';
import { SearchResult } from './SearchResult.tsx';
import { useSay } from './words.ts';

export default function SearchDialog({ close }: { readonly close: () => void }) {
  const app = useApp();
  const say = useSay();
  const t = useTranslate();
  const { language } = useAppState((state) => state.settings);
  const search = searchOf(app);
  const snapshot = useSyncExternalStore(
    (listener) => {
      const { unsubscribe } = search.actor.subscribe(listener);
      return unsubscribe;
    },
    () => search.snapshot,
  );
  const { context } = snapshot;
  const { request, progress, found, reason } = context;
  const isRunning = snapshot.matches('running') || snapshot.matches('stopping');
  return (
    <>
      <Heading slot="title" className="dialog-title">
        {say(W.TITLE)}
      </Heading>
      {snapshot.matches('idle') && (
        <SearchForm last={request} onSearch={(asked) => search.begin(asked)} close={close} />
      )}
      {isRunning && request !== null && <SearchProgressView request={request} progress={progress} />}
      {snapshot.matches('failed') && (
        <div role="alert" className="search-failed">
          <p>{say(W.FAILED)}</p>
          <p>{reason?.[language]}</p>
        </div>
      )}
      {(snapshot.matches('found') || snapshot.matches('notFound')) && progress !== null && (
        <SearchResult progress={progress} found={found} />
      )}
      {isRunning && (
        <div className="dialog-end">
          <Button onPress={close}>{say(W.HIDE)}</Button>
          <Button variant="primary" isDisabled={snapshot.matches('stopping')} onPress={() => search.cancel()}>
            {say(snapshot.matches('stopping') ? W.STOPPING : W.STOP)}
          </Button>
        </div>
      )}
      {!isRunning && !snapshot.matches('idle') && (
        <div className="dialog-end">
          <Button onPress={close}>{t('view.close')}</Button>
          <Button onPress={() => search.again()}>{say(W.AGAIN)}</Button>
          {found !== null && request !== null && (
            <>
              <Button
                onPress={() => app.commandContext().save(`${fileName(request.name, found.property)}.yaml`, found.text)}
              >
                {say(W.SAVE)}
              </Button>
              <Button
                variant="primary"
                onPress={() => {
                  close();
                  void app.openText(
                    fileName(request.name, found.property),
                    found.text,
                    beforeFaults(found.faults, found.at),
                  );
                }}
              >
                {say(W.PLAY)}
              </Button>
            </>
          )}
        </div>
      )}
    </>
  );
}

/** A moment before the first fault, or before the break where none is needed. */
function beforeFaults(faults: readonly { readonly at: number }[], broken: number): number {
  const LEAD = 2_000;
  return Math.max(0, Math.min(broken, ...faults.map(({ at }) => at)) - LEAD);
}

function fileName(scenario: string, property: string): string {
  return `${scenario}-${property}`.replace(/[^\w.-]+/g, '-').slice(0, 80);
}
