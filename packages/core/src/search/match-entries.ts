import type { Paper } from '../papers/paper.ts';
import type { PaperCard } from '../papers/paper-card.ts';
import { type LongTask, Pace } from '../task.ts';
import {
  type ComparedPaper,
  compareForDuplicates,
  couldBeVersions,
  type DuplicateEvidence,
  gatherEvidence,
} from './duplicate-evidence.ts';
import { duplicateKeys, MAX_SAME_KEY } from './duplicate-keys.ts';
import { compareTitles, createWordProfile } from './duplicate-text.ts';

/** Papers among which the entries are looked for. */
export interface MatchedCorpus {
  /** Row order. */
  readonly cards: readonly PaperCard[];
  /** Whole papers, in the order of the rows. */
  read(rows: readonly number[], signal?: AbortSignal): Promise<readonly Paper[]>;
}

/** A paper of the corpus that is the work of an entry. */
export interface EntryMatch {
  readonly row: number;
  readonly evidence: DuplicateEvidence;
}

/** One id stands for two works in two sources (`1`, `smith2020`): the titles must be alike by this at least. */
const SAME_ID_LIKENESS = 0.5;
/** Shorter titles ("Summary", "Corresponding author") say nothing by themselves. */
const MIN_TITLE_WORDS = 3;

/**
 * For each entry of a bibliography the papers of a corpus that are the same work, ascending by row; several where the corpus
 * has several versions. Candidates have the entry's id, DOI, arXiv id or title; what decides is the evidence by which
 * duplicates are found. Entries mostly have no abstract and some corpora no authors: then a title of three words or more is enough
 * that one paper of the corpus alone bears, where nothing contradicts.
 *
 * @param entries papers, as `ingestPapers` gives them
 * @throws ExplorerError ABORTED
 */
export async function matchEntries(
  corpus: readonly Paper[] | MatchedCorpus,
  entries: readonly Paper[],
  { signal }: Pick<LongTask, 'signal'> = {},
): Promise<EntryMatch[][]> {
  const pace = new Pace(signal, 'looking for the papers of a bibliography');
  const { cards, read: readPapers } = 'read' in corpus ? corpus : holdCorpus(corpus);
  const candidates = await findCandidates(cards, entries, pace);
  const rows = [...new Set(candidates.flatMap((found) => [...found]))];
  const read = await readPapers(rows, signal);
  const papers = new Map(rows.map((row, at) => [row, read[at]!]));
  const matches: EntryMatch[][] = [];
  for (const [at, entry] of entries.entries()) {
    if (pace.isDue) await pace.rest();
    matches.push(matchEntry(compared(entry), candidates[at]!, papers));
  }
  return matches;
}

function holdCorpus(papers: readonly Paper[]): MatchedCorpus {
  return { cards: papers, read: async (rows) => rows.map((row) => papers[row]!) };
}

/** The bibliography is what is kept by its keys, since it is the smaller of the two; one pass over the corpus. */
async function findCandidates(
  papers: readonly PaperCard[],
  entries: readonly Paper[],
  pace: Pace,
): Promise<Set<number>[]> {
  const wanted = new Map<string, { readonly entries: number[]; taken: number }>();
  entries.forEach((entry, at) => {
    for (const key of keysOf(entry)) {
      const known = wanted.get(key);
      if (known === undefined) wanted.set(key, { entries: [at], taken: 0 });
      else known.entries.push(at);
    }
  });
  const candidates = entries.map(() => new Set<number>());
  for (const [row, paper] of papers.entries()) {
    if (pace.isDue) await pace.rest();
    for (const key of keysOf(paper)) {
      const found = wanted.get(key);
      if (found === undefined || found.taken === MAX_SAME_KEY) continue;
      found.taken++;
      for (const at of found.entries) candidates[at]!.add(row);
    }
  }
  return candidates;
}

function matchEntry(
  entry: ComparedPaper,
  candidates: ReadonlySet<number>,
  papers: ReadonlyMap<number, Paper>,
): EntryMatch[] {
  const others = Array.from(candidates, (row) => ({ row, paper: compared(papers.get(row)!) }));
  const titled = others.filter(({ paper }) => paper.profile.title === entry.profile.title);
  return others
    .flatMap(({ row, paper }) => {
      const evidence = compareEntry(entry, paper, titled.length === 1);
      return evidence === null ? [] : [{ row, evidence }];
    })
    .sort((a, b) => a.row - b.row);
}

function compareEntry(
  entry: ComparedPaper,
  paper: ComparedPaper,
  isOnlyOfItsTitle: boolean,
): DuplicateEvidence | null {
  const evidence = compareForDuplicates(entry, paper, null);
  if (evidence !== null) return evidence;
  const title = compareTitles(entry.profile, paper.profile);
  if (entry.paper.id === paper.paper.id && title >= SAME_ID_LIKENESS)
    return gatherEvidence('same-id', [`same id ${entry.paper.id}`], entry, paper, null);
  const isSilent =
    (entry.paper.authors.length === 0 || paper.paper.authors.length === 0) &&
    (entry.paper.abstract === '' || paper.paper.abstract === '');
  const isTelling =
    title === 1 && isOnlyOfItsTitle && entry.profile.title.split(' ').length >= MIN_TITLE_WORDS;
  return isSilent && isTelling && couldBeVersions(entry.paper, paper.paper)
    ? gatherEvidence('same-title', [], entry, paper, null)
    : null;
}

const keysOf = (paper: PaperCard): string[] => [`id:${paper.id}`, ...duplicateKeys(paper)];
const compared = (paper: Paper): ComparedPaper => ({ paper, profile: createWordProfile(paper) });
