/**
 * Tries many documents with hostile texts in random places, and prints what gets out.
 * Usage: `node --import ./test/hostile/typescript-hooks.mjs test/hostile/run-fuzz.ts [--count 100000] [--first 1]`
 */
import { parseArgs } from "node:util";
import { fuzz } from "./fuzz.js";

const { values } = parseArgs({
  options: {
    count: { type: "string", default: "100000" },
    first: { type: "string", default: "1" },
  },
});
const [first, count] = [Number(values.first), Number(values.count)];
let [refused, found] = [0, 0];
for (let seed = first; seed < first + count; seed += 1000) {
  const result = fuzz(seed, Math.min(1000, first + count - seed));
  refused += result.refused;
  found += result.escapes.length;
  for (const escape of result.escapes) console.log(escape);
  console.error(
    `${seed - first + result.documents} documents, ${refused} refused, ${found} escapes`,
  );
}
process.exitCode = found === 0 ? 0 : 1;
