import { Code, keyLiteral } from "@agentflow/core";
import type { ServiceModel } from "../model/api-model.js";
import { credentialPair, localName } from "./local-names.js";

/** A header field that is an option of the client. */
export interface HeaderOptionView {
  readonly doc: Code;
  readonly option: Code;
  /** Name it has in the function. */
  readonly local: Code;
  /** `"x-account": account`: the member of the headers. */
  readonly member: Code;
}

/** The header fields that are options of the client. */
export function headerOptions({
  headerOptions: options,
}: Pick<ServiceModel, "headerOptions">): readonly HeaderOptionView[] {
  return options.map(({ option, header, description }) => ({
    doc: Code.comment(`${description} Sent as ${header}.`, "  "),
    option: Code.propertyName(option),
    local: Code.identifier(localName(option)),
    // Made by the key printer, of identifiers.
    member: Code.trusted(`${keyLiteral(header.toLowerCase())}: ${localName(option)}`),
  }));
}

/** What is taken out of a client's options: what makes its headers, and these. */
export function takenHeaders({
  headerOptions: options,
}: Pick<ServiceModel, "headerOptions">): readonly string[] {
  if (options.length === 0) return [];
  return [...options.map(({ option }) => credentialPair(option, localName(option))), "headers"];
}
