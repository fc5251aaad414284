/** The character trigrams of a text, without regard to case and punctuation. */
function trigramsOf(text: string): Set<string> {
  const folded = ` ${text
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()
    .slice(0, 300)} `;
  const trigrams = new Set<string>();
  for (let i = 0; i + 3 <= folded.length; i++) trigrams.add(folded.slice(i, i + 3));
  return trigrams;
}

/**
 * Positions of the `limit` names that look most like `text`, best first, by the Dice coefficient of their character
 * trigrams; names that share less than a quarter with it are left out.
 */
export function suggestNames(text: string, names: readonly string[], limit = 3): number[] {
  const asked = trigramsOf(text);
  const scored: { at: number; likeness: number }[] = [];
  for (const [at, name] of names.entries()) {
    const trigrams = trigramsOf(name);
    let shared = 0;
    for (const trigram of asked) if (trigrams.has(trigram)) shared++;
    const likeness = (2 * shared) / (asked.size + trigrams.size);
    if (likeness >= 0.25) scored.push({ at, likeness });
  }
  return scored
    .sort((a, b) => b.likeness - a.likeness || a.at - b.at)
    .slice(0, limit)
    .map(({ at }) => at);
}
