import { expect, test } from "vitest";
import { fuzz } from "./fuzz.js";

test(
  "nothing of 300 documents with hostile texts in random places gets out",
  { timeout: 60_000 },
  () => {
    const { refused, escapes } = fuzz(1, 300);
    expect(escapes).toEqual([]);
    // Documents that are refused prove little.
    expect(refused).toBeLessThan(150);
  },
);
