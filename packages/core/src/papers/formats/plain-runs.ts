/**
 * Text in which LaTeX has nothing to say: it starts behind white space or an opening bracket, not as the argument of a
 * command, and holds no comma, semicolon, `and` or `=`, by which names, keywords and fields are told apart.
 * The letter is looked for first: else white space without end would be walked back from each of its places.
 */
const PLAIN_RUN =
  /(?=[\p{L}\p{N}])(?<=[\s{"])(?<!\\(?:[a-zA-Z]+|.)\s*)(?!and\s).(?:[\p{L}\p{N}\p{M}.:()!?*+/–—“”’…]|(?<!-)-(?!-)|\s+(?!and\s|\s)){15,}/gu;
const OPEN = '\ufdd0';
const CLOSE = '\ufdd1';
const LESS = '\ufdd2';
const GREATER = '\ufdd3';

/**
 * Hides plain text from the LaTeX parser, which needs milliseconds for an abstract and a time that grows with the square
 * of its length: each run becomes one short word. `<` and `>` are hidden too, because the parser sets them as the oldest
 * TeX fonts do (`p < 0.05` as `p ¡ 0.05`), and because what it then writes with `<` is its own markup for certain. The
 * stand-ins are Unicode noncharacters, which no text holds.
 */
export class PlainRuns {
  readonly #runs: string[] = [];

  hide(text: string): string {
    return text
      .replace(/[\ufdd0-\ufdd3]/g, '')
      .replace(PLAIN_RUN, (run: string, offset: number, whole: string) => {
        const isFieldName = whole[offset + run.length] === '=';
        if (isFieldName || !/\s\S/.test(run)) return run;
        const kept = run.trimEnd();
        this.#runs.push(kept);
        return `${OPEN}${this.#runs.length - 1}${CLOSE}${run.slice(kept.length)}`;
      })
      .replace(/</g, LESS)
      .replace(/>/g, GREATER);
  }

  restore(text: string): string {
    if (!/[\ufdd0-\ufdd3]/.test(text)) return text;
    return text
      .replace(/\ufdd0(\d+)\ufdd1/g, (_, index: string) => this.#runs[Number(index)] ?? '')
      .replaceAll(LESS, '<')
      .replaceAll(GREATER, '>');
  }
}
