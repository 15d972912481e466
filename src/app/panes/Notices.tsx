/** Notices: short words about what was done or could not be, until they are dismissed. */
import { X } from 'lucide-react';
import { useEffect } from 'react';
import { Button, IconButton } from '../../ui/Button.tsx';
import { useApp, useAppState, useRun, useTranslate } from '../appContext.ts';
import { commandOf } from '../commands/index.ts';
import type { Key } from '../i18n/translate.ts';

/** What is only news goes away by itself; what went wrong stays until it is dismissed. */
const NEWS_MS = 6_000;
/** What the page has to say about an address or a file takes longer to read. */
const LONG_MS = 20_000;

/** What can be done instead. */
const OFFERS: Partial<Record<Key, string>> = { 'notice.linkTooLong': 'share.run', 'notice.linkOwnFile': 'share.run' };

export function Notices() {
  const run = useRun();
  const { conductor } = useApp();
  const t = useTranslate();
  const notices = useAppState((state) => state.notices);
  const dismiss = (id: number) =>
    conductor.set({ notices: conductor.state.notices.filter((notice) => notice.id !== id) });
  const newest = notices.at(-1);
  // Each newer one gives those before it its own time: they go together.
  useEffect(() => {
    if (newest === undefined) return;
    const timer = setTimeout(
      () => conductor.set({ notices: conductor.state.notices.filter(({ alarm }) => alarm) }),
      newest.key.startsWith('notice.') ? LONG_MS : NEWS_MS,
    );
    return () => clearTimeout(timer);
  }, [newest, conductor]);
  if (notices.length === 0) return null;
  return (
    <div className="notices" data-testid="notices">
      {notices.map(({ id, key, values, alarm }) => (
        <div key={id} className={alarm ? 'notice alarm' : 'notice'} role={alarm ? 'alert' : 'status'}>
          <span>{t(key, values)}</span>
          {OFFERS[key] !== undefined && (
            <Button onPress={() => run(commandOf(OFFERS[key]!))}>{t(commandOf(OFFERS[key]).label)}</Button>
          )}
          <IconButton label={t('notice.dismiss')} icon={<X size={16} aria-hidden />} onPress={() => dismiss(id)} />
        </div>
      ))}
    </div>
  );
}
