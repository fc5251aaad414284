/** Width of a text in CSS pixels, set in the map's serif italic at a size. */
export type MeasureText = (text: string, size: number) => number;

const SEPARATOR = ' · ';
const MAX_LINES = 3;
/** A shorter term stays on one line: in two it would look like two terms. */
const LEAST_HALVED = 18;

/**
 * The ways to set a name, best first: one line when it is not too wide, a line a term, long terms on two lines; cut only
 * when none fits. The end of a line parts two terms as well as a dot does.
 */
export function breakName(
  name: string,
  size: number,
  maxWidth: number,
  measure: MeasureText,
): readonly (readonly string[])[] {
  const at = name.indexOf(SEPARATOR);
  const terms = at < 0 ? [name] : [name.slice(0, at), name.slice(at + SEPARATOR.length)];
  const fits = (lines: readonly string[]): boolean => lines.every((line) => measure(line, size) <= maxWidth);
  const widest = Math.max(...terms.map((term) => measure(term, size)));
  const narrow = terms.flatMap((term) =>
    measure(term, size) === widest && term.length >= LEAST_HALVED ? halve(term) : [term],
  );
  // Names of one term or one word have fewer ways.
  const settings = [[name], terms, narrow].filter(
    (lines, place, all) =>
      lines.length <= MAX_LINES && fits(lines) && (place === 0 || lines.length > all[place - 1]!.length),
  );
  return settings.length > 0 ? settings : [terms.map((line) => shorten(line, size, maxWidth, measure))];
}

/** A text of several words as two lines of about the same length. */
function halve(text: string): readonly string[] {
  const gaps = [...text.matchAll(/ /g)].map(({ index }) => index);
  const middle = text.length / 2;
  const gap = gaps.sort((a, b) => Math.abs(a - middle) - Math.abs(b - middle))[0];
  return gap === undefined ? [text] : [text.slice(0, gap), text.slice(gap + 1)];
}

/** A text cut with an ellipsis to fit a width. */
function shorten(text: string, size: number, maxWidth: number, measure: MeasureText): string {
  let shown = text;
  while (shown.length > 2 && measure(shown, size) > maxWidth) {
    shown = `${[...shown]
      .slice(0, Math.max(1, Math.min(120, Math.floor(0.9 * [...shown].length))))
      .join('')
      .trimEnd()}…`;
  }
  return shown;
}
