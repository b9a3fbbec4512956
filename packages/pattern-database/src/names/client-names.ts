import { isReservedWord } from "@agentflow/core";
import { isGlobalType } from "./type-names.js";

/** What a database is called in the generated package, in every form the package needs. */
export interface ClientNames {
  /** `createShop`: the function that makes a client. */
  readonly create: string;
  /** `Shop`: the type of what it makes. */
  readonly client: string;
  /** `ShopTransaction`: the type of what a transaction gives. */
  readonly transaction: string;
  /** `ShopOptions`: the type of what it takes. */
  readonly options: string;
  /** `shop`: the variable that holds a client in documentation and examples. */
  readonly variable: string;
  /** `shop-database`: name of the npm package. */
  readonly packageName: string;
  /** `SHOP_URL`: environment variable in documentation and examples. */
  readonly environment: string;
}

/** Names that the examples and tests declare or import beside the client. */
const namesInExamples = new Set([
  "count",
  "error",
  "first",
  "row",
  "rows",
  "scene",
  "secret",
  "sql",
  "test",
  "tx",
]);

/** Derives every name from the database's name as the user wrote it. Only ASCII letters and digits are kept. */
export function clientNames(name: string): ClientNames {
  const words = wordsOf(name);
  const pascal = words.map(capitalised).join("");
  const lower = words.map((word) => word.toLowerCase());
  const variable = (lower[0] ?? "") + lower.slice(1).map(capitalised).join("");
  return {
    create: `create${pascal}`,
    client: isGlobalType(pascal) ? `${pascal}Database` : pascal,
    transaction: `${pascal}Transaction`,
    options: `${pascal}Options`,
    variable:
      isReservedWord(variable) || namesInExamples.has(variable) ? `${variable}Database` : variable,
    packageName: `${lower.join("-")}-database`,
    environment: `${lower.join("_").toUpperCase()}_URL`,
  };
}

function wordsOf(name: string): readonly string[] {
  // NFKD splits an accented letter into the letter and its mark, so that "Café" keeps its e.
  const words =
    name
      .normalize("NFKD")
      .replaceAll(/\p{M}/gu, "")
      .match(/[A-Za-z0-9]+/g) ?? [];
  return /^[A-Za-z]/.test(words[0] ?? "") ? words : ["database", ...words];
}

function capitalised(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1);
}
