import { selectRows, type VectorMatrix } from '../math/matrix.ts';
import { TopK } from '../math/top-k.ts';
import type { Pace } from '../task.ts';
import { CodeScan } from './code-scan.ts';
import { scanSlots } from './exact.ts';
import { VectorCodes } from './vector-codes.ts';
import type { NeighborTable } from './vector-index.ts';
import { VectorTable } from './vector-table.ts';

/** Rows coded between two looks at the clock. */
const ROWS_A_LOOK = 256;

/**
 * Some rows, asked by others for those that are no farther than a limit by cosine: exact, as an exact index over those
 * rows, and quicker where few are that near.
 */
export class NearRows {
  private readonly vectors: VectorMatrix;
  private readonly table: VectorTable;
  private readonly nearest: TopK;
  private readonly scan: CodeScan | undefined;

  private constructor(vectors: VectorMatrix, table: VectorTable, most: number, codes: VectorCodes | null) {
    this.vectors = vectors;
    this.table = table;
    this.nearest = new TopK(Math.min(most, table.size));
    this.scan = codes ? new CodeScan(table, codes, this.nearest) : undefined;
  }

  /**
   * `most` of them at most are given for each that asks.
   *
   * @throws ExplorerError ABORTED
   */
  static async over(vectors: VectorMatrix, rows: Int32Array, most: number, pace: Pace): Promise<NearRows> {
    const selected = selectRows(vectors, rows);
    if (pace.isDue) await pace.rest();
    const table = VectorTable.over(selected, 'cosine', rows);
    const codes = VectorCodes.create(vectors.dimension) ?? null;
    if (!codes?.reserve(rows.length)) return new NearRows(vectors, table, most, null);
    while (codes.size < rows.length) {
      if (pace.isDue) await pace.rest();
      const to = Math.min(rows.length, codes.size + ROWS_A_LOOK);
      codes.append(table.toMatrix(), table.squaredLengths(), to);
    }
    return new NearRows(vectors, table, most, codes);
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
