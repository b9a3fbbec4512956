import type { Connection } from "pg";
import type { Statement } from "../../driver/driver.js";

const everything = {};

/** Sends a statement without a name, and what ends it: `sync`, or `flush` where more of it follows. */
export function sendUnnamed(
  connection: Connection,
  { text, values }: Statement,
  end: "flush" | "sync",
): void {
  connection.stream.cork();
  try {
    connection.parse({ name: "", text, types: [] }, true);
    // `pg` types a list that it could write to; it only reads it.
    connection.bind({ statement: "", values: values as (string | null)[] }, true);
    connection.execute(everything, true);
    connection[end]();
  } finally {
    connection.stream.uncork();
  }
}
