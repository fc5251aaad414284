import { expect, test } from 'vitest';
import { parseRequestPath } from './request-path.ts';

test.each([
  ['/', '/'],
  ['/?q=a%20b&view=1', '/'],
  ['/atlas/manifest.json', '/atlas/manifest.json'],
  ['/models/my%20models/x%C3%A9/config.json', '/models/my models/xé/config.json'],
  ['/a..b/...', '/a..b/...'],
  ['/%252e%252e/x', '/%2e%2e/x'],
])('%s is the path %s', (target, path) => {
  expect(parseRequestPath(target)).toBe(path);
});

test.each([
  '',
  '*',
  'index.html',
  'http://localhost:4209/',
  '/..',
  '/../etc/passwd',
  '/atlas/../../etc/passwd',
  '/./index.html',
  '/%2e%2e/%2e%2e/etc/passwd',
  '/.%2E/x',
  '/atlas%2fmanifest.json',
  '/atlas%2F..%2F..%2Fetc',
  '/atlas\\..\\..\\x',
  '/atlas/%5c..%5cx',
  '/index.html%00',
  '/\u0000',
  '/%0d%0aSet-Cookie:x',
  '/%',
  '/%zz',
  '/%c0%ae%c0%ae/x',
  `/${'a'.repeat(5_000)}`,
])('%j is no path', (target) => {
  expect(parseRequestPath(target)).toBeNull();
});
