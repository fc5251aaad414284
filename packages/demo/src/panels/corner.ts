import { element, icon } from '../elements.ts';
import { isNoneClose } from '../search/answers.ts';
import { askedNameOf, countJudged } from '../state/asked-with.ts';
import { colouringOf, colourKeysOf } from '../state/colouring.ts';
import { themeOf } from '../state/scene.ts';
import { canReshape } from '../state/shape.ts';
import { isReadingListShown, rowsOfStars } from '../state/stars.ts';
import type { ExplorerState } from '../state/state.ts';
import type { ThemeChoice } from '../state/theme-choice.ts';
import { words } from '../words.ts';
import { createColourKey } from './colour-key.ts';
import { type Panel, type PanelContext, whenChanged } from './panel.ts';
import { STAR } from './star-toggle.ts';

const SUN =
  'M12 8a4 4 0 1 1 0 8a4 4 0 0 1 0-8M12 2V4M12 20V22M2 12H4M20 12H22M5 5L6.4 6.4M17.6 17.6L19 19M19 5L17.6 6.4M6.4 17.6L5 19';
const MOON = 'M20 14.5A8.5 8.5 0 1 1 9.5 4A7 7 0 0 0 20 14.5Z';
const HALF = 'M12 4a8 8 0 1 1 0 16a8 8 0 0 1 0-16M12 4V20M12 8H19M12 12H20M12 16H19';
const TRAY = 'M12 15V5M8 9L12 5L16 9M5 14V19H19V14';
const PICTURE = 'M4 6.500h16v11.500H4ZM4 15l4.500-4.500l4 4l2.500-2.500l5 5M15.500 9.500v.1';
const QUESTION = 'M9 9a3 3 0 1 1 4.5 2.6C12.4 12.3 12 13 12 14M12 17.5V18';
const PALETTE =
  'M12 4a8 8 0 1 0 0 16c2 0 2-1.4 1.3-2.4c-.9-1.3 0-2.6 1.6-2.6H17a3 3 0 0 0 3-3c0-4.6-3.6-8-8-8M8 10.5v.1M11.5 7.8v.1M15.6 9.3v.1M7.8 14.5v.1';
const KNOBS =
  'M4 7H13M17 7H20M4 17H7M11 17H20M15 5a2 2 0 1 1 0 4a2 2 0 0 1 0-4M9 15a2 2 0 1 1 0 4a2 2 0 0 1 0-4';
const THEMES: readonly ThemeChoice[] = ['system', 'light', 'dark'];
const ICONS: Readonly<Record<ThemeChoice, string>> = { system: HALF, light: SUN, dark: MOON };

/** Top right: what the colours of the land mean, and the menu. */
export function createCorner({ dispatch }: PanelContext): Panel {
  const legend = element('p', { class: 'legend card' });
  let choice: ThemeChoice = 'system';
  const theme = element('button', {
    class: 'icon-button',
    onClick: () =>
      dispatch({ type: 'theme-chosen', choice: THEMES[(THEMES.indexOf(choice) + 1) % THEMES.length]! }),
  });
  let isColourOpen = false;
  const toggleColours = () => dispatch({ type: 'colour-panel-toggled', isOpen: !isColourOpen });
  const colour = element(
    'button',
    {
      class: 'icon-button menu-colour',
      attributes: { 'aria-label': words.colour.menu, title: words.colour.menu, 'aria-controls': 'colour' },
      onClick: toggleColours,
    },
    icon(PALETTE),
  );
  let areStarsShown = false;
  const stars = element(
    'button',
    {
      class: 'icon-button menu-stars',
      onClick: () => dispatch({ type: 'stars-toggled', isOpen: !areStarsShown }),
    },
    icon(STAR),
  );
  let isShapeOpen = false;
  const shape = element(
    'button',
    {
      class: 'icon-button menu-shape',
      attributes: { 'aria-label': words.shape.menu, title: words.shape.menu, 'aria-controls': 'shape' },
      onClick: () => dispatch({ type: 'shape-panel-toggled', isOpen: !isShapeOpen }),
    },
    icon(KNOBS),
  );
  const own = element(
    'button',
    {
      class: 'icon-button',
      attributes: { 'aria-haspopup': 'dialog' },
      onClick: () => dispatch({ type: 'own-toggled', isOpen: true }),
    },
    icon(TRAY),
  );
  const picture = element(
    'button',
    {
      class: 'icon-button',
      attributes: { 'aria-label': words.picture.menu, title: words.picture.menu, 'aria-haspopup': 'dialog' },
      onClick: () => dispatch({ type: 'picture-toggled', isOpen: true }),
    },
    icon(PICTURE),
  );
  const help = element(
    'button',
    {
      class: 'icon-button',
      attributes: { 'aria-label': words.menu.help, title: words.menu.help, 'aria-haspopup': 'dialog' },
      onClick: () => dispatch({ type: 'help-toggled', isOpen: true }),
    },
    icon(QUESTION),
  );
  const menu = element(
    'div',
    { class: 'menu card', attributes: { role: 'group', 'aria-label': words.menu.label } },
    colour,
    stars,
    shape,
    own,
    picture,
    theme,
    help,
  );
  const node = element('div', { class: 'corner' }, legend, menu);

  const renderTheme = whenChanged(
    (state) => [state.themeChoice, themeOf(state)],
    (state) => {
      choice = state.themeChoice;
      const label = words.menu.theme(choice);
      theme.setAttribute('aria-label', label);
      theme.title = label;
      theme.replaceChildren(icon(ICONS[choice]));
    },
  );
  const renderPicture = whenChanged(
    ({ atlas }) => [atlas],
    ({ atlas }) => {
      picture.hidden = atlas.phase !== 'open' || atlas.atlas.map === null;
    },
  );
  const renderColour = whenChanged(
    (state) => [state.isColourPanelOpen, state.colour, colourKeysOf(state).length > 0],
    (state) => {
      isColourOpen = state.isColourPanelOpen;
      colour.hidden = colourKeysOf(state).length === 0;
      colour.setAttribute('aria-expanded', String(isColourOpen));
      colour.classList.toggle('is-active', state.colour.by !== null);
    },
  );
  const renderStars = whenChanged(
    (state) => [state.stars.list, isReadingListShown(state), state.atlas.phase],
    (state) => {
      const { length } = state.stars.list;
      areStarsShown = isReadingListShown(state);
      stars.hidden = state.atlas.phase !== 'open';
      stars.setAttribute('aria-label', words.stars.menu(length));
      stars.title = words.stars.menu(length);
      stars.setAttribute('aria-expanded', String(areStarsShown));
      stars.classList.toggle('is-active', length > 0);
      stars.dataset['count'] = length === 0 ? '' : words.stars.count(length);
    },
  );
  const renderShape = whenChanged(
    (state) => [state.shape.isPanelOpen, state.shape.asked, canReshape(state)],
    (state) => {
      isShapeOpen = state.shape.isPanelOpen;
      shape.hidden = !canReshape(state);
      shape.setAttribute('aria-expanded', String(isShapeOpen));
      shape.classList.toggle('is-active', state.shape.asked !== null);
    },
  );
  const renderLegend = whenChanged(
    (state) => [
      ...[state.answer, state.atlas, state.colour, colouringOf(state), countOnMap(state)],
      ...[state.isColourPanelOpen, themeOf(state), state.cover?.answer ?? null],
    ],
    (state) => {
      const { atlas } = state;
      legend.hidden = atlas.phase !== 'open' || atlas.atlas.map === null;
      legend.replaceChildren(...legendParts(state, toggleColours), ...starredPart(countOnMap(state)));
    },
  );
  const renderOwn = whenChanged(
    (state) => [state.isOneFile],
    ({ isOneFile }) => {
      const label = isOneFile ? words.oneFile.bibliography : words.own.menu;
      own.setAttribute('aria-label', label);
      own.title = label;
    },
  );
  return {
    node,
    update(state) {
      renderOwn(state);
      renderTheme(state);
      renderPicture(state);
      renderColour(state);
      renderStars(state);
      renderShape(state);
      renderLegend(state);
    },
    destroy: () => node.remove(),
  };
}

function countOnMap({ atlas, stars }: ExplorerState): number {
  return atlas.phase === 'open' ? rowsOfStars(atlas.atlas.papers, stars.list).length : 0;
}

/** What the stars on the map are, where there are any. */
function starredPart(count: number): Node[] {
  if (count === 0) return [];
  return [element('span', { class: 'legend-stars' }, icon(STAR), words.stars.legend(count))];
}

function legendParts(state: ExplorerState, toggleColours: () => void): Node[] {
  const { answer, cover } = state;
  if (cover?.answer != null && cover.answer.found > 0)
    return [
      element(
        'span',
        { class: 'legend-text' },
        element('span', { class: 'legend-dot is-own', attributes: { 'aria-hidden': 'true' } }),
        ` ${words.cover.legend}`,
      ),
    ];
  const scale = (name: string, [low, high]: readonly [string, string]) =>
    element(
      'span',
      { class: 'scale' },
      element('span', { class: 'scale-end', text: low }),
      element('span', { class: `swatch ${name}`, attributes: { 'aria-hidden': 'true' } }),
      element('span', { class: 'scale-end', text: high }),
    );
  // Where nothing is found, nothing is lit.
  if (answer === null || answer.heat === null || answer.total === 0) {
    const key = createColourKey(state, toggleColours);
    if (key !== null) return [key];
    return [
      element('span', { class: 'legend-text', text: words.legend.rest }),
      scale('swatch-land', words.legend.restEnds),
    ];
  }
  const { liked, disliked } = countJudged(state);
  const query = element('em', {
    class: 'legend-query',
    foreign: liked + disliked > 0 ? askedNameOf(state) : answer.query.slice(0, 60),
  });
  const isMeaning = answer.mode !== 'keyword';
  const ends = isMeaning ? words.legend.heatEnds : words.legend.wordsEnds;
  const heat = [
    element('span', { class: 'legend-text' }, isMeaning ? words.legend.heat : words.legend.words, query),
    isMeaning && isNoneClose(answer)
      ? element('span', { class: 'scale-end', text: words.legend.faint })
      : scale('swatch-heat', ends),
  ];
  // While the whole legend is open it says it itself.
  const key = state.isColourPanelOpen ? null : createColourKey(state, toggleColours);
  return key === null ? heat : [element('span', { class: 'legend-row' }, ...heat), key];
}
