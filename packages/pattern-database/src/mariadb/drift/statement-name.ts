import { tokensOf } from "../sql/tokens.js";

/** The name in an id such as ``TABLE `orders` ``. */
export function nameOf(id: string): string {
  return tokensOf(id).at(-1)?.value ?? "";
}
