import type { ValueKind } from "@agentflow/database";
import type { Sampler } from "./sampler.js";

/** Samples of kinds whose values look the same in every database; undefined for numbers and texts. */
export function kindSampler(kind: ValueKind): Sampler | undefined {
  switch (kind) {
    case "boolean":
      return {
        at: (n) => (/^\d+$/.test(n) ? String(Number(n) % 2 === 1) : `${n} % 2 === 1`),
        varies: 2,
      };
    case "bytes":
      return { at: (n) => `Uint8Array.of(0, ${n}, 255)`, varies: 9 };
    case "json":
      return { at: (n) => (n === "n" ? "{ n }" : `{ n: ${n} }`), varies: 9 };
    case "date":
      return { at: (n) => `new Date(Date.UTC(2024, 0, ${n}))`, varies: 9 };
    default:
      return undefined;
  }
}

/** Texts of one form. @param form in which each `N` stands for the same digit */
export function formSampler(form: string): Sampler {
  const parts = form.split("N");
  return {
    at: (n) => (/^\d$/.test(n) ? JSON.stringify(parts.join(n)) : `\`${parts.join(`\${${n}}`)}\``),
    varies: 9,
  };
}
