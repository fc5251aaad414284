/**
 * Panels that the first map does not need, in one file: it is asked for when the map is there, so that whoever opens one of
 * them finds it.
 */
export { createColourPanel } from './colour-panel.ts';
export { createComparisonPanel } from './comparison-panel.ts';
export { createCoverPanel } from './cover-panel.ts';
export { createFilterPanel } from './filter-panel.ts';
export { createPathPanel } from './path-panel.ts';
export { createRegionPanel } from './region-panel.ts';
export { createSelectionPanel } from './selection-panel.ts';
export { createShapePanel } from './shape-panel.ts';
export { createStarsPanel } from './stars-panel.ts';
