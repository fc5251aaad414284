import { element } from '../elements.ts';
import type { MapShape } from '../state/map-shape.ts';
import type { OpenedAtlas } from '../state/opened-atlas.ts';
import { openAtlasOf } from '../state/papers.ts';
import { VERSION } from '../version.ts';
import { words } from '../words.ts';
import { createDialog, showDialog } from './dialog.ts';
import { type Panel, type PanelContext, whenChanged } from './panel.ts';

/** A name and what is so called; a figure that nobody measured is left out. */
type Fact = readonly [name: string, value: string | null];

/** What stands behind the page: papers, model, map and its quality, version, licences. */
export function createAbout({ dispatch }: PanelContext): Panel {
  const body = element('div', { class: 'about-body' });
  const node = createDialog(
    {
      class: 'about',
      titleId: 'about-title',
      closeLabel: words.about.close,
      close: () => dispatch({ type: 'about-toggled', isOpen: false }),
    },
    element('h2', { text: words.about.title, attributes: { id: 'about-title' } }),
    body,
  );
  const fill = whenChanged(
    ({ atlas, isAboutOpen }) => [atlas, isAboutOpen],
    (state) => {
      if (state.isAboutOpen)
        body.replaceChildren(...sectionsOf(openAtlasOf(state), state.shape.shown, state.isOneFile));
    },
  );
  const show = showDialog(node, ({ isAboutOpen }) => isAboutOpen);
  return {
    node,
    update(state) {
      fill(state);
      show(state);
    },
    destroy: () => node.remove(),
  };
}

function sectionsOf(atlas: OpenedAtlas | null, shape: MapShape | null, isOneFile: boolean): HTMLElement[] {
  const { about } = words;
  const program = createSection(about.program, [
    [about.version, about.versionOf(VERSION)],
    [about.privacy, isOneFile ? words.oneFile.privacy : about.privacyOf],
  ]);
  const licences = createSection(
    about.licences,
    about.licensed.filter(([work]) => !isOneFile || !words.oneFile.withoutWorks.includes(work)),
  );
  licences.append(element('p', { class: 'quiet', text: about.rights }));
  if (atlas === null) return [element('p', { text: about.none }), program, licences];
  const { model } = atlas;
  return [
    createSection(about.atlas, [
      [about.papers, about.count(atlas.papers.length)],
      [about.generationName, about.generation(atlas.origin.generation, atlas.origin.format)],
      [about.id, atlas.origin.atlasId],
    ]),
    createSection(about.model, [
      [about.modelName, model.id],
      [about.vectors, about.vectorsOf(model.dimension, model.dtype)],
      [about.reads, about.readsOf(model.maxTokens)],
    ]),
    createSection(about.map, mapFactsOf(atlas, shape)),
    program,
    licences,
  ];
}

/** Measured of the map in the atlas, or of one that was asked for here: of one that stands in for a missing one nothing is known. */
function mapFactsOf(
  { map, mapOptions, keptNeighbors, origin }: OpenedAtlas,
  shape: MapShape | null,
): readonly Fact[] {
  const { about } = words;
  if (map === null) return [[about.mapKind, words.map.none]];
  const { nNeighbors, minDist, seed } = shape ?? mapOptions;
  const made: Fact = [about.mapKind, about.mapParameters(nNeighbors, minDist, seed)];
  if (map.isComputed && shape === null) return [made, [about.kept, words.status.made]];
  const { trustworthiness, continuity } = origin;
  return [
    made,
    [about.kept, keptNeighbors === null ? null : about.keptOf(keptNeighbors)],
    [about.trustworthiness, trustworthiness === null ? null : about.trustworthinessOf(trustworthiness)],
    [about.continuity, continuity === null ? null : about.continuityOf(continuity)],
  ];
}

function createSection(title: string, facts: readonly Fact[]): HTMLElement {
  const list = element('dl', { class: 'about-facts' });
  for (const [name, value] of facts)
    if (value !== null) list.append(element('dt', { text: name }), element('dd', { foreign: value }));
  return element('section', {}, element('h3', { text: title }), list);
}
