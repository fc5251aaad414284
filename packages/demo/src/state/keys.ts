import type { Direction } from '../map/map-scene.ts';
import type { Judgement } from './judgements.ts';
import type { FrameMove } from './lasso.ts';

/**
 * Where the focus is when a key is pressed: in a text field, on an entry of a list, in a group of choices, on another
 * control, or nowhere.
 */
export type KeyPlace = 'field' | 'filter' | 'list' | 'choice' | 'control' | 'page' | 'dialog';

export interface KeyPress {
  readonly key: string;
  /** Ctrl, Alt or Meta: such keys belong to the browser. Shift does not count: `?` needs it. */
  readonly hasModifier: boolean;
  /** Ctrl or Meta, without Alt, where nothing is typed. */
  readonly isCommand?: boolean;
  readonly hasShift?: boolean;
}

export type KeyCommand =
  | {
      readonly type:
        | 'search'
        | 'open'
        | 'step-back'
        | 'clear'
        | 'zoom-in'
        | 'zoom-out'
        | 'home'
        | 'help'
        | 'about'
        | 'colour'
        | 'star'
        | 'reading-list'
        | 'shape'
        | 'undo'
        | 'redo'
        | 'area';
    }
  | { readonly type: 'move'; readonly direction: Direction }
  | { readonly type: 'walk'; readonly by: 1 | -1 }
  | { readonly type: 'list'; readonly by: 1 | -1 }
  | { readonly type: 'judge'; readonly as: Judgement };

const PAGE_KEYS: Readonly<Record<string, KeyCommand>> = {
  '/': { type: 'search' },
  '?': { type: 'help' },
  i: { type: 'about' },
  '+': { type: 'zoom-in' },
  '=': { type: 'zoom-in' },
  '-': { type: 'zoom-out' },
  '0': { type: 'home' },
  n: { type: 'walk', by: 1 },
  p: { type: 'walk', by: -1 },
  l: { type: 'judge', as: 'liked' },
  d: { type: 'judge', as: 'disliked' },
  x: { type: 'clear' },
  c: { type: 'colour' },
  s: { type: 'star' },
  r: { type: 'reading-list' },
  m: { type: 'shape' },
  a: { type: 'area' },
  Escape: { type: 'step-back' },
  Enter: { type: 'open' },
  ArrowUp: { type: 'move', direction: 'up' },
  ArrowDown: { type: 'move', direction: 'down' },
  ArrowLeft: { type: 'move', direction: 'left' },
  ArrowRight: { type: 'move', direction: 'right' },
};

/** With Ctrl or Cmd, and without Shift and with it. */
const UNDO_KEYS: Readonly<Record<string, KeyCommand>> = {
  z: { type: 'undo' },
  Z: { type: 'redo' },
  y: { type: 'redo' },
};

const LIST_KEYS: Readonly<Record<string, KeyCommand>> = {
  ArrowUp: { type: 'list', by: -1 },
  ArrowDown: { type: 'list', by: 1 },
};

const FIELD_KEYS: Readonly<Record<string, KeyCommand>> = {
  Escape: { type: 'step-back' },
  Enter: { type: 'open' },
  ArrowDown: { type: 'list', by: 1 },
};

/** What a key asks for; null: it is the browser's. A control keeps its own Enter. */
export function readKey(
  { key, hasModifier, isCommand = false }: KeyPress,
  place: KeyPlace,
): KeyCommand | null {
  if (place === 'dialog') return null;
  if (isCommand) return own(UNDO_KEYS, key);
  if (hasModifier) return null;
  // Sliders and lists of values have their own keys.
  if (place === 'filter') return key === 'Escape' ? PAGE_KEYS['Escape']! : null;
  if (place === 'field') return own(FIELD_KEYS, key);
  if (place === 'list' && own(LIST_KEYS, key) !== null) return own(LIST_KEYS, key);
  // Arrows go from choice to choice.
  if (place === 'choice' && key.startsWith('Arrow')) return null;
  if (key === 'Enter' && place !== 'page') return null;
  return own(PAGE_KEYS, key);
}

const DIRECTIONS: Readonly<Record<string, Direction>> = {
  ArrowUp: 'up',
  ArrowDown: 'down',
  ArrowLeft: 'left',
  ArrowRight: 'right',
};

/** What a key does while an area is being chosen; null: what it always does. Lists and fields keep their arrows. */
export function readAreaKey(
  { key, hasModifier, hasShift = false }: KeyPress,
  place: KeyPlace,
): FrameMove | 'take' | null {
  if (hasModifier || (place !== 'page' && place !== 'control')) return null;
  if (key === 'Enter') return place === 'page' ? 'take' : null;
  return Object.hasOwn(DIRECTIONS, key) ? { direction: DIRECTIONS[key]!, isSizing: hasShift } : null;
}

function own(keys: Readonly<Record<string, KeyCommand>>, key: string): KeyCommand | null {
  return Object.hasOwn(keys, key) ? keys[key]! : null;
}
