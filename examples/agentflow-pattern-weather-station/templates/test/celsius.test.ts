import { expect, test } from "vitest";
import { celsius } from "../src/celsius.js";

test.each([
  [0, -273.15],
  [273.15, 0],
  [300, 26.85],
])("%d kelvin are %d degrees", (kelvin, degrees) => {
  expect(celsius(kelvin)).toBe(degrees);
});
