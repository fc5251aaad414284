/** Mean and standard deviation over the rounds. */
export interface Figure {
  readonly mean: number;
  readonly sd: number;
}

export function figureOf(values: readonly number[]): Figure {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const squares = values.reduce((sum, value) => sum + (value - mean) ** 2, 0);
  return { mean, sd: values.length < 2 ? 0 : Math.sqrt(squares / (values.length - 1)) };
}

/** The value that this share of all does not exceed. */
export function quantileOf(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)]!;
}

/** To three digits; small ones to two places, and the deviation as far as the mean goes. */
export function show({ mean, sd }: Figure): string {
  const places = mean >= 100 ? 0 : mean >= 10 ? 1 : 2;
  return `${mean.toFixed(places)} ± ${sd.toFixed(places)}`;
}
