import type { OtherSamples } from "../../dialect/printing-dialect.js";
import { formSampler, kindSampler } from "../../tests/kind-samples.js";
import { type Convention, conventionOf } from "./declared-type.js";

/** What programs write into columns of types that SQLite itself knows nothing of. `N` stands for a digit. */
const forms: Readonly<Record<Exclude<Convention, "boolean" | "json">, string>> = {
  date: "2024-01-0N",
  time: "03:04:0N",
  timestamp: "2024-01-0N 03:04:05",
  uuid: "00000000-0000-4000-8000-00000000000N",
};

/** Samples of types that are neither numbers nor plain texts. Of these, rules are not understood. */
export const samples: OtherSamples = ({ base, kind, family }, rules) => {
  if (rules.length > 0 || family !== "other") return undefined;
  const ofKind = kindSampler(kind);
  if (ofKind) return ofKind;
  const convention = conventionOf(base);
  if (convention === undefined || convention === "boolean" || convention === "json") {
    return formSampler("any N");
  }
  return formSampler(forms[convention]);
};
