import { isPaper, type Paper } from '../papers/paper.ts';
import { isStoredCard, type PaperCard } from '../papers/paper-card.ts';
import { streamTextRows } from '../search/text-rows.ts';
import { DATA_FOLDER, damagedFileError } from '../store/files.ts';
import { hasKind, type LineShard, readLines } from '../store/read-shards.ts';
import { Pace, throwIfAborted } from '../task.ts';
import type { AtlasReader } from './atlas-reader.ts';
import type { Kind } from './contents-kinds.ts';
import type { PaperSource } from './paper-source.ts';

/** What was looked at last stays, whatever the size of the atlas. */
const MAX_HELD_BYTES = 16 * 2 ** 20;
/** Files that are asked for at once. */
const READS_AT_ONCE = 6;
/** Cards read between two looks at the clock. */
const ROWS_A_LOOK = 64;

interface PaperSourceOptions {
  readonly signal?: AbortSignal | undefined;
  /** What files of texts that are kept may take together; default 16 MiB. The one used last is kept in any case. */
  readonly heldBytes?: number | undefined;
}

/**
 * The papers of an atlas as its files hold them: the cards are read at once, from the kind `cards` or, in an atlas without it,
 * in one pass over the papers of which nothing else is kept. A whole paper is read from its file when it is asked for: the
 * files that were used last are kept as bytes, checked.
 *
 * @throws ExplorerError ATLAS_DAMAGED that names the file, ABORTED
 */
export async function readPaperSource(
  reader: Pick<AtlasReader, 'files' | 'manifest'>,
  { signal, heldBytes = MAX_HELD_BYTES }: PaperSourceOptions = {},
): Promise<PaperSource> {
  const { files, manifest } = reader;
  const shards = manifest.kinds['papers']?.shards ?? [];
  const shared = new Map<string, string>();
  /** Authors and venues stand in many papers, and once in memory. */
  const share = (text: string): string => {
    const known = shared.get(text);
    if (known === undefined) shared.set(text, text);
    return known ?? text;
  };
  const { cards, withAbstract } = await readCards(reader, share, signal);
  shared.clear();
  const held = new Map<number, Promise<LineShard>>();
  const arrived = new Map<number, LineShard>();

  /** The file that holds a row; a failure is not kept. */
  function open(shard: number): Promise<LineShard> {
    const promise = held.get(shard) ?? readShard(shard);
    // The last used is the last in the map.
    held.delete(shard);
    held.set(shard, promise);
    return promise;
  }

  async function readShard(shard: number): Promise<LineShard> {
    try {
      const [from] = shards[shard]!.rows;
      for await (const lines of readLines(files, manifest, 'papers', { rows: [from, from + 1] })) {
        arrived.set(shard, lines);
        makeRoom();
        return lines;
      }
      throw damagedFileError(files.location, DATA_FOLDER, `holds no papers of row ${from}`, 'papers');
    } catch (error) {
      held.delete(shard);
      throw error;
    }
  }

  function makeRoom(): void {
    let bytes = 0;
    for (const { byteLength } of arrived.values()) bytes += byteLength;
    for (const shard of held.keys()) {
      if (bytes <= heldBytes || arrived.size === 1) return;
      const lines = arrived.get(shard);
      if (lines === undefined) continue;
      bytes -= lines.byteLength;
      arrived.delete(shard);
      held.delete(shard);
    }
  }

  const shardOf = (row: number): number => {
    let [low, high] = [0, shards.length - 1];
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (shards[middle]!.rows[0] <= row) low = middle;
      else high = middle - 1;
    }
    return low;
  };
  const paperIn = (lines: LineShard, row: number): Paper => {
    const value = lines.value(row);
    if (isPaper(value)) return value;
    const path = `${DATA_FOLDER}/${shards[shardOf(row)]!.name}`;
    throw damagedFileError(files.location, path, `holds something else in row ${row}`, 'a paper');
  };

  async function read(rows: readonly number[], signal?: AbortSignal): Promise<readonly Paper[]> {
    const byShard = new Map<number, number[]>();
    for (const row of rows) byShard.set(shardOf(row), [...(byShard.get(shardOf(row)) ?? []), row]);
    const wanted = [...byShard.keys()].sort((a, b) => a - b);
    const papers = new Map<number, Paper>();
    for (let at = 0; at < wanted.length; at += READS_AT_ONCE) {
      throwIfAborted(signal, 'reading papers');
      const step = wanted.slice(at, at + READS_AT_ONCE);
      const opened = await Promise.all(step.map(open));
      step.forEach((shard, place) => {
        for (const row of byShard.get(shard)!) papers.set(row, paperIn(opened[place]!, row));
      });
    }
    return rows.map((row) => papers.get(row)!);
  }

  async function* stream(signal?: AbortSignal): AsyncGenerator<Paper> {
    for await (const lines of readLines(files, manifest, 'papers', { signal }))
      for (let row = lines.rows[0]; row < lines.rows[1]; row++) yield paperIn(lines, row);
  }

  return {
    cards,
    texts: streamTextRows({
      count: cards.length,
      hasAbstract: (row) => withAbstract[row] === 1,
      stream,
    }),
    read,
    held(rows) {
      const lines = rows.map((row) => arrived.get(shardOf(row)));
      return lines.some((each) => each === undefined)
        ? null
        : rows.map((row, at) => paperIn(lines[at]!, row));
    },
    stream,
  };
}

interface ReadCards {
  readonly cards: readonly PaperCard[];
  /** 1 for a paper that has one. */
  readonly withAbstract: Uint8Array;
}

async function readCards(
  { files, manifest }: Pick<AtlasReader, 'files' | 'manifest'>,
  share: (text: string) => string,
  signal: AbortSignal | undefined,
): Promise<ReadCards> {
  const kind: Kind = hasKind(manifest, 'cards') ? 'cards' : 'papers';
  const { papers: count } = manifest.counts;
  const cards: PaperCard[] = [];
  const withAbstract = new Uint8Array(count);
  const pace = new Pace(signal, 'reading the papers');
  for await (const lines of readLines(files, manifest, kind, { signal }))
    for (let row = lines.rows[0]; row < lines.rows[1]; row++) {
      const value = lines.value(row);
      if (kind === 'cards' && isStoredCard(value)) withAbstract[row] = value.hasAbstract ? 1 : 0;
      else if (kind === 'papers' && isPaper(value)) withAbstract[row] = value.abstract === '' ? 0 : 1;
      else throw damaged(row);
      cards.push(toCard(value, share));
      if (row % ROWS_A_LOOK === 0 && pace.isDue) await pace.rest();
    }
  if (cards.length !== count) throw damaged(cards.length);
  return { cards, withAbstract };

  function damaged(row: number): Error {
    const shard = manifest.kinds[kind]!.shards.findLast(({ rows }) => rows[0] <= row);
    const path = `${DATA_FOLDER}/${shard?.name ?? kind}`;
    return damagedFileError(files.location, path, `holds something else in row ${row}`, 'a paper');
  }
}

function toCard(
  { id, title, authors, year, venue, categories, doi, arxivId, url, extra }: PaperCard,
  share: (text: string) => string,
): PaperCard {
  return {
    id,
    title,
    authors: authors.map(share),
    year,
    venue: venue === null ? null : share(venue),
    categories: categories.map(share),
    doi,
    arxivId,
    url,
    extra,
  };
}
