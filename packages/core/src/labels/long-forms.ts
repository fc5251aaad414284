import type { Sense, SenseTable } from './senses.ts';
import type { Steps } from './steps.ts';

interface LongForm {
  readonly units: readonly number[];
  /** What is written for it. */
  readonly unit: number;
}

/** All ways to write out abbreviations, so that a text is searched for them. */
export class LongForms {
  /** For each unit of more than one word the last one of them. */
  readonly heads = new Map<number, number>();
  private readonly byFirst = new Map<number, LongForm[]>();

  /** Shorter ones first, for they stand in longer ones: "multimodal LLMs" are "multimodal large language models". */
  *addAll(senses: SenseTable): Steps<void> {
    const forms = senses
      .settled()
      .flatMap(({ variants, usual, unit }: Sense) =>
        Array.from(variants.values(), ({ units }) => ({ units, unit, isUsual: units === usual })),
      );
    forms.sort((a, b) => a.units.length - b.units.length);
    for (const { units, unit, isUsual } of forms) {
      const meant = units.map((part) => {
        const meaning = senses.usualMeaningOf(part);
        return meaning >= 0 ? meaning : part;
      });
      const nested = this.contract(meant);
      const head = nested.at(-1)!;
      if (isUsual && head !== unit && !this.heads.has(unit)) this.heads.set(unit, head);
      this.add({ units, unit });
      if (nested.length !== units.length || nested.some((part, i) => part !== units[i]))
        this.add({ units: nested, unit });
      yield;
    }
  }

  /** The longest that stands at `from`, or null. */
  findAt(units: ArrayLike<number>, from: number): LongForm | null {
    const found = this.byFirst
      .get(units[from]!)
      ?.find((form) => form.units.every((unit, i) => units[from + i] === unit));
    return found ?? null;
  }

  private contract(units: readonly number[]): number[] {
    const contracted: number[] = [];
    for (let at = 0; at < units.length; ) {
      const form = this.findAt(units, at);
      contracted.push(form?.unit ?? units[at]!);
      at += form?.units.length ?? 1;
    }
    return contracted;
  }

  private add(form: LongForm): void {
    const forms = this.byFirst.get(form.units[0]!) ?? [];
    if (forms.some(({ units }) => units.join(' ') === form.units.join(' '))) return;
    const at = forms.findIndex(({ units }) => units.length < form.units.length);
    forms.splice(at < 0 ? forms.length : at, 0, form);
    this.byFirst.set(form.units[0]!, forms);
  }
}
