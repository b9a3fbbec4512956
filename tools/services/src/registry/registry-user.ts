import { execFile } from "node:child_process";
import { promisify } from "node:util";

const run = promisify(execFile);

/** Who may publish at a registry. In another process it is made again from its URL and token. */
export class RegistryUser {
  /** The registry's; ends with a slash, as npm writes it. */
  readonly url: string;
  /** Good for this registry only, which ends with the test. */
  readonly token: string;

  constructor(url: string, token: string) {
    this.url = url;
    this.token = token;
  }

  /** The environment of a user's commands: this registry, and the right to publish there. */
  get environment(): NodeJS.ProcessEnv {
    return this.environmentBehind(this.url);
  }

  /**
   * The same behind a proxy. It has nothing of the workspace's own npm settings, which npm hands down to the processes
   * that it starts.
   * @param url the proxy's; ends with a slash
   */
  environmentBehind(url: string): NodeJS.ProcessEnv {
    const outside = Object.entries(process.env).filter(([name]) => !/^npm_/i.test(name));
    return {
      ...Object.fromEntries(outside),
      npm_config_registry: url,
      [`npm_config_${url.replace("http:", "")}:_authToken`]: this.token,
      // What npm remembers of a registry on this port may be another one's.
      npm_config_prefer_online: "true",
      npm_config_loglevel: "error",
      npm_config_fund: "false",
      npm_config_audit: "false",
      npm_config_update_notifier: "false",
    };
  }

  /**
   * Publishes a packed package, or a folder that is one, as `npm publish` does. Nothing of it is run.
   * @param tag of the version. Default: `latest`
   * @throws Error with npm's own words when the registry refuses it
   */
  async publish(tarball: string, tag = "latest"): Promise<void> {
    await run("npm", ["publish", tarball, "--ignore-scripts", "--access", "public", "--tag", tag], {
      env: this.environment,
    });
  }

  /** The versions of a package that it holds, the first published first. */
  async versions(name: string): Promise<readonly string[]> {
    const response = await fetch(`${this.url}${name.replace("/", "%2f")}`);
    if (response.status === 404) return [];
    const { versions = {} } = (await response.json()) as {
      versions?: Readonly<Record<string, object>>;
    }; // npm's format
    return Object.keys(versions);
  }
}
