/** The page itself: palette, help, theme, language, sharing. */
import type { Theme } from '../settings.ts';
import type { Command, CommandContext } from './command.ts';

const NEXT_THEME: Readonly<Record<Theme, Theme>> = { auto: 'light', light: 'dark', dark: 'auto' };

export const PAGE: readonly Command[] = [
  {
    id: 'view.palette',
    label: 'view.palette',
    key: 'Mod+K',
    scope: 'page',
    when: () => true,
    run: ({ conductor }) => conductor.set({ overlay: 'palette' }),
  },
  {
    id: 'view.help',
    label: 'view.help',
    key: '?',
    scope: 'stage',
    inLesson: true,
    when: () => true,
    run: ({ conductor }) => conductor.set({ overlay: 'help' }),
  },
  {
    id: 'view.deviations',
    label: 'view.deviations',
    scope: 'page',
    when: ({ link }) => link === 'ready',
    run: ({ conductor }) => conductor.showDeviations(),
  },
  {
    id: 'course.open',
    label: 'course.open',
    key: 'M',
    scope: 'stage',
    inLesson: true,
    when: () => true,
    run: ({ conductor }) => openCourse(conductor, 'course'),
  },
  {
    id: 'course.review',
    label: 'course.review',
    scope: 'page',
    when: () => true,
    run: ({ conductor }) => openCourse(conductor, 'review'),
  },
  {
    id: 'view.glossary',
    label: 'view.glossary',
    key: 'G',
    scope: 'stage',
    inLesson: true,
    when: () => true,
    run: ({ conductor }) => {
      conductor.player({ type: 'PAUSE' });
      conductor.set({ overlay: 'glossary', term: null });
    },
  },
  {
    id: 'view.about',
    label: 'view.about',
    scope: 'page',
    when: () => true,
    run: ({ conductor }) => conductor.set({ overlay: 'about' }),
  },
  {
    id: 'search.open',
    label: 'search.open',
    scope: 'page',
    when: ({ link }) => link === 'ready',
    run: ({ conductor }) => conductor.set({ overlay: 'search' }),
  },
  {
    id: 'view.deselect',
    label: 'view.deselect',
    key: 'Escape',
    scope: 'stage',
    when: ({ selection, overlay, menu }) => selection !== null && overlay === null && menu === null,
    run: ({ conductor }) => {
      conductor.player({ type: 'PAUSE' });
      conductor.select(null);
    },
  },
  {
    id: 'view.mode',
    label: 'view.mode',
    scope: 'page',
    when: () => true,
    run: ({ state, changeSettings }) => changeSettings({ mode: state.settings.mode === 'learn' ? 'inspect' : 'learn' }),
  },
  {
    id: 'view.eyes',
    label: 'view.eyes',
    scope: 'page',
    // A drill decides for itself.
    when: ({ scenario }) => scenario?.drill == null,
    run: ({ conductor, state, changeSettings }) => {
      conductor.select(null);
      changeSettings({ eyes: state.settings.eyes === 'god' ? 'operator' : 'god' });
    },
  },
  {
    id: 'view.theme',
    label: 'view.theme',
    scope: 'page',
    when: () => true,
    run: ({ state, changeSettings }) => changeSettings({ theme: NEXT_THEME[state.settings.theme] }),
  },
  {
    id: 'view.language',
    label: 'view.language',
    scope: 'page',
    when: () => true,
    run: ({ state, changeSettings }) => changeSettings({ language: state.settings.language === 'en' ? 'ko' : 'en' }),
  },
  {
    id: 'view.motion',
    label: 'view.motion',
    scope: 'page',
    when: () => true,
    run: ({ state, changeSettings }) =>
      changeSettings({ motion: state.settings.motion === 'auto' ? 'reduce' : 'auto' }),
  },
  {
    id: 'view.keys',
    label: 'view.keys',
    scope: 'page',
    when: () => true,
    run: ({ conductor, state, changeSettings }) => {
      changeSettings({ keys: !state.settings.keys });
      conductor.notice(state.settings.keys ? 'help.off' : 'help.on');
    },
  },
  ...(['edit', 'new', 'drafts'] as const).map(
    (editing): Command => ({
      id: editing === 'edit' ? 'edit.open' : `edit.${editing}`,
      label: editing === 'edit' ? 'edit.open' : `edit.${editing}`,
      ...(editing === 'edit' ? { key: 'E', inLesson: true } : {}),
      scope: editing === 'edit' ? 'stage' : 'page',
      when: (state) => !state.isLocked && (editing !== 'edit' || state.editing === null),
      run: ({ conductor }) => {
        conductor.player({ type: 'PAUSE' });
        conductor.set({ editing, overlay: null });
      },
    }),
  ),
  {
    id: 'edit.close',
    label: 'edit.close',
    scope: 'page',
    when: ({ editing }) => editing !== null,
    run: ({ conductor }) => conductor.set({ editing: null }),
  },
  {
    id: 'cluster.import',
    label: 'cluster.import',
    scope: 'page',
    when: (state) => !state.isLocked,
    run: ({ conductor }) => {
      conductor.player({ type: 'PAUSE' });
      conductor.set({ overlay: 'from-cluster' });
    },
  },
  {
    id: 'share.open',
    label: 'header.share',
    key: 'Shift+S',
    scope: 'stage',
    inLesson: true,
    when: ({ link }) => link === 'ready',
    run: ({ conductor }) => {
      conductor.player({ type: 'PAUSE' });
      conductor.set({ overlay: 'share' });
    },
  },
  {
    id: 'share.link',
    label: 'header.copyLink',
    scope: 'page',
    when: ({ scenario }) => scenario !== null,
    run: copyLink,
  },
  {
    id: 'share.run',
    label: 'header.exportRun',
    scope: 'page',
    when: ({ link }) => link === 'ready',
    run: async ({ conductor, state, save }) => save(`${state.scenarioName}.run.json`, await conductor.exportRun()),
  },
];

function openCourse(conductor: CommandContext['conductor'], overlay: 'course' | 'review'): void {
  conductor.player({ type: 'PAUSE' });
  conductor.set({ overlay });
}

async function copyLink({ conductor, link, copy }: CommandContext): Promise<void> {
  const address = await link(true);
  if (address === undefined)
    return conductor.notice(conductor.isBundled ? 'notice.linkTooLong' : 'notice.linkOwnFile', {}, true);
  const isCopied = await copy(address);
  conductor.notice(isCopied ? 'header.copied' : 'header.copyFailed');
}
