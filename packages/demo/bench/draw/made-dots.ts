import { createRandom } from 'paper-atlas';
import type { MapRegion, MapScene, MapTheme } from '../../src/map/map-scene.ts';
import { NO_MARKS } from '../../src/map/no-marks.ts';
import { layoutTerrain } from '../../src/map/terrain-layout.ts';

export interface MadeDotsOptions {
  readonly count: number;
  readonly seed: number;
  readonly theme: MapTheme;
}

/** Fields of a made science, and subjects in each. */
const FIELDS = 36;
const SUBJECTS = 16;
const WORDS = (
  'rivers floods ice glaciers clouds soil tides storms coral forests fire dust waves rain snow plankton mantle faults ' +
  'basalt lakes deltas dunes ozone aerosols carbon methane salinity currents eddies moraines karst peat'
).split(' ');

/**
 * A made atlas: fields of uneven size in a ring and within, subjects in each, and a tenth of the papers strewn wide
 * around theirs, as maps of papers look. The same options give the same scene.
 */
export function makeDots({ count, seed, theme }: MadeDotsOptions): MapScene {
  const random = createRandom(seed);
  const normal = (): number => Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
  const fields = Array.from({ length: FIELDS }, (_, at) => {
    const angle = 2.4 * at;
    const away = 0.74 * Math.sqrt((at + 0.5) / FIELDS);
    return { x: away * Math.cos(angle), y: away * Math.sin(angle), spread: 0.05 + 0.06 * random() };
  });
  const subjects = Array.from({ length: FIELDS * SUBJECTS }, (_, at) => {
    const { x, y, spread } = fields[Math.floor(at / SUBJECTS)]!;
    return {
      x: x + spread * normal(),
      y: y + spread * normal(),
      spread: spread * (0.12 + 0.3 * random()),
      weight: 0.15 + random() ** 3,
    };
  });
  const reached = new Float64Array(subjects.length);
  subjects.reduce((sum, { weight }, at) => (reached[at] = sum + weight), 0);
  const sizes = new Uint32Array(FIELDS * (SUBJECTS + 1));
  const xy = new Float32Array(2 * count);
  const membership = new Int32Array(2 * count);
  for (let row = 0; row < count; row++) {
    const subject = findAbove(reached, random() * reached.at(-1)!);
    const { x, y, spread } = subjects[subject]!;
    const reach = spread * (random() < 0.1 ? 4 : 1);
    xy[2 * row] = hold(x + reach * normal());
    xy[2 * row + 1] = hold(y + reach * normal());
    membership[2 * row] = Math.floor(subject / SUBJECTS);
    membership[2 * row + 1] = FIELDS + subject;
    sizes[membership[2 * row]!]!++;
    sizes[membership[2 * row + 1]!]!++;
  }
  const word = (at: number): string => WORDS[at % WORDS.length]!;
  const regions = [...fields, ...subjects].map(({ x, y }, id): MapRegion => {
    const subject = id - FIELDS;
    return {
      id,
      level: subject < 0 ? 0 : 1,
      parent: subject < 0 ? null : Math.floor(subject / SUBJECTS),
      name: `${word(id * 7)} · ${word(id * 5 + 3)}`,
      size: sizes[id]!,
      center: [x, y],
    };
  });
  const titles = regions.slice(FIELDS).map(({ name }) => `A made paper on ${name.replace(' · ', ' and ')}`);
  return {
    count,
    xy,
    titles: Array.from({ length: count }, (_, row) => titles[membership[2 * row + 1]! - FIELDS]!),
    regions,
    membership,
    terrain: layoutTerrain(xy),
    ...NO_MARKS,
    theme,
    reducedMotion: false,
  };
}

/** The position of the first of some ascending values that is above one. */
function findAbove(values: Float64Array, value: number): number {
  let [low, high] = [0, values.length - 1];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (values[middle]! > value) high = middle;
    else low = middle + 1;
  }
  return low;
}

function hold(value: number): number {
  return Math.max(-1, Math.min(1, value));
}
