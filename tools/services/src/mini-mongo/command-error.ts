import type { Fields } from "#mini-mongo/bson-values";

/** What a command is refused with, as MongoDB reports it (src/mongo/base/error_codes.yml has the codes). */
export class CommandError extends Error {
  readonly code: number;
  readonly codeName: string;
  /** Further fields of the answer: `errInfo`, `keyPattern`, `errorLabels`. */
  readonly details: Fields;

  constructor(code: number, codeName: string, message: string, details: Fields = {}) {
    super(message);
    this.code = code;
    this.codeName = codeName;
    this.details = details;
  }
}
