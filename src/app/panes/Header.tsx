/** The header: which scenario, which version and seed; sharing, language, theme. */
import { ChevronDown, Command as CommandIcon, Moon, Share2, Sun, SunMoon } from 'lucide-react';
import { useRef } from 'react';
import { Button, IconButton } from '../../ui/Button.tsx';
import { MenuButton } from '../../ui/Menu.tsx';
import { useApp, useAppState, useRun, useTranslate } from '../appContext.ts';
import { commandOf } from '../commands/index.ts';

const THEME_ICONS = { auto: SunMoon, light: Sun, dark: Moon } as const;
const noop = () => undefined;

export function Header() {
  const app = useApp();
  const t = useTranslate();
  const run = useRun();
  const { language, theme, mode } = useAppState((state) => state.settings);
  const name = useAppState((state) => state.scenarioName);
  const scenario = useAppState((state) => state.scenario);
  const file = useRef<HTMLInputElement>(null);
  const ThemeIcon = THEME_ICONS[theme];
  const other = language === 'en' ? 'ko' : 'en';

  return (
    <header className="header">
      <span className="wordmark" translate="no">
        Tidemark
      </span>
      <MenuButton
        label={t('header.scenario')}
        entries={[
          ...app.scenarios.map((id) => ({ id, label: id })),
          { id: 'open…', label: t('header.openFile'), startsGroup: true },
        ]}
        onAction={(id) => (id === 'open…' ? file.current?.click() : app.openScenario(id))}
      >
        <Button variant="quiet" className="scenario-button" onPress={noop}>
          <span className="scenario-name">{scenario?.title[language] || name}</span>
          <ChevronDown size={16} aria-hidden />
        </Button>
      </MenuButton>
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
          <span data-testid="version">{t('header.version', { version: scenario.version })}</span>
          <span data-testid="seed">{t('header.seed', { seed: scenario.seed })}</span>
        </span>
      )}
      <span className="header-end">
        <Button variant="quiet" className="mode-button" onPress={() => run(commandOf('view.mode'))}>
          {t(mode === 'learn' ? 'header.mode.learn' : 'header.mode.inspect')}
        </Button>
        <IconButton
          label={t('header.commands')}
          shortcut="Ctrl K"
          icon={<CommandIcon size={16} aria-hidden />}
          onPress={() => run(commandOf('view.palette'))}
        />
        <MenuButton
          label={t('header.share')}
          entries={[
            { id: 'share.link', label: t('header.copyLink') },
            { id: 'share.run', label: t('header.exportRun') },
          ]}
          onAction={(id) => run(commandOf(id))}
        >
          <IconButton label={t('header.share')} icon={<Share2 size={16} aria-hidden />} onPress={noop} />
        </MenuButton>
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
