import type { Dialect } from "../../dialect/dialect.js";
import type { TransactionModes } from "../../dialect/transaction-dialect.js";
import { codecOf } from "../codec/codec-of.js";
import { parameterText } from "../codec/parameter-text.js";
import { castType } from "./cast-type.js";
import { conditions } from "./conditions.js";
import { quoteIdentifier } from "./identifier.js";
import { queries } from "./queries.js";
import { textsOf } from "./wire-texts.js";
import { writes } from "./writes.js";

/** What PostgreSQL speaks, from version 13 on. */
export const postgresql: Dialect = {
  title: "PostgreSQL",
  quote: quoteIdentifier,

  // The protocol counts parameters in 16 bits (manual §55.7, Bind).
  mostValues: 65_535,
  placeholder: (position) => `$${position}`,
  typed: (placeholder, type) => `${placeholder}::${type}`,
  castType,
  codecOf,
  wireOf: parameterText,
  // They are texts.
  toText: (wire) => textsOf([wire])[0] ?? null,
  fromText: (text) => text,

  ...conditions,
  ...queries,
  ...writes,

  transactionControl:
    /^\s*(?:begin|start\s+transaction|commit|end|rollback|abort|savepoint|release|prepare\s+transaction)\b/i,
  begin: (modes) => [beginStatement(modes)],
};

function beginStatement({ isolation, readOnly, deferrable }: TransactionModes): string {
  const modes = [
    ...(isolation === undefined ? [] : [`isolation level ${levels[isolation]}`]),
    ...(readOnly === true ? ["read only"] : []),
    ...(deferrable === true ? ["deferrable"] : []),
  ];
  return ["begin", modes.join(", ")].join(" ").trim();
}

/** From a closed list: a program without types may give anything. */
const levels = {
  "read committed": "read committed",
  "repeatable read": "repeatable read",
  serializable: "serializable",
} as const;
