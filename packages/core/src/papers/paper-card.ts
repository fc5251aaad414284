import { isPaper, type Paper } from './paper.ts';

/** A paper without its abstract, which is most of it: what lists and filters need. */
export type PaperCard = Omit<Paper, 'abstract'>;

/** A card as it is stored beside the papers. */
export interface StoredCard extends PaperCard {
  readonly hasAbstract: boolean;
}

export function toStoredCard({ abstract, ...card }: Paper): StoredCard {
  return { ...card, hasAbstract: abstract !== '' };
}

/** True when every field is there and of its type; further properties do not matter. */
export function isStoredCard(value: unknown): value is StoredCard {
  return (
    typeof value === 'object' &&
    value !== null &&
    typeof Reflect.get(value, 'hasAbstract') === 'boolean' &&
    isPaper({ ...value, abstract: '' })
  );
}
