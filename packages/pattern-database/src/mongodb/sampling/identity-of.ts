import { BSON } from "mongodb";

/** A text that two values share when they are the same. */
export function identityOf(value: unknown): string {
  return Buffer.from(BSON.serialize({ value })).toString("base64");
}
