import type { SecretSource } from "./secret-source.js";

export interface EnvFileSecretsOptions {
  /** Put before every name: `APP_`. Default: nothing. */
  readonly prefix?: string;
}

/**
 * Secrets in a `.env` file, in the format that Node's `--env-file` reads. A file that changed is read again, one that
 * is not there holds nothing, one of more than 1,048,576 bytes is refused. Needs the file system of Node, Bun or Deno.
 * @param path relative to the working directory, or absolute
 */
export function envFileSecrets(
  path: string,
  { prefix = "" }: EnvFileSecretsOptions = {},
): SecretSource {
  let version: string | undefined;
  let variables: Readonly<Record<string, string | undefined>> = {};
  return {
    describe: (name) => `"${prefix}${name}" in the file "${path}"`,
    async read(name) {
      // Loaded when used: not every runtime has files.
      const { parseVariables, readSecretFile, versionOf } = await import("./secret-file.js");
      const current = await versionOf(path);
      // Before it is read: what changes meanwhile counts as changed the next time.
      if (current !== version) {
        variables = parseVariables((await readSecretFile(path)) ?? "");
        version = current;
      }
      return Object.hasOwn(variables, prefix + name) ? variables[prefix + name] : undefined;
    },
  };
}
