import type { PagePlayer } from './page-player.ts';

/** One state of the whole page: live in dev, opened and looked at by a test. */
export interface PageScene {
  /** Its name in the address: `page.html?scene=NAME`. */
  readonly name: string;
  /** What to look at. */
  readonly about: string;
  /** Text that is seen in it. */
  readonly shows: string;
  /** In the window of a telephone; otherwise in whatever there is. */
  readonly isPhone?: true;
  /** Brings the page there, by what would have happened: nothing is set that the reducer does not make. */
  readonly play: (player: PagePlayer) => void | Promise<void>;
}
