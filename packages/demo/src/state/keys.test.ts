import { describe, expect, test } from 'vitest';
import { type KeyPlace, readKey } from './keys.ts';

const press = (key: string, place: KeyPlace = 'page', hasModifier = false) =>
  readKey({ key, hasModifier }, place);

describe('a key', () => {
  test('goes to its command on the page', () => {
    expect(
      ['/', 'n', 'p', 'x', 'Enter', 'Escape', '+', '-', '0', '?', 'i', 's', 'r'].map(
        (key) => press(key)?.type,
      ),
    ).toEqual([
      'search',
      'walk',
      'walk',
      'clear',
      'open',
      'step-back',
      'zoom-in',
      'zoom-out',
      'home',
      'help',
      'about',
      'star',
      'reading-list',
    ]);
    expect(press('ArrowLeft')).toEqual({ type: 'move', direction: 'left' });
  });

  test('is text in a field, but for Esc, Enter and the way down into the list', () => {
    expect(['/', 'n', '+', '0', '?', 'ArrowLeft', 'ArrowUp'].map((key) => press(key, 'field'))).toEqual(
      Array(7).fill(null),
    );
    expect(['Escape', 'Enter', 'ArrowDown'].map((key) => press(key, 'field')?.type)).toEqual([
      'step-back',
      'open',
      'list',
    ]);
  });

  test('moves along a list that has the focus, and leaves Enter to its buttons', () => {
    expect(press('ArrowDown', 'list')).toEqual({ type: 'list', by: 1 });
    expect([press('Enter', 'list'), press('Enter', 'control')]).toEqual([null, null]);
    expect(press('ArrowRight', 'list')).toEqual({ type: 'move', direction: 'right' });
  });

  test('belongs to the browser with Ctrl, and to a dialog that is open', () => {
    expect([press('0', 'page', true), press('Escape', 'dialog'), press('n', 'dialog')]).toEqual([
      null,
      null,
      null,
    ]);
  });

  test('that is the name of something in every object is no command', () => {
    expect(['constructor', 'toString', '__proto__'].map((key) => press(key))).toEqual([null, null, null]);
  });
});
