import fc from 'fast-check';
import { expect, it } from 'vitest';
import { TopK } from './top-k.ts';

function drained(nearest: TopK): { rows: number[]; distances: number[] } {
  const rows = new Int32Array(nearest.capacity);
  const distances = new Float32Array(nearest.capacity);
  nearest.drain(rows, distances, 0);
  return { rows: [...rows], distances: [...distances] };
}

it('keeps what sorting by distance and row would, whatever the order of the pushes', () => {
  const pushes = fc.uniqueArray(fc.record({ row: fc.nat(500), distance: fc.integer({ min: -3, max: 3 }) }), {
    selector: ({ row }) => row,
    maxLength: 80,
  });
  fc.assert(
    fc.property(pushes, fc.nat(30), (all, capacity) => {
      const nearest = new TopK(capacity);
      for (const { row, distance } of all) nearest.push(row, distance);
      const expected = [...all].sort((a, b) => a.distance - b.distance || a.row - b.row).slice(0, capacity);
      expect(nearest.count).toBe(expected.length);
      const { rows, distances } = drained(nearest);
      expect(rows.slice(0, expected.length)).toEqual(expected.map(({ row }) => row));
      expect(distances.slice(0, expected.length)).toEqual(expected.map(({ distance }) => distance));
      expect(rows.slice(expected.length)).toEqual(Array(capacity - expected.length).fill(-1));
      expect(distances.slice(expected.length)).toEqual(Array(capacity - expected.length).fill(Infinity));
    }),
    { seed: 1, numRuns: 500 },
  );
});

it('orders by double precision what single precision could not tell apart', () => {
  const nearest = new TopK(2);
  nearest.push(1, 1 + 1e-12);
  nearest.push(2, 1);
  expect(drained(nearest).rows).toEqual([2, 1]);
});

it('is empty after being drained or cleared, and can be used again', () => {
  const nearest = new TopK(2);
  nearest.push(1, 5);
  drained(nearest);
  expect(nearest.count).toBe(0);
  nearest.push(2, 1);
  nearest.clear();
  nearest.push(3, 9);
  expect(drained(nearest)).toEqual({ rows: [3, -1], distances: [9, Infinity] });
});

it('writes at its offset and nowhere else', () => {
  const nearest = new TopK(2);
  nearest.push(7, 1);
  const rows = new Int32Array(5).fill(99);
  const distances = new Float32Array(5).fill(99);
  nearest.drain(rows, distances, 2);
  expect([...rows]).toEqual([99, 99, 7, -1, 99]);
  expect([...distances]).toEqual([99, 99, 1, Infinity, 99]);
});
