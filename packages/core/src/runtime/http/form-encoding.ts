import type { ParameterStyle } from "../client/operation-description.js";

/** How one property of a form is written, where it is not as usual (OpenAPI 3.1 §4.8.15 "Encoding Object"). */
export interface PropertyEncoding {
  /** Urlencoded forms: as a query parameter of this style. */
  readonly style?: Extract<
    ParameterStyle,
    "form" | "spaceDelimited" | "pipeDelimited" | "deepObject"
  >;
  /** Default: true for `form` and `deepObject`, false for the others. */
  readonly explode?: boolean;
  /** True: reserved characters that cannot end a pair are sent as they are. */
  readonly allowReserved?: boolean;
  /** Multipart forms: media type of the part. */
  readonly contentType?: string;
}

/** By property. */
export type FormEncoding = Readonly<Record<string, PropertyEncoding>>;
