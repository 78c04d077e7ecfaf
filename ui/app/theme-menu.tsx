import { Monitor, Moon, Sun } from 'lucide-react';
import { useState } from 'react';
import { Menu, MenuChoice, MenuLabel } from '../parts/menu.tsx';
import { readStored, writeStored } from '../storage.ts';

const STORED = 'gatehouse.theme';
const icons = { system: Monitor, light: Sun, dark: Moon } as const;
type Theme = keyof typeof icons;

const parse = (text: string | null): Theme => (text === 'light' || text === 'dark' ? text : 'system');

function apply(theme: Theme): void {
  writeStored(localStorage, STORED, theme === 'system' ? null : theme);
  if (theme === 'system') delete document.documentElement.dataset.theme;
  else document.documentElement.dataset.theme = theme;
}

/** Chooses between light, dark and what the system says; `public/theme.js` applies the choice before the first paint. */
export function ThemeMenu() {
  const [theme, setTheme] = useState(() => parse(readStored(localStorage, STORED)));
  const Icon = icons[theme];
  const choose = (value: string) => {
    const chosen = parse(value);
    apply(chosen);
    setTheme(chosen);
  };
  const trigger = (
    <button type="button" className="icon-button" aria-label={`Theme: ${theme}`}>
      <Icon size={16} aria-hidden />
    </button>
  );
  return (
    <Menu trigger={trigger}>
      <MenuLabel>Theme</MenuLabel>
      <MenuChoice
        value={theme}
        onChange={choose}
        options={[
          { value: 'system', label: 'System' },
          { value: 'light', label: 'Light' },
          { value: 'dark', label: 'Dark' },
        ]}
      />
    </Menu>
  );
}
