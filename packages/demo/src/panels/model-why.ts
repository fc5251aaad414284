import type { ExplorerState } from '../state/state.ts';
import { words } from '../words.ts';

/** What the model of the atlas is for, and where it runs. */
export function modelWhy({ isOneFile }: Pick<ExplorerState, 'isOneFile'>, id: string): string {
  return isOneFile ? words.oneFile.modelWhy(id) : words.status.modelWhy(id);
}
