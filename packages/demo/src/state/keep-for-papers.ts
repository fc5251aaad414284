import type { Paper } from 'paper-atlas';

/** Keeps what was last made for the same papers and the same list, so that what follows from it can be compared by identity. */
export function keepForPapers<In extends object, Out>(
  make: (papers: readonly Paper[], list: In) => Out,
): (papers: readonly Paper[], list: In) => Out {
  const kept = new WeakMap<In, { readonly papers: readonly Paper[]; readonly made: Out }>();
  return (papers, list) => {
    const last = kept.get(list);
    if (last?.papers === papers) return last.made;
    const made = make(papers, list);
    kept.set(list, { papers, made });
    return made;
  };
}
