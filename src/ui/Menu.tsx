/** Menus: one that hangs on a button, and one that opens where something was pointed at. */
import { Fragment, type ReactElement, type ReactNode, useRef } from 'react';
import {
  Menu as AriaMenu,
  Header,
  MenuItem,
  MenuSection,
  MenuTrigger,
  Popover,
  Separator,
} from 'react-aria-components';

export interface MenuEntry {
  readonly id: string;
  readonly label: string;
  readonly icon?: ReactNode;
  readonly shortcut?: string;
  readonly isDisabled?: boolean;
  /** A rule is drawn above it. */
  readonly startsGroup?: boolean;
  /** Entries of one section stand together, under its name. */
  readonly section?: string;
}

interface MenuListProps {
  readonly label: string;
  readonly entries: readonly MenuEntry[];
  readonly onAction: (id: string) => void;
  readonly onClose?: () => void;
}

function MenuList({ label, entries, onAction, onClose }: MenuListProps) {
  return (
    <AriaMenu
      aria-label={label}
      className="menu"
      autoFocus="first"
      onAction={(key) => onAction(String(key))}
      onClose={onClose}
    >
      {sectionsOf(entries).map(([section, inside]) =>
        section === undefined ? (
          inside.map(entryOf)
        ) : (
          <MenuSection key={section} className="menu-section">
            <Header className="menu-heading">{section}</Header>
            {inside.map(entryOf)}
          </MenuSection>
        ),
      )}
    </AriaMenu>
  );
}

function entryOf(entry: MenuEntry) {
  return (
    <Fragment key={entry.id}>
      {entry.startsGroup === true && <Separator className="menu-rule" />}
      <MenuItem id={entry.id} className="menu-item" isDisabled={entry.isDisabled} textValue={entry.label}>
        {entry.icon}
        <span>{entry.label}</span>
        {entry.shortcut !== undefined && <span className="key">{entry.shortcut}</span>}
      </MenuItem>
    </Fragment>
  );
}

function sectionsOf(entries: readonly MenuEntry[]): readonly (readonly [string | undefined, readonly MenuEntry[]])[] {
  const sections: [string | undefined, MenuEntry[]][] = [];
  for (const entry of entries) {
    const last = sections.at(-1);
    if (last !== undefined && last[0] === entry.section) last[1].push(entry);
    else sections.push([entry.section, [entry]]);
  }
  return sections;
}

/** Opens from its only child, a button. */
export function MenuButton({ children, ...list }: MenuListProps & { readonly children: ReactElement }) {
  return (
    <MenuTrigger>
      {children}
      <Popover className="popover" offset={4}>
        <MenuList {...list} />
      </Popover>
    </MenuTrigger>
  );
}

export interface MenuAtProps extends MenuListProps {
  /** Viewport pixels; a pointer has no size. */
  readonly at: { readonly x: number; readonly y: number; readonly width: number; readonly height: number };
  readonly title?: string;
  readonly onClose: () => void;
}

/** Opens at a place of the screen: a context menu, reached by pointer, long press or Enter alike. */
export function MenuAt({ at, title, label, entries, onAction, onClose }: MenuAtProps) {
  const anchor = useRef<HTMLSpanElement>(null);
  return (
    <>
      <span
        ref={anchor}
        className="menu-anchor"
        style={{ left: at.x, top: at.y, width: Math.max(1, at.width), height: Math.max(1, at.height) }}
      />
      <Popover
        className="popover"
        aria-label={label}
        triggerRef={anchor}
        isOpen
        placement="bottom start"
        offset={4}
        onOpenChange={(open) => {
          if (!open) onClose();
        }}
      >
        {title !== undefined && <div className="menu-title">{title}</div>}
        <MenuList label={label} entries={entries} onAction={onAction} onClose={onClose} />
      </Popover>
    </>
  );
}
