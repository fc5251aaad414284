import { paletteOf } from '../map/palette.ts';
import { isNoneClose } from '../search/answers.ts';
import { askedNameOf } from '../state/asked-with.ts';
import { type Colouring, colouringOf, colourPalette } from '../state/colouring.ts';
import { openAtlasOf } from '../state/papers.ts';
import { themeOf } from '../state/scene.ts';
import { selectionOf } from '../state/selection.ts';
import type { Answer, ExplorerState } from '../state/state.ts';
import { words } from '../words.ts';

/** A sign of the picture and what it means. */
export interface LegendEntry {
  readonly sign: 'swatch' | 'star';
  /** One for a category or a star, several for a ramp. */
  readonly colours: readonly string[];
  readonly text: string;
}

/** What stands below a picture of the map. */
export interface PictureCaption {
  readonly name: string;
  /** What is to be known of it, in short parts. */
  readonly facts: readonly string[];
  /** What heat, colours and stars mean. */
  readonly legend: readonly LegendEntry[];
}

/** What a caption says that no state does. */
export interface CaptionOptions {
  /** Of the atlas; null where it has none. */
  readonly name: string | null;
  /** Starred papers that are in the picture. */
  readonly starred: number;
  readonly colourName: (key: string) => string;
  /** How the stops of the scale of colours are written. */
  readonly scaleText: (stop: number) => string;
}

const MAX_NAME = 60;

/** The caption of what is seen now. */
export function captionOf(state: ExplorerState, options: CaptionOptions): PictureCaption {
  const { name, colourName } = options;
  const count = openAtlasOf(state)?.papers.length ?? 0;
  const { answer } = state;
  const selection = selectionOf(state);
  const { by } = state.colour;
  const colouring = colouringOf(state);
  const isLit = answer !== null && answer.heat !== null && answer.total > 0;
  const facts = [
    words.papers(count),
    isLit
      ? `${answer.mode === 'keyword' ? words.legend.words : words.legend.heat}${askedNameOf(state)}`
      : null,
    selection === null ? null : words.selection.announce(selection.rows.length),
    by === null || colouring === null ? null : `${words.colour.chip}${colourName(by).slice(0, MAX_NAME)}`,
    name === null ? null : words.name,
  ];
  const palette = paletteOf(themeOf(state));
  return {
    name: name ?? words.name,
    facts: facts.filter((fact) => fact !== null),
    legend: [
      ...(isLit ? [heatEntry(answer, palette.hits)] : []),
      ...(colouring === null ? [] : colourEntries(state, colouring, options)),
      ...(options.starred === 0
        ? []
        : [
            {
              sign: 'star' as const,
              colours: [palette.starred],
              text: words.stars.legend(options.starred),
            },
          ]),
    ],
  };
}

function heatEntry(answer: Answer, colours: readonly string[]): LegendEntry {
  const isWords = answer.mode === 'keyword';
  const ends = isWords ? words.legend.wordsEnds : words.legend.heatEnds;
  const text = !isWords && isNoneClose(answer) ? words.legend.faint : words.picture.ends(ends[0], ends[1]);
  return { sign: 'swatch', colours, text };
}

function colourEntries(
  state: ExplorerState,
  colouring: Colouring,
  { scaleText }: CaptionOptions,
): readonly LegendEntry[] {
  const theme = themeOf(state);
  const palette = colourPalette(colouring, state.colour.isInverted, theme);
  const make = (colours: readonly string[], text: string): LegendEntry => ({
    ...{ sign: 'swatch', colours },
    text: text.slice(0, MAX_NAME),
  });
  const grey = colouring.without === 0 ? [] : [make([paletteOf(theme).settlementFar], withoutName(state))];
  if (colouring.kind === 'categories')
    return [
      ...colouring.entries.map(({ name }, at) => make([palette[at]!], name ?? words.colour.other)),
      ...grey,
    ];
  const { stops } = colouring.scale;
  const range = words.picture.ends(scaleText(stops[0] ?? 0), scaleText(stops.at(-1) ?? 0));
  return [make(palette, range), ...grey];
}

function withoutName({ colour: { by } }: ExplorerState): string {
  const { without } = words.colour;
  return by === 'region' || by === 'novelty' || by === 'closeness' ? without[by] : without.other;
}
