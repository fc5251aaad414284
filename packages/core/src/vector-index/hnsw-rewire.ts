import { dot, type Metric, squaredL2 } from '../math/distance.ts';
import { findUpperLists, HEADER_BYTES, type HnswLayout, layoutOf, type UpperLists } from './hnsw-file.ts';

/** What a graph is to become. */
export interface HnswRewiring {
  readonly dimension: number;
  readonly metric: Metric;
  readonly M: number;
  /** Elements of the graph before, at least 1. */
  readonly count: number;
  /** The elements that stay, in the order in which they are to stand, each once, at least 1. */
  readonly elements: Int32Array;
  /** The label of each from now on. */
  readonly labels: Int32Array;
}

export interface RewiredHnsw {
  readonly bytes: Uint8Array<ArrayBuffer>;
  /** Labels of the elements, in their order: those given without the ones that could not be reached any more. */
  readonly labels: Int32Array;
}

/** Elements that are gone are looked behind, from one list, up to this many. */
const MOST_LOOKED_BEHIND = 64;

/**
 * A graph as hnswlib saves it, with some elements taken out and the others in another order and under other labels.
 * Whoever linked to an element that is gone links to what that linked to, chosen as hnswlib chooses (the nearest that is
 * nearer to it than to any other of its links). An element that nobody links to any more is left out as well: it has to
 * be put in again. `bytes` is a file that `checkHnswFile` has let pass, and so is the answer, for its labels.
 *
 * Source: the choice of links is algorithm 4 of Y. A. Malkov, D. A. Yashunin, doi:10.1109/TPAMI.2018.2889473.
 */
export function rewireHnswFile(bytes: Uint8Array, rewiring: HnswRewiring): RewiredHnsw {
  const { elements, labels } = rewiring;
  const graph = new FileGraph(bytes, rewiring);
  const stays = new Uint8Array(rewiring.count);
  for (const element of elements) stays[element] = 1;
  const mended = mendLinks(graph, stays, rewiring.metric);
  dropUnreachable(graph, stays, mended);
  const kept = Array.from(elements.keys()).filter((at) => stays[elements[at]!] === 1);
  const left = {
    elements: Int32Array.from(kept, (at) => elements[at]!),
    labels: Int32Array.from(kept, (at) => labels[at]!),
  };
  return { bytes: graph.write(left.elements, left.labels, mended), labels: left.labels };
}

/** Links by element and layer, where they are others than before. */
type MendedLinks = Map<number, (readonly number[] | undefined)[]>;

/** The links and vectors of a checked file. */
class FileGraph {
  readonly layout: HnswLayout;
  private readonly words: Uint32Array;
  private readonly values: Float32Array;
  private readonly lists: UpperLists;
  private readonly dimension: number;

  constructor(bytes: Uint8Array, { count, dimension, M }: HnswRewiring) {
    const whole = bytes.byteOffset % 4 === 0 ? bytes : bytes.slice();
    this.layout = layoutOf(count, { dimension, M });
    this.dimension = dimension;
    this.words = new Uint32Array(whole.buffer, whole.byteOffset, whole.byteLength >> 2);
    this.values = new Float32Array(whole.buffer, whole.byteOffset, whole.byteLength >> 2);
    this.lists = findUpperLists(this.words, this.layout, this.maxLevel, 'the graph');
  }

  levelOf(element: number): number {
    return this.lists.levels[element]!;
  }

  links(element: number, level: number): Uint32Array {
    const at = this.listAt(element, level);
    return this.words.subarray(at + 1, at + 1 + this.words[at]!);
  }

  mostLinks(level: number): number {
    return level === 0 ? 2 * this.layout.M : this.layout.M;
  }

  distance(one: number, other: number, metric: Metric): number {
    const { dimension, values } = this;
    const [a, b] = [this.vectorAt(one), this.vectorAt(other)];
    return metric === 'l2'
      ? squaredL2(values, a, values, b, dimension)
      : 1 - dot(values, a, values, b, dimension);
  }

  write(elements: Int32Array, labels: Int32Array, mended: MendedLinks): Uint8Array<ArrayBuffer> {
    const { layout, words } = this;
    const recordWords = layout.recordBytes >> 2;
    const listWords = layout.listBytes >> 2;
    const placeOf = new Int32Array(layout.count).fill(-1);
    let upper = 0;
    let highest = 0;
    elements.forEach((element, place) => {
      placeOf[element] = place;
      upper += this.levelOf(element);
      highest = Math.max(highest, this.levelOf(element));
    });
    const headerWords = HEADER_BYTES >> 2;
    const out = new Uint32Array(headerWords + elements.length * (recordWords + 1) + upper * listWords);
    const putLinks = (at: number, element: number, level: number): void => {
      const links = mended.get(element)?.[level] ?? this.links(element, level);
      out[at] = links.length;
      for (let i = 0; i < links.length; i++) out[at + 1 + i] = placeOf[links[i]!]!;
    };

    out.set(words.subarray(0, headerWords));
    const header = new DataView(out.buffer);
    header.setBigUint64(8, BigInt(elements.length), true);
    header.setBigUint64(16, BigInt(elements.length), true);
    header.setInt32(48, highest, true);
    const entry = placeOf[header.getUint32(52, true)]!;
    const stays = entry >= 0 && this.levelOf(elements[entry]!) === highest;
    const highestPlace = elements.findIndex((element) => this.levelOf(element) === highest);
    header.setUint32(52, stays ? entry : highestPlace, true);

    let at = headerWords + elements.length * recordWords;
    elements.forEach((element, place) => {
      const record = headerWords + place * recordWords;
      const vector = this.vectorAt(element);
      out.set(words.subarray(vector, vector + this.dimension), record + (layout.dataOffset >> 2));
      out[record + (layout.labelOffset >> 2)] = labels[place]!;
      putLinks(record, element, 0);
      const level = this.levelOf(element);
      out[at++] = level * layout.listBytes;
      for (let layer = 1; layer <= level; layer++, at += listWords) putLinks(at, element, layer);
    });
    return new Uint8Array(out.buffer);
  }

  private get maxLevel(): number {
    return this.words[48 >> 2]! | 0;
  }

  private vectorAt(element: number): number {
    return (HEADER_BYTES + element * this.layout.recordBytes + this.layout.dataOffset) >> 2;
  }

  private listAt(element: number, level: number): number {
    if (level === 0) return (HEADER_BYTES + element * this.layout.recordBytes) >> 2;
    return this.lists.starts[element]! + (level - 1) * (this.layout.listBytes >> 2);
  }
}

/** New links for whoever linked to an element that is gone. */
function mendLinks(graph: FileGraph, stays: Uint8Array, metric: Metric): MendedLinks {
  const mended: MendedLinks = new Map();
  for (let element = 0; element < stays.length; element++) {
    if (stays[element] === 0) continue;
    for (let level = 0; level <= graph.levelOf(element); level++) {
      const links = mendList(graph, stays, metric, element, level);
      if (links === null) continue;
      const layers = mended.get(element) ?? [];
      layers[level] = links;
      mended.set(element, layers);
    }
  }
  return mended;
}

function mendList(
  graph: FileGraph,
  stays: Uint8Array,
  metric: Metric,
  element: number,
  level: number,
): number[] | null {
  const own: number[] = [];
  const gone: number[] = [];
  for (const link of graph.links(element, level)) (stays[link] === 1 ? own : gone).push(link);
  if (gone.length === 0) return null;
  const seen = new Set([element, ...own, ...gone]);
  const candidates: { other: number; distance: number }[] = [];
  for (let i = 0; i < gone.length; i++) {
    for (const other of graph.links(gone[i]!, level)) {
      if (seen.has(other)) continue;
      seen.add(other);
      if (stays[other] === 1) candidates.push({ other, distance: graph.distance(element, other, metric) });
      else if (gone.length < MOST_LOOKED_BEHIND) gone.push(other);
    }
  }
  candidates.sort((a, b) => a.distance - b.distance || a.other - b.other);
  const most = graph.mostLinks(level);
  for (const { other, distance } of candidates) {
    if (own.length === most) break;
    if (own.every((link) => graph.distance(link, other, metric) >= distance)) own.push(other);
  }
  return own;
}

/** Takes out who had links to it from elements that are gone, and has none now; then who was linked to from there alone. */
function dropUnreachable(graph: FileGraph, stays: Uint8Array, mended: MendedLinks): void {
  const linked = new Int32Array(stays.length);
  const lost = new Set<number>();
  const visit = (element: number, give: (link: number) => void): void => {
    for (let level = 0; level <= graph.levelOf(element); level++)
      (mended.get(element)?.[level] ?? graph.links(element, level)).forEach(give);
  };
  for (let element = 0; element < stays.length; element++) {
    if (stays[element] === 1)
      visit(element, (link) => {
        linked[link]!++;
      });
    else visit(element, (link) => lost.add(link));
  }
  for (const element of lost) {
    if (stays[element] === 0 || linked[element]! > 0) continue;
    stays[element] = 0;
    visit(element, (link) => {
      linked[link]!--;
      lost.delete(link);
      lost.add(link);
    });
  }
}
