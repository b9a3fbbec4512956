/** What the user asks for, before any pattern is chosen. */
export interface Requirements {
  /** The service, as the user writes it: `GitHub`. */
  readonly name: string;
  /** Kind of service: `api`, `database` …; every pattern declares one. */
  readonly type?: string;
  /** Where the service's description is: a path, an `https:` URL or `npm:<package>@<version>#<path>`. */
  readonly document?: string;
  /** Package name of the pattern to use, when the user decides instead of the scores. */
  readonly pattern?: string;
  /** The chosen pattern's own configuration, parsed by its `input` schema. */
  readonly options?: Readonly<Record<string, unknown>>;
}

/** Folds a service name for comparison: lower case, letters and digits only. */
export function serviceKey(name: string): string {
  return name
    .normalize("NFKC")
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}]/gu, "");
}
