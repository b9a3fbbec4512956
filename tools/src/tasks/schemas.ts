import { runScript } from "../command.ts";
import { build } from "./build.ts";

/** Writes every pattern's `input.schema.json` from the schema in its code. */
export function schemas(): number {
  const built = build();
  return built === 0 ? runScript("tools/src/write-input-schemas.ts") : built;
}
