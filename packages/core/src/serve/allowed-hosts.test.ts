import { hostname } from 'node:os';
import { describe, expect, test } from 'vitest';
import { isAllowedHost } from './allowed-hosts.ts';

describe('a server on 127.0.0.1:4209', () => {
  test.each([
    'localhost:4209',
    'LocalHost:4209',
    'localhost',
    '127.0.0.1:4209',
    '127.0.0.1',
    '[::1]:4209',
    '[::1]',
  ])('answers for %s', (header) => {
    expect(isAllowedHost(header, '127.0.0.1', 4209)).toBe(true);
  });

  test.each([
    undefined,
    '',
    ':4209',
    'evil.example:4209',
    'evil.example',
    'localhost.evil.example:4209',
    'localhost.:4209',
    'localhost:4210',
    'localhost:',
    'localhost:4209:4209',
    'localhost@evil.example',
    'evil@localhost:4209',
    '127.0.0.1.nip.io:4209',
    '2130706433:4209',
    '0.0.0.0:4209',
    '192.168.1.5:4209',
    '::1',
    '[::1',
    '[localhost',
    'localhost/x',
    ' localhost',
  ])('refuses %j', (header) => {
    expect(isAllowedHost(header, '127.0.0.1', 4209)).toBe(false);
  });
});

test('a server on a name answers for that name too', () => {
  expect(isAllowedHost('Maps.Lab:4209', 'maps.lab', 4209)).toBe(true);
  expect(isAllowedHost('other.lab:4209', 'maps.lab', 4209)).toBe(false);
});

test.each(['0.0.0.0', '::'])('a server on %s answers for addresses and the machine’s name alone', (bound) => {
  for (const header of ['192.168.1.5:4209', '[fe80::1]:4209', 'localhost:4209', `${hostname()}:4209`])
    expect(isAllowedHost(header, bound, 4209), header).toBe(true);
  expect(isAllowedHost('evil.example:4209', bound, 4209)).toBe(false);
  expect(isAllowedHost('127.0.0.1.nip.io:4209', bound, 4209)).toBe(false);
});
