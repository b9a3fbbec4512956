import type { OtherSamples } from "../../dialect/printing-dialect.js";
import type { DatabaseModel } from "../../model/database-model.js";
import { builtInSamples } from "./built-in-samples.js";
import { constant, multirangeSampler, rangeSampler } from "./range-samples.js";
import { typeParts } from "./type-parts.js";

/** Samples of composite types, ranges and the built-in types that are neither numbers nor plain texts. */
export function samples(model: DatabaseModel): OtherSamples {
  const parts = typeParts(model);
  return ({ base, kind, family, sizes }, rules) => {
    switch (base.category) {
      case "composite": {
        const attributes = parts.attributes(base);
        return attributes === undefined ? undefined : constant(`(${",".repeat(attributes - 1)})`);
      }
      case "range":
        return rangeSampler(parts.subtype(base));
      case "multirange":
        return multirangeSampler(base.schema === "pg_catalog" ? base.name : "");
      case "base":
        // Of any other type, rules are not understood; of numbers and texts, no value keeps to them.
        return rules.length > 0 || family !== "other"
          ? undefined
          : builtInSamples(base.name, kind, sizes);
      default:
        return undefined;
    }
  };
}
