/** The shortest text that is the same number of 64 bits. */
export function doubleText(value: number): string {
  return Object.is(value, -0) ? "-0" : String(value);
}

/** Digits that tell any two numbers of 32 bits apart. */
const mostDigits = 9;

/** The shortest text that is the same number of 32 bits. The server's own has six digits, and loses the others. */
export function floatText(value: number): string {
  if (value === 0) return doubleText(value);
  for (let digits = 1; digits < mostDigits; digits += 1) {
    const text = Number(value.toPrecision(digits));
    if (Math.fround(text) === value) return doubleText(text);
  }
  return doubleText(Number(value.toPrecision(mostDigits)));
}
