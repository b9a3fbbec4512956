/** Removes credentials from what is reported. */
export interface ReportFilter {
  /** `text` without the credentials. */
  text(text: string): string;
  /** The cause of an error without the credentials. Never throws. */
  cause(cause: unknown): unknown;
}

/** For what is made of the description alone. */
export const nothingToHide: ReportFilter = { text: (text) => text, cause: (cause) => cause };
