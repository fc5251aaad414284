import type { PageScene } from './page-scene.ts';
import { about } from './pages/about.ts';
import { atRest } from './pages/at-rest.ts';
import { brokenAtlas, brokenPart } from './pages/broken.ts';
import { coloursByVenue, coloursByYear } from './pages/colours.ts';
import { comparison } from './pages/comparison.ts';
import { cover } from './pages/cover.ts';
import { filteredOut } from './pages/filtered-out.ts';
import { filtersOpen } from './pages/filters-open.ts';
import { help } from './pages/help.ts';
import { hits } from './pages/hits.ts';
import { judgedPage } from './pages/judged.ts';
import { loading } from './pages/loading.ts';
import { modelLoading } from './pages/model-loading.ts';
import { modelMissing } from './pages/model-missing.ts';
import { newerVersion } from './pages/newer-version.ts';
import { noHits } from './pages/no-hits.ts';
import { noMap } from './pages/no-map.ts';
import { ownBadLines, ownBeginning, ownNext, ownProgress } from './pages/own.ts';
import { paper } from './pages/paper.ts';
import { pathChoice, readingPath } from './pages/path.ts';
import { phoneColours, phoneHits, phonePaper, phoneRest, phoneShape } from './pages/phone.ts';
import { readingList } from './pages/reading-list.ts';
import { readingListEmpty } from './pages/reading-list-empty.ts';
import { readingListFile } from './pages/reading-list-file.ts';
import { region } from './pages/region.ts';
import { selection } from './pages/selection.ts';
import { shape } from './pages/shape.ts';
import { unkept } from './pages/unkept.ts';
import { weakHits } from './pages/weak-hits.ts';

/** All states of the page that the gallery shows, in the order in which its first page lists them. */
export const PAGE_SCENES: readonly PageScene[] = [
  atRest,
  loading,
  modelLoading,
  hits,
  weakHits,
  noHits,
  filtersOpen,
  filteredOut,
  judgedPage,
  paper,
  comparison,
  pathChoice,
  readingPath,
  region,
  selection,
  cover,
  readingList,
  readingListEmpty,
  readingListFile,
  unkept,
  coloursByVenue,
  coloursByYear,
  shape,
  ownBeginning,
  ownBadLines,
  ownNext,
  ownProgress,
  brokenAtlas,
  brokenPart,
  modelMissing,
  noMap,
  newerVersion,
  about,
  help,
  phoneRest,
  phoneHits,
  phonePaper,
  phoneShape,
  phoneColours,
];
