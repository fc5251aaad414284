import { createRandom, type Paper } from 'paper-atlas';
import { makePaper } from '../src/state/made-state.ts';

/** What the made papers are about: a title's beginning and end, and sentences to choose from. */
const TOPICS = [
  {
    subjects: ['Floods of great rivers', 'Discharge at ungauged sites', 'River gauges after a flood'],
    sentences: [
      'River discharge is estimated at sites without gauges from upstream rainfall.',
      'Floods of great rivers are forecast a week ahead from gauges and snow.',
      'Gauges fail in floods, when their discharge matters most.',
    ],
  },
  {
    subjects: ['Glaciers that calve', 'Ice sheets and the sea', 'Fjords below the ice'],
    sentences: [
      'Glaciers calve faster where warm water reaches their front.',
      'Ice sheets lose mass to the sea through a few narrow fjords.',
      'We map the ice below the water with sonar and drifting buoys.',
    ],
  },
  {
    subjects: ['Soil moisture from space', 'Droughts and dry soil', 'Moisture that plants can reach'],
    sentences: [
      'Satellites see soil moisture in the first centimetres alone.',
      'Dry soil warms the air above it, and droughts feed themselves.',
      'Plants reach moisture that no satellite sees.',
    ],
  },
  {
    subjects: ['Neural weather forecasts', 'Nowcasting of rain by radar', 'Learned models of the air'],
    sentences: [
      'A neural network forecasts the weather of the whole globe in a minute.',
      'Radar images are carried forward to say where rain falls within the hour.',
      'Learned forecasts are sharp in the mean and blur what is rare.',
    ],
  },
  {
    subjects: ['Eddies of the ocean', 'Gliders in the current', 'Heat that currents carry'],
    sentences: [
      'Ocean eddies carry heat across currents that would else keep it.',
      'Gliders follow a current for months and surface to report.',
      'What the ocean takes up in one basin it gives back in another.',
    ],
  },
  {
    subjects: ['Clouds over ship tracks', 'Aerosols and bright clouds', 'Smoke in the upper air'],
    sentences: [
      'Ships leave bright tracks in clouds that would else be thin.',
      'Aerosols make clouds brighter, and how much is the largest unknown.',
      'Smoke that reaches the upper air stays there for a season.',
    ],
  },
] as const;

const ENDINGS = ['a survey', 'a model', 'ten years of measurements', 'what is known', 'an open record'];
const NAMES = ['Ada Brook', 'Luis Marsh', 'Mei Stone', 'Noor Hill', 'Jonas Field', 'Ines Lake', 'Tomas Wood'];
const VENUES = ['Waters', 'Ice and Sea', 'The Open Air', 'Earth Letters'];
const COUNT = 84;

/** Papers about six things, the same each time, with all that papers have. */
export function makePapers(): readonly Paper[] {
  const random = createRandom(5);
  const one = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)]!;
  return Array.from({ length: COUNT }, (_, row) => {
    const { subjects, sentences } = TOPICS[row % TOPICS.length]!;
    const first = one(sentences);
    const rest = sentences.filter((sentence) => sentence !== first);
    const isBare = row % 29 === 28;
    return makePaper(row, {
      id: `made-${row}`,
      title: `${one(subjects)}: ${one(ENDINGS)}, part ${1 + Math.floor(row / TOPICS.length)}`,
      abstract: isBare ? '' : `${first} ${one(rest)} This is report ${row + 1} of the series.`,
      authors: [...new Set([one(NAMES), one(NAMES), one(NAMES)])],
      year: row % 31 === 30 ? null : 2004 + Math.floor(random() * 20),
      venue: one(VENUES),
      doi: row % 3 === 0 ? `10.1000/made.${row}` : null,
    });
  });
}
