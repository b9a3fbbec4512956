/**
 * Where an installed pattern comes from: a `registry`, this `workspace`, a `file` or folder of this machine, a `git`
 * repository, the tarball at a `url`, or nowhere, because it is the `project` itself.
 */
export type InstallationSource = "file" | "git" | "project" | "registry" | "url" | "workspace";

const inModules = /[\\/]node_modules[\\/]/;

/**
 * Reads it off what the project asks for, and where it really is: what npm links into a workspace is asked for as if it
 * came from a registry.
 * @param requested as package.json has it: `^1.2.0`, `npm:other@1`, `workspace:*`, `file:../pets`, `github:acme/pets` …
 * @param directory where it is, links followed
 */
export function installationSource(requested: unknown, directory: string): InstallationSource {
  const text = typeof requested === "string" ? requested : "";
  if (text.startsWith("workspace:")) return "workspace";
  if (/^(?:file|link|portal):|^[.~]{0,2}[\\/]/.test(text)) return "file";
  if (
    /^git[+:@]|\.git(?:#|$)|^(?:github|gitlab|bitbucket|gist):|^[\w.-]+\/[\w.-]+(?:#|$)/.test(text)
  )
    return "git";
  if (/^https?:/.test(text)) return "url";
  return inModules.test(directory) ? "registry" : "workspace";
}
