import { themeOf } from './state/scene.ts';
import type { Store } from './state/store.ts';
import type { ThemeChoice } from './state/theme-choice.ts';

const KEY = 'paper-atlas.theme';

/** Follows the system, shows the theme in force on the page, and remembers what was chosen. */
export function followTheme(store: Store): void {
  const dark = matchMedia('(prefers-color-scheme: dark)');
  const still = matchMedia('(prefers-reduced-motion: reduce)');
  const readSystem = () => {
    store.dispatch({ type: 'system-theme-changed', theme: dark.matches ? 'dark' : 'light' });
    store.dispatch({ type: 'motion-changed', reducedMotion: still.matches });
  };
  store.listen((after, before, action) => {
    document.documentElement.dataset['theme'] = themeOf(after);
    if (action.type === 'theme-chosen' && after.themeChoice !== before.themeChoice)
      remember(after.themeChoice);
  });
  dark.onchange = readSystem;
  still.onchange = readSystem;
  readSystem();
  store.dispatch({ type: 'theme-chosen', choice: recall() });
}

/** Storage may be switched off; then the choice lasts as long as the page. */
function remember(choice: ThemeChoice): void {
  try {
    if (choice === 'system') localStorage.removeItem(KEY);
    else localStorage.setItem(KEY, choice);
  } catch {
    // Nothing to do: the page works without.
  }
}

function recall(): ThemeChoice {
  try {
    const kept = localStorage.getItem(KEY);
    return kept === 'light' || kept === 'dark' ? kept : 'system';
  } catch {
    return 'system';
  }
}
