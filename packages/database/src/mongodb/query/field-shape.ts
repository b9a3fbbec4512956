import type { DocumentType, ValueType } from "../description/value-type.js";

/** What conditions a field can have. */
export interface FieldShape {
  /** Holds single values: a list of them may stand for `in`. */
  readonly scalar: boolean;
  /** Holds single values only. */
  readonly plain: boolean;
  readonly text: boolean;
  /** The documents that it holds. */
  readonly document: DocumentType | undefined;
  /** What the arrays that it holds are of. */
  readonly items: ValueType | undefined;
}

export function shapeOf(type: ValueType): FieldShape {
  const types = membersOf(type).filter((each) => each !== "null");
  const scalars = types.filter((each) => typeof each === "string");
  return {
    scalar: scalars.length > 0 || types.length === 0,
    plain: scalars.length === types.length && !types.includes("any"),
    text: types.includes("string") || types.includes("any"),
    document: types.find((each) => typeof each === "object" && "fields" in each),
    items: types.find((each) => typeof each === "object" && "items" in each)?.items,
  };
}

export function membersOf(type: ValueType): readonly ValueType[] {
  return typeof type === "object" && "oneOf" in type
    ? type.oneOf.flatMap((each) => membersOf(each))
    : [type];
}
