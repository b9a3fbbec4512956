import type { ParameterStyle } from "../client/operation-description.js";

/** How one property of a form is written, where it is not as usual (OpenAPI 3.1.1 §4.8.15 "Encoding Object"). */
export interface PropertyEncoding {
  /** As a query parameter of this style; in multipart forms each of its pairs is a part, without percent-encoding. */
  readonly style?: Extract<
    ParameterStyle,
    "form" | "spaceDelimited" | "pipeDelimited" | "deepObject"
  >;
  /** Default: true for `form` and `deepObject`, false for the others. */
  readonly explode?: boolean;
  /** Urlencoded forms: true sends reserved characters that cannot end a pair as they are. */
  readonly allowReserved?: boolean;
  /** Multipart forms: media type of the part. */
  readonly contentType?: string;
  /** Multipart forms: further header fields of the part. */
  readonly headers?: Readonly<Record<string, string>>;
}

/** By property. */
export type FormEncoding = Readonly<Record<string, PropertyEncoding>>;
