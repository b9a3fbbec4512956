import type { Dialect } from "../../src/dialect/dialect.js";
import type { Driver } from "../../src/driver/driver.js";

/** A driver that reaches nothing. */
export function unreachable(dialect: Dialect): Driver {
  return {
    dialect,
    run: () => Promise.reject(new Error("A statement was run.")),
    connect: () => Promise.reject(new Error("A connection was taken.")),
    close: () => Promise.resolve(),
  };
}
