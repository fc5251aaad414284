import type { GalleryScene } from '../gallery-scene.ts';
import { makeScene } from '../made-scene.ts';

const TITLES = [
  `<script>alert(1)</script><img src=x onerror=alert(1)>`,
  `\u202Eright to left override\u202C and \u2066isolates`,
  'דקדוק של מפות — a title in two directions (2024)',
  'x'.repeat(10_000),
  `lone surrogate \uD800 and \u0000 control\n\n\tcharacters`,
  `${'Z\u0351\u036B\u0343\u036A\u0302'.repeat(400)}`,
];

export const hostileTitles: GalleryScene = {
  name: 'hostile-titles',
  about: 'Titles and names are text: shown harmlessly, isolated, shortened.',
  make: (theme) => {
    const made = makeScene({ count: 60, theme });
    return {
      ...made,
      titles: made.titles.map((_, row) => TITLES[row % TITLES.length]!),
      regions: made.regions.map((region, at) => ({ ...region, name: TITLES[at % TITLES.length]! })),
      selected: 3,
      hovered: 6,
    };
  },
};
