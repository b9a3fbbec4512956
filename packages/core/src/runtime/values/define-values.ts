import type { DatePlatform } from "./date-values.js";
import { parseExactly, rounded } from "./exact-json.js";
import { ValueReader, type ValueTypes } from "./read-values.js";
import type { ValueConversion } from "./value-conversion.js";
import type { ValueShape } from "./value-shape.js";
import { ValueWriter } from "./write-values.js";

/** Where one operation has values to convert. */
export interface OperationValues {
  readonly params?: ValueShape;
  /** By status, range such as `4XX`, or `default`. */
  readonly answers?: Readonly<Record<string, ValueShape>>;
  /** Of what a stream holds, by the name of the event; `*` is any other, and what is no event. */
  readonly items?: Readonly<Record<string, ValueShape | null>>;
}

/**
 * Conversions for the operations of a service. Dates become what `types` says; whole numbers of 64 bits are read with
 * all their digits and written as numbers.
 * @param shapes of named schemas
 * @param platform default: the global object
 */
export function defineValues(
  types: ValueTypes,
  shapes: Readonly<Record<string, ValueShape>>,
  // Not every platform that types know has `Temporal`.
  platform: DatePlatform = globalThis as DatePlatform,
): (operation: OperationValues) => ValueConversion {
  const reader = new ValueReader(types, shapes, platform);
  const writer = new ValueWriter(shapes);
  const read = (text: string, shape: ValueShape | null | undefined): unknown => {
    if (types.int64 === undefined || types.int64 === "number")
      return reader.read(JSON.parse(text), shape, "$");
    const { value, large } = parseExactly(text);
    const converted = reader.read(value, shape, "$");
    return large ? rounded(converted) : converted;
  };
  return ({ params, answers = {}, items = {} }) => ({
    // An object stays one.
    toWire: (given) => writer.write(given, params, "") as Readonly<Record<string, unknown>>,
    fromWire: (status, text) =>
      read(text, answers[status] ?? answers[`${Math.trunc(status / 100)}XX`] ?? answers["default"]),
    itemFromWire: (text, event = "*") =>
      read(text, Object.hasOwn(items, event) ? items[event] : items["*"]),
  });
}
