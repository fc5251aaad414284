import createScatterplot from 'regl-scatterplot';
import { makeDots } from './made-dots.ts';

/** `?count=N`: the same papers as the map's page shows, by regl-scatterplot. */
const asked = new URLSearchParams(location.search);
const { xy, count } = makeDots({ count: Number(asked.get('count') ?? 1000), seed: 1, theme: 'light' });
const stage = document.querySelector('.stage') ?? document.body;
const canvas = document.createElement('canvas');
stage.append(canvas);
const scatterplot = createScatterplot({
  canvas,
  width: stage.clientWidth,
  height: stage.clientHeight,
  pointSize: 2,
  opacityBy: 'density',
});
await scatterplot.draw({
  x: Float32Array.from({ length: count }, (_, row) => xy[2 * row] ?? 0),
  y: Float32Array.from({ length: count }, (_, row) => xy[2 * row + 1] ?? 0),
});
document.documentElement.dataset['ready'] = 'true';
