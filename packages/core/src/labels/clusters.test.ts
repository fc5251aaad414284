import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { finish } from '../../tests/support/finish.ts';
import { createRandom } from '../math/random.ts';
import { type ClusterMap, findClusters } from './clusters.ts';

/** Round heaps of papers; each is [x, y, spread, papers]. */
function plant(heaps: readonly (readonly [number, number, number, number])[], seed = 1): Float32Array {
  const random = createRandom(seed);
  const normal = (): number => Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
  const clamp = (value: number): number => Math.max(-1, Math.min(1, value));
  return Float32Array.from(
    heaps.flatMap(([x, y, spread, papers]) =>
      Array.from({ length: papers }, () => [
        clamp(x + spread * normal()),
        clamp(y + spread * normal()),
      ]).flat(),
    ),
  );
}

const ofLevel = ({ clusters }: ClusterMap, level: 0 | 1): number[] =>
  clusters.flatMap((cluster, id) => (cluster.level === level ? [id] : []));

const places = fc.array(
  fc.tuple(fc.double({ min: -1, max: 1, noNaN: true }), fc.double({ min: -1, max: 1, noNaN: true })),
  {
    maxLength: 120,
  },
);

describe('findClusters', () => {
  it('finds heaps that were planted, each as one coarse cluster with its name in the middle', () => {
    const heaps = [
      [-0.7, -0.7, 0.06, 80],
      [0.7, -0.6, 0.06, 60],
      [0, 0.75, 0.06, 40],
    ] as const;
    const map = finish(findClusters(plant(heaps)));
    expect(ofLevel(map, 0).map((id) => map.clusters[id]!.size)).toEqual([80, 60, 40]);
    heaps.forEach(([x, y], i) => {
      const [centerX, centerY] = map.clusters[i]!.center;
      expect(Math.hypot(centerX - x, centerY - y)).toBeLessThan(0.1);
    });
  });

  it('parts a coarse cluster into the fine ones that it is made of', () => {
    const pair = (x: number, y: number) =>
      [
        [x - 0.05, y, 0.012, 60],
        [x + 0.05, y, 0.012, 60],
      ] as const;
    const corners = [-0.8, -0.3, 0.3, 0.8].flatMap((x) => [-0.8, 0, 0.8].map((y) => [x, y] as const));
    const map = finish(findClusters(plant(corners.flatMap(([x, y]) => pair(x, y)))));
    const fine = ofLevel(map, 1);
    expect(fine).toHaveLength(24);
    expect(fine.every((id) => map.clusters[id]!.size > 50)).toBe(true);
    expect(ofLevel(map, 0).length).toBeLessThanOrEqual(10);
  });

  it('does not call the noise of an even field many hills', () => {
    const random = createRandom(3);
    const map = finish(findClusters(Float32Array.from({ length: 4000 }, () => 2 * random() - 1)));
    expect(ofLevel(map, 0).length).toBeLessThanOrEqual(11);
    expect(ofLevel(map, 1).length).toBeLessThanOrEqual(36);
  });

  it('makes one region of one, two or three papers, and none of none', () => {
    expect(finish(findClusters(new Float32Array(0))).clusters).toEqual([]);
    for (const xy of [
      [0, 0],
      [-1, 0, 1, 0],
      [-1, 0, 0.5, -0.87, 0.5, 0.87],
    ]) {
      const { clusters, membership } = finish(findClusters(Float32Array.from(xy)));
      expect(clusters.map(({ level, parent, size }) => ({ level, parent, size }))).toEqual([
        { level: 0, parent: null, size: xy.length / 2 },
        { level: 1, parent: 0, size: xy.length / 2 },
      ]);
      expect(Array.from(membership)).toEqual(Array.from(xy, (_, i) => i % 2));
    }
  });

  it('makes one region of papers on one spot', () => {
    expect(finish(findClusters(new Float32Array(400).fill(1))).clusters.map(({ size }) => size)).toEqual([
      200, 200,
    ]);
  });

  it('gives each paper a fine cluster within its coarse one, and counts right, on any map', () => {
    fc.assert(
      fc.property(places, (points) => {
        const { clusters, membership } = finish(findClusters(Float32Array.from(points.flat())));
        const sizes = new Array<number>(clusters.length).fill(0);
        for (let row = 0; row < points.length; row++) {
          const coarse = membership[2 * row]!;
          const fine = membership[2 * row + 1]!;
          expect(clusters[coarse]!.level).toBe(0);
          expect(clusters[fine]!.level).toBe(1);
          expect(clusters[fine]!.parent).toBe(coarse);
          sizes[coarse]!++;
          sizes[fine]!++;
        }
        expect(clusters.map(({ size }) => size)).toEqual(sizes);
        for (const { center, size } of clusters) {
          expect(size).toBeGreaterThan(0);
          expect(Math.max(...center.map(Math.abs))).toBeLessThan(1.1);
        }
      }),
      { numRuns: 60 },
    );
  });

  it('gives the same clusters for the same map', () => {
    const xy = plant([
      [-0.5, 0, 0.2, 100],
      [0.5, 0.3, 0.2, 100],
    ]);
    expect(finish(findClusters(xy))).toEqual(finish(findClusters(xy.slice())));
  });

  it('keeps within the numbers it promises at 20,000 papers', () => {
    const random = createRandom(9);
    const heaps = Array.from(
      { length: 200 },
      () => [1.8 * random() - 0.9, 1.8 * random() - 0.9, 0.02, 100] as const,
    );
    const map = finish(findClusters(plant(heaps)));
    expect(ofLevel(map, 0).length).toBeGreaterThan(5);
    expect(ofLevel(map, 0).length).toBeLessThanOrEqual(15);
    expect(ofLevel(map, 1).length).toBeGreaterThan(40);
    expect(ofLevel(map, 1).length).toBeLessThanOrEqual(150);
  });
});
