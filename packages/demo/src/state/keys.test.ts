import { describe, expect, test } from 'vitest';
import { type KeyPlace, readKey } from './keys.ts';

const press = (key: string, place: KeyPlace = 'page', hasModifier = false, isCommand = false) =>
  readKey({ key, hasModifier, isCommand }, place);

describe('a key', () => {
  test('goes to its command on the page', () => {
    expect(
      ['/', 'n', 'p', 'x', 'Enter', 'Escape', '+', '-', '0', '?', 'i', 's', 'r', 'm'].map(
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
      'shape',
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

  test('with Ctrl takes the shape of the map back, and again, but not from under a dialog', () => {
    const withCtrl = (key: string, place?: KeyPlace) => press(key, place, true, true)?.type;
    expect(['z', 'Z', 'y', 'c', 'n'].map((key) => withCtrl(key))).toEqual([
      'undo',
      'redo',
      'redo',
      undefined,
      undefined,
    ]);
    expect([withCtrl('z', 'filter'), withCtrl('z', 'control'), withCtrl('z', 'dialog')]).toEqual([
      'undo',
      'undo',
      undefined,
    ]);
  });

  test('that is the name of something in every object is no command', () => {
    expect(['constructor', 'toString', '__proto__'].map((key) => press(key))).toEqual([null, null, null]);
  });
});
