import type { WireValue } from "../driver/driver.js";

/** A value as JSON that tells its type: a text is itself, everything else an array with its type's letter. */
export type WireJson = string | null | readonly ["n" | "i" | "b", string];

/** Every value has one JSON, and no two have the same but the NaNs. */
export function wireJson(wire: WireValue): WireJson {
  if (typeof wire === "number") return ["n", Object.is(wire, -0) ? "-0" : String(wire)];
  if (typeof wire === "bigint") return ["i", String(wire)];
  if (wire instanceof Uint8Array) return ["b", Buffer.from(wire).toString("base64")];
  return wire;
}

/** @throws TypeError when it is no such JSON */
export function wireOfJson(json: unknown): WireValue {
  if (json === null || typeof json === "string") return json;
  if (Array.isArray(json)) {
    const [type, text]: readonly unknown[] = json;
    if (typeof text === "string") {
      if (type === "n") return Number(text);
      if (type === "i") return BigInt(text);
      if (type === "b") return new Uint8Array(Buffer.from(text, "base64"));
    }
  }
  throw new TypeError("That is no value of a row.");
}
