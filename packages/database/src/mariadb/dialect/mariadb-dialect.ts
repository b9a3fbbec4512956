import type { Dialect } from "../../dialect/dialect.js";
import type { WireValue } from "../../driver/driver.js";
import { codecOf } from "../codec/codec-of.js";
import { bytesOfHex, hexOf } from "../codec/hex.js";
import { wireOf } from "../codec/wire-of.js";
import { conditions } from "./conditions.js";
import { quoteIdentifier } from "./identifier.js";
import { queries } from "./queries.js";
import { transactions } from "./transactions.js";
import { familyOf } from "./type-family.js";
import { writes } from "./writes.js";

/** What MariaDB speaks, from version 10.5 on. */
export const mariadb: Dialect = {
  title: "MariaDB",
  quote: quoteIdentifier,

  // The protocol counts parameters in 16 bits.
  mostValues: 65_535,
  placeholder: () => "?",
  typed,
  castType: (type) => {
    const family = familyOf(type);
    return family === "bit" || family === "float" ? family : "";
  },
  codecOf,
  wireOf,
  toText: (wire) => (wire instanceof Uint8Array ? hexOf(wire) : textOf(wire)),
  fromText: (text, { description: { type } }) => {
    if (text === null) return null;
    const family = familyOf(type);
    return family === "bytes" || family === "bit" ? bytesOfHex(text) : text;
  },

  ...conditions,
  ...queries,
  ...writes,
  ...transactions,
};

/**
 * The server compares a text with a column as a value of the column's type, and without loss. But it would compare a
 * float with the double that a text stands for, which is nearly always another number, and bits with the number that
 * bytes are as a text.
 */
function typed(placeholder: string, type: string): string {
  if (type === "float") return `cast(${placeholder} as float)`;
  return type === "bit" ? `cast(conv(hex(${placeholder}), 16, 10) as unsigned)` : placeholder;
}

function textOf(wire: Exclude<WireValue, Uint8Array>): string | null {
  return wire === null ? null : String(wire);
}
