import type { ParameterDescription } from "../client/operation-description.js";
import { ParameterError, plainText } from "./parameter-text.js";

/** Writes a value as it stands in the request; empty when there is nothing to send. */
export type ParameterWriter = (value: unknown) => string;

/** How values of one parameter are written: made once for an operation, used in every call. */
export type WriterOf = (name: string, description: ParameterDescription) => ParameterWriter;

/**
 * Parameters of one text, number or boolean, which have no style.
 * @throws {ParameterError} when the description says more than the place
 */
export const plainWriter: WriterOf = (name, description) => {
  const { in: place } = description;
  if (Object.keys(description).length > 1) {
    throw new ParameterError(`the parameter "${name}" needs anyRequest`);
  }
  const encode = place === "header" ? String : encodeURIComponent;
  const prefix = /^(?:query|cookie)$/.test(place) ? `${encode(name)}=` : "";
  return (value) => prefix + encode(plainText(value, name));
};
