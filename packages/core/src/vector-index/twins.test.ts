import fc from 'fast-check';
import { expect, it } from 'vitest';
import { Twins } from './twins.ts';

it('finds the groups that comparing every pair finds, with the first slot as the leader', () => {
  const lists = fc.array(fc.array(fc.integer({ min: 0, max: 1 }), { minLength: 3, maxLength: 3 }), {
    maxLength: 120,
  });
  fc.assert(
    fc.property(lists, (list) => {
      const vectors = list.map((values) => Float32Array.from(values));
      const twins = new Twins((slot) => vectors[slot]!);
      const keys = list.map(String);
      for (const [slot, key] of keys.entries()) expect(twins.add()).toBe(keys.indexOf(key) === slot);
      const leaders = keys.flatMap((key, slot) => (keys.indexOf(key) === slot ? [slot] : []));
      expect([...twins.listLeaders()]).toEqual(leaders);
      expect(twins.leaderCount).toBe(leaders.length);
      for (const leader of leaders) {
        const group: number[] = [];
        for (let slot = leader; slot >= 0; slot = twins.next(slot)) group.push(slot);
        expect(group.sort((a, b) => a - b)).toEqual(
          keys.flatMap((key, i) => (key === keys[leader] ? [i] : [])),
        );
      }
      for (const [slot, key] of keys.entries()) expect(twins.leaderAt(slot)).toBe(keys.indexOf(key));
    }),
    { seed: 1 },
  );
});

it('keeps thousands of different vectors apart, also those that differ in one bit', () => {
  const vectors = Array.from({ length: 5000 }, (_, i) => Float32Array.of(1, i * 2 ** -20, 0));
  const twins = new Twins((slot) => vectors[slot]!);
  for (let i = 0; i < vectors.length; i++) expect(twins.add()).toBe(true);
});
