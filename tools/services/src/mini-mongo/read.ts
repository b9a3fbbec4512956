import { Aggregator } from "mingo";
import { Double, Int32, Long } from "bson";
import { bsonClass, type Fields, isFields, numberOf } from "#mini-mongo/bson-values";
import { CommandError } from "#mini-mongo/command-error";
import { compareValues } from "#mini-mongo/compare";
import { matches } from "#mini-mongo/match";
import { setAt, valuesAt } from "#mini-mongo/paths";

export function sorted(documents: readonly Fields[], order: Fields): readonly Fields[] {
  const terms = Object.entries(order).map(([path, direction]) => ({
    path,
    descending: numberOf(direction) === -1,
  }));
  return documents.toSorted((one, other) => {
    for (const { path, descending } of terms) {
      const result = compareValues(valuesAt(one, path)[0], valuesAt(other, path)[0]);
      if (result !== 0) return descending ? -result : result;
    }
    return 0;
  });
}

/** The fields that a projection keeps. Only names and 0 or 1 are known here, no expressions. */
export function projected(document: Fields, projection: Fields): Fields {
  const entries = Object.entries(projection).map(
    ([path, keep]) => [path, keep === true || numberOf(keep) === 1] as const,
  );
  const keeps = entries.some(([path, keep]) => keep && path !== "_id");
  const hidden = entries.filter(([, keep]) => !keep).map(([path]) => path);
  if (!keeps && !entries.some(([, keep]) => keep)) {
    return Object.fromEntries(Object.entries(document).filter(([name]) => !hidden.includes(name)));
  }
  const result: Record<string, unknown> = {};
  const kept = entries.filter(([, keep]) => keep).map(([path]) => path);
  for (const name of Object.keys(document)) {
    const whole = kept.includes(name) || (name === "_id" && !hidden.includes("_id"));
    if (whole) setAt(result, name, document[name]);
  }
  for (const path of kept.filter((each) => each.includes("."))) {
    const [value] = valuesAt(document, path);
    if (value !== undefined) setAt(result, path, value);
  }
  return result;
}

/**
 * A pipeline's results. The stages that clients of tests use most are the fake's own, with exact types; from the first
 * other one on, mingo does the rest, on plain numbers.
 * @param documentsOf another collection's documents, for `$lookup`
 */
export function aggregated(
  documents: readonly Fields[],
  pipeline: readonly Fields[],
  documentsOf: (name: string) => readonly Fields[],
): readonly Fields[] {
  let result = documents;
  for (const [index, stage] of pipeline.entries()) {
    const [name = ""] = Object.keys(stage);
    const operand = stage[name];
    if (name === "$match" && isFields(operand)) {
      result = result.filter((document) => matches(document, operand));
    } else if (name === "$sort" && isFields(operand)) result = sorted(result, operand);
    else if (name === "$limit") result = result.slice(0, numberOf(operand));
    else if (name === "$skip") result = result.slice(numberOf(operand));
    // Deterministic, unlike a server's.
    else if (name === "$sample" && isFields(operand))
      result = result.slice(0, numberOf(operand["size"]));
    else return byMingo(result, pipeline.slice(index), documentsOf);
  }
  return result;
}

function byMingo(
  documents: readonly Fields[],
  pipeline: readonly Fields[],
  documentsOf: (name: string) => readonly Fields[],
): readonly Fields[] {
  try {
    const stages = pipeline.map((stage) => plain(stage) as Record<string, unknown>); // as it was: an object
    const aggregator = new Aggregator(stages, {
      collectionResolver: (name) =>
        documentsOf(name).map((each) => plain(each) as Record<string, unknown>),
    });
    return aggregator.run(documents.map((each) => plain(each) as Record<string, unknown>));
  } catch (error) {
    throw new CommandError(40324, "Location40324", `Unrecognized pipeline: ${String(error)}`);
  }
}

/** Numbers as JavaScript has them. */
function plain(value: unknown): unknown {
  if (value instanceof Int32 || value instanceof Double) return value.valueOf();
  if (value instanceof Long) {
    return Number.isSafeInteger(value.toNumber()) ? value.toNumber() : value.toBigInt();
  }
  if (bsonClass(value) === "Decimal128") return Number(String(value));
  if (Array.isArray(value)) return value.map((each) => plain(each));
  if (!isFields(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([name, part]) => [name, plain(part)]));
}
