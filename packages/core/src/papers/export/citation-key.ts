import type { Paper } from '../paper.ts';

const KEY = /^[A-Za-z0-9][A-Za-z0-9_:./+-]*$/;
/** Words that say nothing at the beginning of a title. */
const LITTLE = new Set(
  'a an and are as at by can do does for from how in is of on or the to toward towards what when why with'.split(
    ' ',
  ),
);
/** Words of the title, where neither name nor year tell papers apart. */
const TITLE_WORDS = 3;

/**
 * What a paper is cited by: the key that its source gave it, else family name of the first author, year and first telling
 * word of the title (`bastings2019interpretable`), in letters and digits of ASCII; without both author and year, the first words of the title.
 */
export function citationKey({
  authors,
  year,
  title,
  extra,
}: Pick<Paper, 'authors' | 'year' | 'title' | 'extra'>): string {
  const given = extra['bibtexKey'];
  if (typeof given === 'string' && KEY.test(given)) return given;
  const words = wordsOf(title);
  const telling = words.filter((word) => !LITTLE.has(word));
  const family = wordsOf(familyOf(authors[0] ?? '')).join('');
  const from = telling.length > 0 ? telling : words;
  const named = family !== '' || year !== null;
  const parts = named ? [family, year ?? '', from[0] ?? ''] : [from.slice(0, TITLE_WORDS).join('-')];
  return parts.join('') || 'paper';
}

function familyOf(name: string): string {
  const comma = name.indexOf(',');
  if (comma > 0) return name.slice(0, comma);
  return (
    name
      .trim()
      .split(/\s+/)
      .findLast((part) => !/^(?:jr|sr|[ivx]+)\.?$/i.test(part)) ?? ''
  );
}

/** Words in lower case, without accents; letters outside ASCII are left out. */
function wordsOf(text: string): string[] {
  const plain = text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();
  return plain.match(/[a-z0-9]+/g) ?? [];
}
