/** The palette and the list of keys: every command by name. Loaded when first asked for. */
import { useState } from 'react';
import {
  Autocomplete,
  Dialog,
  Heading,
  Input,
  Menu,
  MenuItem,
  Modal,
  ModalOverlay,
  SearchField,
} from 'react-aria-components';
import { Button, Toggle } from '../../ui/Button.tsx';
import { useApp, useAppState, useRun, useTranslate } from '../appContext.ts';
import { labelOf } from '../commands/command.ts';
import { COMMANDS, commandOf } from '../commands/index.ts';
import { parseInline } from '../markdown.ts';
import { inline } from './Prose.tsx';

const TITLES = { palette: 'palette.title', help: 'help.title', deviations: 'view.deviations' } as const;
type Shown = keyof typeof TITLES;

const isMac = () => /Mac|iPhone|iPad/.test(navigator.userAgent);

export function keyLabel(key: string): string {
  const parts = key.replace('Mod', isMac() ? '⌘' : 'Ctrl').split('+');
  const shown: Readonly<Record<string, string>> = { ArrowRight: '→', ArrowLeft: '←', Escape: 'Esc' };
  return parts.map((part) => shown[part] ?? part).join(' ');
}

export default function Palette() {
  const { conductor } = useApp();
  const t = useTranslate();
  const overlay = useAppState((state) => state.overlay);
  const close = () => conductor.set({ overlay: null });
  return (
    <ModalOverlay className="modal-shade" isOpen isDismissable onOpenChange={(open) => !open && close()}>
      <Modal className="modal">
        <Dialog className="dialog" aria-label={t(TITLES[(overlay ?? 'palette') as Shown])}>
          {overlay === 'help' && <Help close={close} />}
          {overlay === 'palette' && <Search close={close} />}
          {overlay === 'deviations' && <Deviations close={close} />}
        </Dialog>
      </Modal>
    </ModalOverlay>
  );
}

/** How many of the words begin a word of the label: who types `edit` means `Edit…` rather than what has it in its middle. */
function startsOf(words: readonly string[], label: string): number {
  const parts = label.toLowerCase().split(/[^\p{L}\p{N}]+/u);
  return words.filter((word) => parts.some((part) => part.startsWith(word))).length;
}

function Search({ close }: { readonly close: () => void }) {
  const { conductor } = useApp();
  const t = useTranslate();
  const run = useRun();
  const [query, setQuery] = useState('');
  const { state } = conductor;
  const words = query.toLowerCase().split(/\s+/).filter(Boolean);
  const found = COMMANDS.filter((command) => command.id !== 'view.palette' && command.when(state))
    .map((command) => ({ command, label: labelOf(command, state, t) }))
    .filter(({ command, label }) => words.every((word) => `${label} ${command.id}`.toLowerCase().includes(word)))
    .sort((one, other) => startsOf(words, other.label) - startsOf(words, one.label));
  return (
    <Autocomplete inputValue={query} onInputChange={setQuery}>
      <SearchField className="palette-search" aria-label={t('palette.search')} autoFocus>
        <Input
          className="palette-input"
          placeholder={t('palette.search')}
          onKeyDownCapture={(event) => {
            // The field would only clear itself.
            if (event.key !== 'Escape') return;
            event.stopPropagation();
            close();
          }}
        />
      </SearchField>
      <Menu
        className="menu palette-list"
        aria-label={t('palette.title')}
        items={found.map(({ command, label }) => ({ id: command.id, label, key: command.key }))}
        renderEmptyState={() => <p className="dim palette-none">{t('palette.none')}</p>}
        onAction={(id) => {
          close();
          run(commandOf(String(id)));
        }}
      >
        {({ id, label, key }) => (
          <MenuItem id={id} className="menu-item" textValue={label}>
            <span>{label}</span>
            {key !== undefined && <span className="key">{keyLabel(key)}</span>}
          </MenuItem>
        )}
      </Menu>
    </Autocomplete>
  );
}

function Help({ close }: { readonly close: () => void }) {
  const { conductor } = useApp();
  const t = useTranslate();
  const run = useRun();
  const { keys } = useAppState((state) => state.settings);
  // A key that does one thing or its opposite stands once, with what it does now.
  const { state } = conductor;
  const keyed = COMMANDS.filter(({ key }) => key !== undefined);
  const listed = keyed.filter((command) => {
    const same = keyed.filter(({ key }) => key === command.key);
    return command === (same.find(({ when }) => when(state)) ?? same[0]);
  });
  return (
    <>
      <Heading slot="title" className="dialog-title">
        {t('help.title')}
      </Heading>
      <p className="dim">{t('help.scope')}</p>
      <dl className="key-list">
        {listed.map((command) => (
          <div key={command.id}>
            <dt>
              <kbd>{keyLabel(command.key!)}</kbd>
              {command.also !== undefined && <kbd>{keyLabel(command.also)}</kbd>}
            </dt>
            <dd>{labelOf(command, state, t)}</dd>
          </div>
        ))}
      </dl>
      <div className="dialog-end">
        <Toggle isSelected={keys} onChange={() => run(commandOf('view.keys'))}>
          {t('view.keys')}
        </Toggle>
        <Button variant="primary" onPress={close}>
          {t('view.close')}
        </Button>
      </div>
    </>
  );
}

/** The deviation ledger. */
function Deviations({ close }: { readonly close: () => void }) {
  const t = useTranslate();
  const { language } = useAppState((state) => state.settings);
  const version = useAppState((state) => state.scenario?.version ?? '');
  const deviations = useAppState((state) => state.deviations);
  return (
    <>
      <Heading slot="title" className="dialog-title">
        {t('view.deviations')}
      </Heading>
      <p className="dim">{t('deviations.text', { version })}</p>
      <ul className="deviations" data-testid="deviations">
        {deviations.map(({ id, kafka, simplified, learnerSees }) => (
          <li key={id}>
            <p>{inline(parseInline(simplified[language]))}</p>
            <p className="dim">{inline(parseInline(learnerSees[language]))}</p>
            <p className="mono dim" lang="en">
              {inline(parseInline(kafka))}
            </p>
          </li>
        ))}
      </ul>
      <div className="dialog-end">
        <Button variant="primary" onPress={close}>
          {t('view.close')}
        </Button>
      </div>
    </>
  );
}
