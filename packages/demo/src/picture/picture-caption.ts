import { askedNameOf } from '../state/asked-with.ts';
import { colouringOf, colourPalette } from '../state/colouring.ts';
import { openAtlasOf } from '../state/papers.ts';
import { themeOf } from '../state/scene.ts';
import { selectionOf } from '../state/selection.ts';
import type { ExplorerState } from '../state/state.ts';
import { words } from '../words.ts';

/** What stands below a picture of the map. */
export interface PictureCaption {
  readonly name: string;
  /** What is to be known of it, in short parts. */
  readonly facts: readonly string[];
  /** What the colours of the dots mean; the ends of a ramp have many colours, a category one. */
  readonly legend: readonly { readonly colours: readonly string[]; readonly text: string }[];
}

const MAX_NAME = 60;

/** The caption of what is seen now. `name`: of the atlas; null where it has none. */
export function captionOf(
  state: ExplorerState,
  name: string | null,
  colourName: (key: string) => string,
): PictureCaption {
  const count = openAtlasOf(state)?.papers.length ?? 0;
  const { answer } = state;
  const selection = selectionOf(state);
  const { by } = state.colour;
  const colouring = colouringOf(state);
  const facts = [
    words.papers(count),
    answer?.heat == null
      ? null
      : `${answer.mode === 'keyword' ? words.legend.words : words.legend.heat}${askedNameOf(state)}`,
    selection === null ? null : words.selection.announce(selection.rows.length),
    by === null || colouring === null ? null : `${words.colour.chip}${colourName(by).slice(0, MAX_NAME)}`,
    name === null ? null : words.name,
  ];
  return {
    name: name ?? words.name,
    facts: facts.filter((fact) => fact !== null),
    legend: colouring === null ? [] : legendOf(state, colouring),
  };
}

function legendOf(
  state: ExplorerState,
  colouring: NonNullable<ReturnType<typeof colouringOf>>,
): PictureCaption['legend'] {
  const palette = colourPalette(colouring, state.colour.isInverted, themeOf(state));
  if (colouring.kind === 'categories')
    return colouring.entries.map(({ name }, at) => ({
      colours: [palette[at]!],
      text: (name ?? words.colour.other).slice(0, MAX_NAME),
    }));
  const { stops } = colouring.scale;
  return [
    { colours: palette, text: words.picture.range(stops[0] ?? 0, stops.at(-1) ?? 0, state.colour.by ?? '') },
  ];
}
