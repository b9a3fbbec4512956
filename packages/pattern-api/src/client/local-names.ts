import { Code, isReservedWord } from "@agentflow/core";

/** What the functions that make clients declare. */
const taken: ReadonlySet<string> = new Set([
  "client",
  "clientOptions",
  "credentials",
  "headers",
  "light",
  "operations",
  "options",
  "others",
  "server",
  "service",
  "runtime",
  "tokenEndpoints",
]);

/** An option may be called like a word of the language, or like something that the function declares. */
export function localName(option: string): string {
  return isReservedWord(option) || taken.has(option) ? `${option}_` : option;
}

/** `token`, or `apiKey: local`. */
export function credentialPair(key: string, value: string): string {
  return key === value ? key : `${Code.propertyName(key).toString()}: ${value}`;
}
