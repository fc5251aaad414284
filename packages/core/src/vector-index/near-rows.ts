import { selectRows, type VectorMatrix } from '../math/matrix.ts';
import { TopK } from '../math/top-k.ts';
import type { Pace } from '../task.ts';
import { CodeScan } from './code-scan.ts';
import { scanSlots } from './exact.ts';
import { VectorCodes } from './vector-codes.ts';
import type { NeighborTable } from './vector-index.ts';
import { VectorTable } from './vector-table.ts';

/**
 * Some rows, asked by others for those that are no farther than a limit by cosine: exact, as an exact index over those
 * rows, and quicker where few are that near.
 */
export class NearRows {
  private readonly vectors: VectorMatrix;
  private readonly table: VectorTable;
  private readonly nearest: TopK;
  private readonly scan: CodeScan | undefined;

  /** `most` of them at most are given for each that asks. */
  constructor(vectors: VectorMatrix, rows: Int32Array, most: number) {
    this.vectors = vectors;
    this.table = VectorTable.over(selectRows(vectors, rows), 'cosine', rows);
    this.nearest = new TopK(Math.min(most, rows.length));
    const codes = VectorCodes.create(vectors.dimension);
    if (!codes?.reserve(rows.length)) return;
    codes.append(this.table.toMatrix(), this.table.squaredLengths(), rows.length);
    this.scan = new CodeScan(this.table, codes, this.nearest);
  }

  /**
   * A line for `row`, nearest first, padded with -1 and +Infinity: of these rows those at `limit` or nearer, and perhaps
   * some that are farther, behind them.
   *
   * @throws ExplorerError ABORTED
   */
  async nearestTo(row: number, limit: number, pace: Pace): Promise<NeighborTable> {
    const { nearest, scan, table, vectors } = this;
    const { data, dimension } = vectors;
    const k = nearest.capacity;
    if (scan && table.squaredLength(data, row * dimension) > 0) await scan.search(vectors, row, pace, limit);
    else await scanSlots(table, table.liveSlots(), vectors, row, nearest, pace);
    const line = { indices: new Int32Array(k), distances: new Float32Array(k), count: 1, k };
    nearest.drain(line.indices, line.distances, 0);
    return line;
  }
}
