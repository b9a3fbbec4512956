import type { SecretSource } from "./secret-source.js";

/** What a key of a Kubernetes secret may be, which what Docker and systemd allow is part of. */
const fileName = /^(?!\.\.)(?!\.$)[-._A-Za-z0-9]{1,253}$/;

/**
 * Secrets in a folder, one file each, without the line break at its end: as Docker and Kubernetes give them to a
 * container. A file may be a link inside of the folder, as those of Kubernetes are. Refused are names with other
 * characters than letters, digits, `-`, `_` and `.`, links that lead out of the folder, files that are no text in
 * UTF-8, and files of more than 1,048,576 bytes. Needs the file system of Node, Bun or Deno.
 * @param path such as `/run/secrets`
 */
export function directorySecrets(path: string): SecretSource {
  return {
    describe: (name) => `the file "${path}/${name}"`,
    async read(name) {
      if (!fileName.test(name)) throw new RangeError("a file of a secret cannot have this name");
      // Loaded when used: not every runtime has files.
      const { readSecretFile, realFile } = await import("./secret-file.js");
      const file = await realFile(path, name);
      const text = file === undefined ? undefined : await readSecretFile(file);
      return text?.replace(/\r?\n$/, "");
    },
  };
}
