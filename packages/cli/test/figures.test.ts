import { describe, expect, test } from "vitest";
import { bytesText, countedText, countText, dollarsText, durationText } from "../src/figures.js";

describe("figures", () => {
  test.each([
    [0, "0"],
    [999, "999"],
    [1223, "1,223"],
    [1234567, "1,234,567"],
  ])("the count %i is %s", (count, text) => {
    expect(countText(count)).toBe(text);
  });

  test("one is not counted in the plural", () => {
    expect(countedText(1, "file")).toBe("1 file");
    expect(countedText(2, "entry", "entries")).toBe("2 entries");
  });

  test.each([
    [999, "999 B"],
    [1000, "1.0 kB"],
    [999_949, "999.9 kB"],
    [999_950, "1.0 MB"],
    [12_912_345, "12.9 MB"],
  ])("%i bytes are %s", (bytes, text) => {
    expect(bytesText(bytes)).toBe(text);
  });

  test.each([
    [0, "0.00 s"],
    [412, "0.41 s"],
    [9994, "9.99 s"],
    [9996, "10.0 s"],
    [99_960, "1 min 40 s"],
    [125_000, "2 min 5 s"],
  ])("%i ms are %s", (milliseconds, text) => {
    expect(durationText(milliseconds)).toBe(text);
  });

  test("dollars have no trailing zeros and no float noise", () => {
    expect(dollarsText(0)).toBe("0 USD");
    expect(dollarsText(0.1 + 0.2)).toBe("0.3 USD");
  });
});
