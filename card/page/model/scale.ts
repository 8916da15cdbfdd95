const NICE = [1, 2, 2.5, 5, 10];

/** The next round number that is not below a value: 1, 2, 2.5 or 5 with zeros. */
export function ceiling(value: number): number {
  if (value <= 0) return 1;
  const power = 10 ** Math.floor(Math.log10(value));
  return (NICE.find((step) => step * power >= value * (1 - 1e-9)) ?? 10) * power;
}

/** Round numbers from below `low` to above `high`, about `count` of them. */
export function ticks(low: number, high: number, count: number): number[] {
  const step = ceiling(Math.max(high - low, 1e-9) / count);
  const first = Math.floor(low / step + 1e-9);
  const last = Math.ceil(high / step - 1e-9);
  const found = Array.from({ length: last - first + 1 }, (_, place) => Number(((first + place) * step).toPrecision(12)));
  return found.length > 1 ? found : [found[0] ?? 0, (found[0] ?? 0) + step];
}
