/** The header: which scenario, which version and seed; sharing, language, theme. */
import { ChevronDown, Command as CommandIcon, Moon, Share2, Sun, SunMoon, Waypoints } from 'lucide-react';
import { lazy, useRef } from 'react';
import { Button, IconButton, Toggle } from '../../ui/Button.tsx';
import { useApp, useAppState, useRun, useTranslate } from '../appContext.ts';
import { commandOf } from '../commands/index.ts';
import { rungText } from '../rungs.ts';
import { currentBranch } from '../store.ts';
import { MenuAt } from './lazyMenu.ts';
import { Opener } from './Opener.tsx';

const THEME_ICONS = { auto: SunMoon, light: Sun, dark: Moon } as const;
const ScenarioMenu = lazy(() => import('./ScenarioMenu.tsx'));

export function Header() {
  const app = useApp();
  const t = useTranslate();
  const run = useRun();
  const { language, theme, mode, eyes } = useAppState((state) => state.settings);
  const name = useAppState((state) => state.scenarioName);
  const scenario = useAppState((state) => state.scenario);
  const rung = useAppState((state) => currentBranch(state)?.rung);
  const file = useRef<HTMLInputElement>(null);
  const ThemeIcon = THEME_ICONS[theme];
  const other = language === 'en' ? 'ko' : 'en';

  return (
    <header className="header">
      <span className="wordmark" translate="no">
        Tidemark
      </span>
      <Opener
        label={t('header.scenario')}
        hasText
        popup="menu"
        className="scenario-button"
        content={(at, close) => <ScenarioMenu at={at} onOpenFile={() => file.current?.click()} onClose={close} />}
      >
        <span className="visually-hidden">{t('header.scenario')}: </span>
        <span className="scenario-name">{scenario?.title[language] || name}</span>
        <ChevronDown size={16} aria-hidden />
      </Opener>
      <input
        ref={file}
        type="file"
        accept=".yaml,.yml,.json"
        className="visually-hidden"
        tabIndex={-1}
        aria-hidden
        data-testid="open-file"
        onChange={({ currentTarget }) => {
          const [chosen] = currentTarget.files ?? [];
          if (chosen !== undefined) app.openFile(chosen);
          currentTarget.value = '';
        }}
      />
      {scenario !== null && (
        <span className="header-facts">
          <Opener
            label={t('header.kafka')}
            hasText
            popup="menu"
            className="version-button"
            content={(at, close) => (
              <MenuAt
                at={at}
                label={t('header.kafka')}
                entries={['change.open', 'rung.choose', 'view.deviations', 'view.glossary', 'view.about'].map((id) => ({
                  id,
                  label: t(commandOf(id).label),
                }))}
                onAction={(id) => run(commandOf(id))}
                onClose={close}
              />
            )}
          >
            <span data-testid="version">
              {t('header.version', { version: rung === undefined ? scenario.version : rungText(rung) })}
            </span>
          </Opener>
          <span data-testid="seed">{t('header.seed', { seed: scenario.seed })}</span>
        </span>
      )}
      <span className="header-end">
        <fieldset className="modes" aria-label={t('header.mode')}>
          {(['learn', 'inspect'] as const).map((choice) => (
            <Toggle
              key={choice}
              variant="quiet"
              isSelected={mode === choice}
              onChange={() => app.changeSettings({ mode: choice })}
            >
              {t(`header.mode.${choice}`)}
            </Toggle>
          ))}
        </fieldset>
        {scenario !== null && scenario.drill === null && (
          <Toggle
            variant="quiet"
            className="eyes-toggle"
            isSelected={eyes === 'operator'}
            onChange={() => run(commandOf('view.eyes'))}
          >
            {t('header.eyes')}
          </Toggle>
        )}
        <IconButton
          label={t('course.open')}
          shortcut="M"
          icon={<Waypoints size={16} aria-hidden />}
          onPress={() => run(commandOf('course.open'))}
        />
        <IconButton
          label={t('header.commands')}
          shortcut="Ctrl K"
          icon={<CommandIcon size={16} aria-hidden />}
          onPress={() => run(commandOf('view.palette'))}
        />
        <IconButton
          label={t('header.share')}
          shortcut="Shift S"
          icon={<Share2 size={16} aria-hidden />}
          onPress={() => run(commandOf('share.open'))}
        />
        <Button variant="quiet" className="language-button" onPress={() => app.changeSettings({ language: other })}>
          <span lang={other}>{other === 'ko' ? '한국어' : 'English'}</span>
        </Button>
        <IconButton
          label={t(`header.theme.${theme}`)}
          icon={<ThemeIcon size={16} aria-hidden />}
          onPress={() => run(commandOf('view.theme'))}
        />
      </span>
    </header>
  );
}
