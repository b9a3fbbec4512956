/** Degrees Celsius of a temperature in kelvin, to a hundredth. */
export function celsius(kelvin: number): number {
  return Math.round((kelvin - 273.15) * 100) / 100;
}
