/**
 * True where the CI gives a workflow an identity, which provenance is signed with: GitHub's with the permission
 * `id-token: write`, GitLab's with a token for sigstore. (https://docs.npmjs.com/generating-provenance-statements)
 */
export function offersProvenance(environment: NodeJS.ProcessEnv): boolean {
  return ["ACTIONS_ID_TOKEN_REQUEST_URL", "SIGSTORE_ID_TOKEN"].some((name) => environment[name]);
}
