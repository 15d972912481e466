/**
 * Tabs of which there are more than fit: those at hand stay in the row, in their order; the others are in a menu at its
 * end. What is chosen from the menu comes into the row, and `kept` says what stays there.
 */
import { type ReactNode, Suspense, useLayoutEffect, useMemo, useRef, useState } from 'react';
import { Button as AriaButton, Tabs as AriaTabs, Tab, TabList, TabPanel } from 'react-aria-components';
import { classNames } from './classNames.ts';
import { fitting } from './fitting.ts';
import { MenuButton } from './Menu.tsx';
import type { TabItem } from './Tabs.tsx';

export interface OverflowTabsProps {
  readonly label: string;
  readonly items: readonly TabItem[];
  readonly selected: string;
  readonly onSelect: (id: string) => void;
  readonly className?: string;
  /** Of the button that opens the menu. */
  readonly more: string;
  /** Ids that have a place in the row before others, the most wanted first. */
  readonly kept: readonly string[];
}

export function OverflowTabs({ label, items, selected, onSelect, className, more, kept }: OverflowTabsProps) {
  const row = useRef<HTMLDivElement>(null);
  const ruler = useRef<HTMLDivElement>(null);
  const [room, setRoom] = useState<{ readonly width: number; readonly widths: readonly number[] } | null>(null);
  const titles = items.map(({ title }) => title).join('\n');
  // biome-ignore lint/correctness/useExhaustiveDependencies: other titles have other widths
  useLayoutEffect(() => {
    const [outer, inner] = [row.current, ruler.current];
    if (outer === null || inner === null) return;
    const measure = (): void => {
      const widths = [...inner.children].map((child) => Math.ceil(child.getBoundingClientRect().width));
      setRoom({ width: outer.clientWidth, widths });
    };
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(outer);
    observer.observe(inner);
    return () => observer.disconnect();
  }, [titles, more]);
  const shown = useMemo(() => {
    if (room === null) return items;
    const wanted = [selected, ...kept];
    const ids = items.map(({ id }) => id);
    const fits = fitting({
      ids,
      widths: room.widths.slice(0, -1),
      more: room.widths.at(-1) ?? 0,
      room: room.width,
      wanted,
    });
    return items.filter(({ id }) => fits.has(id));
  }, [items, room, selected, kept]);
  const hidden = items.filter((item) => !shown.includes(item));
  return (
    <AriaTabs
      className={classNames('tabs', className)}
      selectedKey={selected}
      onSelectionChange={(key) => onSelect(String(key))}
    >
      <div ref={row} className="tab-row">
        <TabList aria-label={label} className="tab-list">
          {shown.map((item) => (
            <Tab key={item.id} id={item.id} className="tab" data-tab={item.id}>
              {item.title}
            </Tab>
          ))}
        </TabList>
        {hidden.length > 0 && (
          <MenuButton label={more} entries={hidden.map(({ id, title }) => ({ id, label: title }))} onAction={onSelect}>
            <AriaButton className="tab tab-more" data-tab="more">
              {more} <span aria-hidden="true">▾</span>
            </AriaButton>
          </MenuButton>
        )}
        <div ref={ruler} className="tab-ruler" aria-hidden="true">
          {/* A selected one is bold. */}
          {items.map((item) => (
            <span key={item.id} className="tab" data-selected="">
              {item.title}
            </span>
          ))}
          <span className="tab tab-more">{more} ▾</span>
        </div>
      </div>
      <TabPanels items={items} selected={selected} />
    </AriaTabs>
  );
}

function TabPanels({ items, selected }: { readonly items: readonly TabItem[]; readonly selected: string }): ReactNode {
  return items.map((item) =>
    item.id === selected ? (
      <TabPanel key={item.id} id={item.id} className="tab-panel">
        <Suspense fallback={null}>{item.content()}</Suspense>
      </TabPanel>
    ) : null,
  );
}
