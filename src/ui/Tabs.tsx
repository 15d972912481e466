/** Tabs: one list, one panel shown. */
import { type ReactNode, Suspense } from 'react';
import { Tabs as AriaTabs, Tab, TabList, TabPanel } from 'react-aria-components';
import { classNames } from './classNames.ts';

export interface TabItem {
  readonly id: string;
  readonly title: string;
  readonly content: () => ReactNode;
}

export interface TabsProps {
  readonly label: string;
  readonly items: readonly TabItem[];
  readonly selected: string;
  readonly onSelect: (id: string) => void;
  readonly className?: string;
}

export function Tabs({ label, items, selected, onSelect, className }: TabsProps) {
  return (
    <AriaTabs
      className={classNames('tabs', className)}
      selectedKey={selected}
      onSelectionChange={(key) => onSelect(String(key))}
    >
      <TabList aria-label={label} className="tab-list">
        {items.map((item) => (
          <Tab key={item.id} id={item.id} className="tab">
            {item.title}
          </Tab>
        ))}
      </TabList>
      {items.map((item) => (
        <TabPanel key={item.id} id={item.id} className="tab-panel">
          {/* What a panel waits for must not take the tabs away, nor the focus that is on them. */}
          <Suspense fallback={null}>{item.id === selected ? item.content() : null}</Suspense>
        </TabPanel>
      ))}
    </AriaTabs>
  );
}
