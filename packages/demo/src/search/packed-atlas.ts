import type { OpenedAtlas } from '../state/opened-atlas.ts';
import type { PaperCard } from '../state/paper-card.ts';

/** An open atlas on its way from a worker to the page: its cards by columns, which cross the border in a fraction of the time. */
export interface PackedAtlas extends Omit<OpenedAtlas, 'papers'> {
  readonly cards: {
    readonly ids: readonly string[];
    readonly titles: readonly string[];
    /** NaN for a paper without a year. */
    readonly years: Float64Array;
  };
}

export function packCards(papers: readonly PaperCard[]): PackedAtlas['cards'] {
  return {
    ids: papers.map(({ id }) => id),
    titles: papers.map(({ title }) => title),
    years: Float64Array.from(papers, ({ year }) => year ?? Number.NaN),
  };
}

export function unpackAtlas({ cards, ...atlas }: PackedAtlas): OpenedAtlas {
  const { ids, titles, years } = cards;
  const papers = ids.map((id, row) => {
    const year = years[row]!;
    return { id, title: titles[row]!, year: Number.isNaN(year) ? null : year };
  });
  return { ...atlas, papers };
}
