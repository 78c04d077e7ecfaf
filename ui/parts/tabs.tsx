import { Tabs as Primitive } from 'radix-ui';
import type { ReactNode } from 'react';
import './tabs.css';

export type Tab<V extends string> = { value: V; label: string; content: ReactNode };

/** Views that share one place; arrow keys move between their names. Only the chosen one exists. */
export function Tabs<V extends string>(props: { label: string; tabs: readonly Tab<V>[]; value: V; onChange: (value: V) => void }) {
  const { label, tabs, value, onChange } = props;
  const choose = (chosen: string) => {
    const tab = tabs.find((candidate) => candidate.value === chosen);
    if (tab) onChange(tab.value);
  };
  return (
    <Primitive.Root className="tabs" value={value} onValueChange={choose}>
      <Primitive.List className="tabs-list" aria-label={label}>
        {tabs.map((tab) => (
          <Primitive.Trigger key={tab.value} value={tab.value} className="tabs-name">
            {tab.label}
          </Primitive.Trigger>
        ))}
      </Primitive.List>
      {tabs.map((tab) => (
        <Primitive.Content key={tab.value} value={tab.value} className="tabs-content" tabIndex={-1}>
          {tab.content}
        </Primitive.Content>
      ))}
    </Primitive.Root>
  );
}
