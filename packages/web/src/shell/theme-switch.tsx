import { Monitor, Moon, Sun } from 'lucide-react';
import { sentence } from '../formats.ts';
import { setTheme, themes, useTheme } from '../theme.ts';

const icons = { system: Monitor, light: Sun, dark: Moon };

/** The theme: the system's, light or dark. */
export function ThemeSwitch() {
  const theme = useTheme();
  return (
    <div role="radiogroup" aria-label="Theme" className="flex rounded-md border border-line p-0.5">
      {themes.map((name) => {
        const Icon = icons[name];
        return (
          <label
            key={name}
            title={`${sentence(name)} theme`}
            className="flex size-7 cursor-pointer items-center justify-center rounded text-soft hover:text-ink has-checked:bg-hover has-checked:text-ink has-focus-visible:outline-2 has-focus-visible:outline-accent"
          >
            <input
              type="radio"
              name="theme"
              className="sr-only"
              aria-label={`${sentence(name)} theme`}
              checked={theme === name}
              onChange={() => setTheme(name)}
            />
            <Icon aria-hidden className="size-4" />
          </label>
        );
      })}
    </div>
  );
}
