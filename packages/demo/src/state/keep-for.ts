/** Keeps what was last made for the same atlas' part and the same list, so that what follows from it can be compared by identity. */
export function keepFor<Of extends object, In extends object, Out>(
  make: (of: Of, list: In) => Out,
): (of: Of, list: In) => Out {
  const kept = new WeakMap<In, { readonly of: Of; readonly made: Out }>();
  return (of, list) => {
    const last = kept.get(list);
    if (last?.of === of) return last.made;
    const made = make(of, list);
    kept.set(list, { of, made });
    return made;
  };
}
