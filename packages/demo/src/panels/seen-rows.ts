/** Tells which entries of a list are seen, after each of its changes and as one scrolls. */
export interface SeenRows {
  /** From now on these entries are watched, and no others. */
  watch(entries: readonly { readonly node: HTMLElement; readonly row: number }[]): void;
  destroy(): void;
}

export function createSeenRows(onSeen: (rows: readonly number[]) => void): SeenRows {
  let rows = new Map<Element, number>();
  let seen = new Set<number>();
  const observer = new IntersectionObserver((changes) => {
    for (const { target, isIntersecting } of changes) {
      const row = rows.get(target);
      if (row === undefined) continue;
      if (isIntersecting) seen.add(row);
      else seen.delete(row);
    }
    onSeen([...rows.values()].filter((row) => seen.has(row)));
  });
  return {
    watch(entries) {
      observer.disconnect();
      rows = new Map(entries.map(({ node, row }) => [node, row]));
      seen = new Set();
      for (const { node } of entries) observer.observe(node);
    },
    destroy: () => observer.disconnect(),
  };
}
