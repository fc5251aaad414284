/**
 * What the page holds of every paper: enough for lists, the map and its history. Authors, abstract and all else come from the
 * worker when a paper is looked at: see `recordOf`.
 */
export interface PaperCard {
  readonly id: string;
  /** May be empty. */
  readonly title: string;
  readonly year: number | null;
}
