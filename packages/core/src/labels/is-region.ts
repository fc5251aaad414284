import type { Region } from './region.ts';

/** True when every field of a region is there and of its type; further properties do not matter. */
export function isRegion(value: unknown): value is Region {
  if (typeof value !== 'object' || value === null) return false;
  const { id, level, parent, name, terms, size, center } = value as Record<keyof Region, unknown>;
  return (
    Number.isInteger(id) &&
    (level === 0 || level === 1) &&
    (parent === null || Number.isInteger(parent)) &&
    typeof name === 'string' &&
    Array.isArray(terms) &&
    terms.every((entry) => typeof entry?.term === 'string' && Number.isFinite(entry.score)) &&
    Number.isInteger(size) &&
    Array.isArray(center) &&
    center.length === 2 &&
    center.every(Number.isFinite)
  );
}
