import type { Connection } from "pg";
import { textValues } from "./check-statement.js";
import type { Statement } from "../../driver/driver.js";

const everything = {};

/** Sends a statement without a name, and what ends it: `sync`, or `flush` where more of it follows. */
export function sendUnnamed(
  connection: Connection,
  statement: Statement,
  end: "flush" | "sync",
): void {
  connection.stream.cork();
  try {
    connection.parse({ name: "", text: statement.text, types: [] }, true);
    connection.bind({ statement: "", values: [...textValues(statement)] }, true);
    connection.execute(everything, true);
    connection[end]();
  } finally {
    connection.stream.uncork();
  }
}
