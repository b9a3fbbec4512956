import { depth } from "./structures/depth.js";
import { odd } from "./structures/odd.js";
import { references } from "./structures/references.js";
import { leadingOut, related } from "./structures/related.js";
import { sizes } from "./structures/sizes.js";
import { patterns, limits, numbers } from "./structures/values.js";
import { yaml } from "./structures/yaml.js";
import type { Structure } from "./structures/structure.js";

export type { Structure };

/** Every hostile structure. */
export const structures: readonly Structure[] = [
  ...references,
  ...leadingOut,
  ...related,
  ...yaml,
  ...depth,
  ...sizes,
  ...patterns,
  ...limits,
  ...numbers,
  ...odd,
];
