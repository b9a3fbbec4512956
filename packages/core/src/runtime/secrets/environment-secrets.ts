import type { SecretSource } from "./secret-source.js";

export interface EnvironmentSecretsOptions {
  /** Put before every name: `APP_`. Default: nothing. */
  readonly prefix?: string;
  /** Default: `process.env`. */
  readonly environment?: Readonly<Record<string, string | undefined>>;
}

/** Secrets in environment variables. */
export function environmentSecrets({
  prefix = "",
  environment = processEnvironment(),
}: EnvironmentSecretsOptions = {}): SecretSource {
  return {
    describe: (name) => `the environment variable "${prefix}${name}"`,
    read: (name) =>
      Object.hasOwn(environment, prefix + name) ? environment[prefix + name] : undefined,
  };
}

/** `process.env`, and nothing where a runtime has no process. */
export function processEnvironment(): Readonly<Record<string, string | undefined>> {
  return typeof process === "undefined" ? {} : process.env;
}
