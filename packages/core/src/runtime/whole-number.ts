/** @throws RangeError when the value is no whole number from 1 on */
export function wholeNumber(name: string, value: number): void {
  if (Number.isInteger(value) && value >= 1) return;
  throw new RangeError(`${name} is ${value}; it must be a whole number from 1 on.`);
}
