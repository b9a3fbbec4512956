import type { WireValue } from "../../driver/driver.js";
import type { ColumnPlan } from "../../table/column-plan.js";
import type { TextWireCodec } from "../codec/text-wire-codec.js";

/** The values of columns as what they are: this dialect's codecs make nothing but texts. */
export function textsOf(values: readonly WireValue[]): readonly (string | null)[] {
  return values as readonly (string | null)[];
}

/** True when no text of the column needs quotes within an array. */
export function isPlain({ codec }: ColumnPlan): boolean {
  // This dialect made it.
  return (codec as TextWireCodec).plain === true;
}

/** True when a name that is not built in stands in a column's type. */
export function isForeignType({ type }: ColumnPlan): boolean {
  return type.includes('"') || type.includes(".");
}
