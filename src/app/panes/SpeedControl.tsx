/** Speed: of a base that is said, not of real time. */
import { useApp, useAppState, useTranslate } from '../appContext.ts';
import { ALL_SPEEDS, type Speed } from '../player/pace.ts';

export function SpeedControl() {
  const { conductor } = useApp();
  const t = useTranslate();
  const speed = useAppState((state) => state.speed);
  const choose = (value: string) => {
    const chosen = ALL_SPEEDS.find((candidate) => String(candidate) === value);
    if (chosen !== undefined) conductor.set({ speed: chosen });
  };
  const label = (value: Speed) =>
    value === 'events' ? t('transport.speed.events') : t('transport.speed.value', { speed: value });
  return (
    <label className="speed" title={t('transport.speed.base')}>
      <span className="visually-hidden">{t('transport.speed')}</span>
      <select value={String(speed)} data-testid="speed" onChange={({ currentTarget }) => choose(currentTarget.value)}>
        {ALL_SPEEDS.map((value) => (
          <option key={value} value={String(value)}>
            {label(value)}
          </option>
        ))}
      </select>
    </label>
  );
}
