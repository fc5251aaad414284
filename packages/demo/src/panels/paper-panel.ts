import { percentileOf } from 'paper-atlas';
import { element } from '../elements.ts';
import { type Nearest, nearestOf } from '../state/nearest.ts';
import type { OpenedAtlas } from '../state/opened-atlas.ts';
import type { PaperCard } from '../state/paper-card.ts';
import { openAtlasOf, selectedRow, titleOf } from '../state/papers.ts';
import { isPathOpen } from '../state/path.ts';
import { isAsking } from '../state/question.ts';
import { openRegionOf, tellingRegionsOf } from '../state/regions.ts';
import type { ExplorerState } from '../state/state.ts';
import { words } from '../words.ts';
import { createBackButton, nameBackButton } from './back-button.ts';
import { createCiteButtons } from './cite-buttons.ts';
import { createClosenessBar } from './closeness-bar.ts';
import { createJudgeButtons } from './judge-buttons.ts';
import { createNearestBefore } from './nearest-before.ts';
import { type Panel, type PanelContext, whenChanged } from './panel.ts';
import { createPaperAbstract } from './paper-abstract.ts';
import { createPaperEntry } from './paper-entry.ts';
import { createPaperByline, createPaperLinks } from './paper-facts.ts';
import { createPaperStanding } from './paper-standing.ts';
import { createStarButton } from './star-button.ts';

/** More of a text than this is cut: it is no title. */
const MAX_TITLE = 2000;

/** One paper: what it says, where it lies, what is nearest, where it can be read. */
export function createPaperPanel(context: PanelContext): Panel {
  const { dispatch } = context;
  const abstract = createPaperAbstract();
  const judges = createJudgeButtons(context);
  const cites = createCiteButtons(context);
  const before = createNearestBefore(context);
  const standing = createPaperStanding();
  const byline = createPaperByline();
  const links = createPaperLinks();
  const star = createStarButton(context);
  const back = createBackButton('', () => dispatch({ type: 'paper-selected', id: null }));
  const node = element('article', { class: 'paper', attributes: { 'aria-label': words.paper.panel } });
  // What changes while a paper is open stands in parts of its own: all else stays, and the focus on it.
  const render = whenChanged(
    ({ selected, atlas, calibration }) => [selected, atlas, calibration],
    (state) => {
      const atlas = openAtlasOf(state);
      if (state.selected === null || atlas === null) return node.replaceChildren();
      const row = selectedRow(state);
      const parts =
        row === null
          ? [element('p', { text: words.paper.unknown })]
          : [star.node, ...createPaper(state, atlas, row)];
      node.replaceChildren(back, ...parts);
      node.scrollTop = 0;
    },
  );

  function createPaper(state: ExplorerState, atlas: OpenedAtlas, row: number): HTMLElement[] {
    const paper = atlas.papers[row]!;
    return [
      element('h2', {
        class: 'paper-title',
        foreign: titleOf(paper).slice(0, MAX_TITLE),
        attributes: { tabindex: '-1' },
      }),
      byline.node,
      createRegions(atlas, row),
      standing.node,
      links.node,
      judges.node,
      createPathButton(paper),
      cites.node,
      abstract.node,
      createNearest(state, atlas, nearestOf(atlas, row)),
      before.node,
    ];
  }

  function createRegions({ map }: OpenedAtlas, row: number): HTMLElement {
    const chips = (map === null ? [] : tellingRegionsOf(map, row)).map((id) => {
      const { name, size } = map!.regions[id]!;
      const onClick = () => dispatch({ type: 'region-chosen', region: id });
      const attributes = { 'aria-label': words.rest.goTo(name, size) };
      return element('button', { class: 'region-chip', foreign: name, attributes, onClick });
    });
    return element('div', { class: 'paper-facts' }, ...chips);
  }

  function createNearest(state: ExplorerState, atlas: OpenedAtlas, nearest: readonly Nearest[]): HTMLElement {
    const section = element('section', { class: 'nearest' }, element('h3', { text: words.paper.nearest }));
    if (nearest.length === 0) {
      const why = atlas.papers.length === 1 ? words.paper.alone : words.paper.noNearest;
      section.append(element('p', { class: 'quiet', text: why }));
      return section;
    }
    if (atlas.map !== null && nearest.length < atlas.papers.length - 1) {
      const kept = nearest.filter(({ isTorn }) => !isTorn).length;
      section.append(element('p', { class: 'quiet', text: words.paper.kept(kept, nearest.length) }));
    }
    const list = element('ol', { class: 'nearest-list', attributes: { 'data-list': '' } });
    list.append(
      ...nearest.map(({ row, similarity, isTorn }) => {
        const paper = atlas.papers[row]!;
        const entry = createPaperEntry(
          context,
          paper,
          row,
          createClosenessBar({ similarity, percentile: percentileIn(state, similarity) }, 'figure'),
          isTorn && element('span', { class: 'torn', text: words.paper.torn }),
        );
        entry.append(createCompareButton(paper));
        return entry;
      }),
    );
    section.append(list);
    return section;
  }

  function createPathButton({ id }: PaperCard): HTMLElement {
    return element(
      'button',
      {
        class: 'judge path-open',
        attributes: { title: words.path.openWhy },
        onClick: () => dispatch({ type: 'path-asked', from: id, to: null }),
      },
      element('span', {
        class: 'judge-sign',
        text: words.path.openSign,
        attributes: { 'aria-hidden': 'true' },
      }),
      words.path.open,
    );
  }

  function createCompareButton(paper: PaperCard): HTMLElement {
    return element('button', {
      class: 'compare-open',
      text: words.compare.open,
      attributes: { 'aria-label': words.compare.openWith(titleOf(paper).slice(0, MAX_TITLE)) },
      onClick: () => dispatch({ type: 'papers-compared', with: paper.id }),
    });
  }

  return {
    node,
    update(state) {
      byline.update(state);
      links.update(state);
      abstract.update(state);
      judges.update(state);
      cites.update(state);
      before.update(state);
      standing.update(state);
      star.update(state);
      nameBackButton(back, backTextOf(state));
      render(state);
    },
    destroy() {
      byline.destroy();
      links.destroy();
      abstract.destroy();
      judges.destroy();
      cites.destroy();
      before.destroy();
      standing.destroy();
      star.destroy();
      node.remove();
    },
  };
}

/** Where closing the paper leads. */
function backTextOf(state: ExplorerState): string {
  if (isPathOpen(state)) return words.path.backTo;
  const region = openRegionOf(state);
  if (region !== null) return words.paper.backToRegion(region.name);
  if (state.stars.isOpen) return words.stars.backTo;
  if (state.lasso !== null) return words.selection.backTo;
  return isAsking(state) ? words.paper.backToList : words.paper.backToRest;
}

/** Of pairs of papers. */
function percentileIn({ calibration }: ExplorerState, similarity: number): number | null {
  return calibration === null ? null : percentileOf(calibration.papers, similarity);
}
