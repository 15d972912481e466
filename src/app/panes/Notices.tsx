/** Notices: short words about what was done or could not be, until they are dismissed. */
import { X } from 'lucide-react';
import { IconButton } from '../../ui/Button.tsx';
import { useApp, useAppState, useTranslate } from '../appContext.ts';

export function Notices() {
  const { conductor } = useApp();
  const t = useTranslate();
  const notices = useAppState((state) => state.notices);
  if (notices.length === 0) return null;
  const dismiss = (id: number) => conductor.set({ notices: notices.filter((notice) => notice.id !== id) });
  return (
    <div className="notices" data-testid="notices">
      {notices.map(({ id, key, values, alarm }) => (
        <div key={id} className={alarm ? 'notice alarm' : 'notice'} role={alarm ? 'alert' : 'status'}>
          <span>{t(key, values)}</span>
          <IconButton label={t('notice.dismiss')} icon={<X size={16} aria-hidden />} onPress={() => dismiss(id)} />
        </div>
      ))}
    </div>
  );
}
