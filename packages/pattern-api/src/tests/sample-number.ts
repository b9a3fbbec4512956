import { bound, numberConforms } from "./conforms.js";
import { listOf, type SchemaObject } from "./schema-index.js";

/** A number that satisfies the schema, the simplest first; `undefined` when none is found simply. */
export function sampleNumber(keywords: SchemaObject): number | undefined {
  const integer = listOf(keywords["type"]).includes("integer");
  const multiple =
    typeof keywords["multipleOf"] === "number" && keywords["multipleOf"] > 0
      ? keywords["multipleOf"]
      : 1;
  const exclusive = keywords["exclusiveMinimum"];
  const least = Math.max(bound(keywords["minimum"], -Infinity), bound(exclusive, -Infinity));
  const most = Math.min(
    bound(keywords["maximum"], Infinity),
    bound(keywords["exclusiveMaximum"], Infinity),
  );
  const fromLeast = Number.isFinite(least) ? Math.ceil(least / multiple) * multiple : undefined;
  const fromMost = Number.isFinite(most) ? Math.floor(most / multiple) * multiple : undefined;
  const middle = Number.isFinite(least) && Number.isFinite(most) ? (least + most) / 2 : undefined;
  const tried = [
    1,
    multiple,
    fromLeast,
    fromLeast === undefined ? undefined : fromLeast + multiple,
    fromMost,
    fromMost === undefined ? undefined : fromMost - multiple,
    0,
    middle,
  ];
  return tried.find(
    (value) =>
      value !== undefined &&
      Number.isFinite(value) &&
      (!integer || Number.isSafeInteger(value)) &&
      numberConforms(value, keywords),
  );
}
