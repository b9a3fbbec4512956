import type { Dialect } from "../../dialect/dialect.js";
import { quoteName } from "../../sql/identifier.js";
import { codecOf } from "../codec/codec-of.js";
import { wireOf } from "../codec/wire-of.js";
import { fromText, toText } from "../codec/wire-text.js";
import { conditions } from "./conditions.js";
import { mostValues } from "./most-values.js";
import { restriction } from "./restriction.js";
import { queries } from "./queries.js";
import { writes } from "./writes.js";

/** What SQLite speaks, from version 3.44 on. */
export const sqlite: Dialect = {
  title: "SQLite",
  quote: (name) => quoteName(name, { quote: '"' }),

  mostValues,
  placeholder: () => "?",
  // A column converts what is written to it, and what it is compared with ("Datatypes In SQLite", §3, §4.2).
  typed: (placeholder) => placeholder,
  castType: (type) => type,
  codecOf,
  wireOf,
  toText,
  fromText,

  ...conditions,
  ...queries,
  ...writes,

  transactionControl: /^\s*(?:begin|commit|end|rollback|savepoint|release)\b/i,
  // Every transaction is serializable ("Isolation In SQLite"). One that begins with reading, and then writes, could fail
  // although it waited: whoever else has written meanwhile makes its view an old one.
  begin: ({ readOnly }) =>
    readOnly === true ? [restriction, "begin deferred"] : ["begin immediate"],
};
