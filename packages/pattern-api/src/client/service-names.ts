import { isReservedWord } from "@agentflow/core";

/** What a service is called in the generated package, in every form the package needs. */
export interface ServiceNames {
  /** `Library`: stem of the names below. */
  readonly pascal: string;
  /** `createLibrary`: the function that makes a client. */
  readonly create: string;
  /** `createLightLibrary`: the function that makes a small client. */
  readonly createLight: string;
  /** `LightLibraryOptions`: the type of what that takes. */
  readonly lightOptions: string;
  /** `LibraryClient`: the type of what `create` makes. */
  readonly client: string;
  /** `LibraryOptions`: the type of what it takes. */
  readonly options: string;
  /** `LibraryServer`: the type of what chooses one of its servers. */
  readonly server: string;
  /** `library`: the variable that holds a client in documentation and examples. */
  readonly variable: string;
  /** `library-adapter`: name of the npm package; the suffix keeps it from shadowing the vendor's own. */
  readonly packageName: string;
  /** `LIBRARY`: stem of environment variables in documentation and examples. */
  readonly environment: string;
}

/** Names that the generated examples declare or import beside the client. */
const namesInExamples = new Set([
  "client",
  "count",
  "error",
  "item",
  "operations",
  "result",
  "secret",
]);

/** Derives every name from the service's name as the user wrote it. Only ASCII letters and digits are kept. */
export function serviceNames(name: string): ServiceNames {
  const words = wordsOf(name);
  const pascal = words.map((word) => word.charAt(0).toUpperCase() + word.slice(1)).join("");
  const lowerWords = words.map((word) => word.toLowerCase());
  return {
    pascal,
    create: `create${pascal}`,
    createLight: `createLight${pascal}`,
    lightOptions: `Light${pascal}Options`,
    client: `${pascal}Client`,
    options: `${pascal}Options`,
    server: `${pascal}Server`,
    variable: variableName(lowerWords),
    packageName: `${lowerWords.join("-")}-adapter`,
    environment: lowerWords.join("_").toUpperCase(),
  };
}

function wordsOf(name: string): readonly string[] {
  // NFKD splits an accented letter into the letter and its mark, so that "Café" keeps its e.
  const words =
    name
      .normalize("NFKD")
      .replaceAll(/\p{M}/gu, "")
      .match(/[A-Za-z0-9]+/g) ?? [];
  const startsWithLetter = /^[A-Za-z]/.test(words[0] ?? "");
  return startsWithLetter ? words : ["service", ...words];
}

function variableName([first = "", ...rest]: readonly string[]): string {
  const name = first + rest.map((word) => word.charAt(0).toUpperCase() + word.slice(1)).join("");
  return isReservedWord(name) || namesInExamples.has(name) ? `${name}Client` : name;
}
