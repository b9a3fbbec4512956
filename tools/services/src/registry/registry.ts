import { execFile } from "node:child_process";
import { promisify } from "node:util";
import type { RunningServer } from "#running-server";

const run = promisify(execFile);

/** A registry of npm packages of its own for a test, with one user who may publish. */
export class Registry {
  /** Ends with a slash, as npm writes it. */
  readonly url: string;
  /**
   * The environment of a user's commands: this registry and the right to publish there, and nothing of the workspace's
   * own npm settings, which npm hands down to the processes it starts.
   */
  readonly environment: NodeJS.ProcessEnv;
  readonly #server: RunningServer;

  private constructor(server: RunningServer, token: string) {
    this.#server = server;
    this.url = `${server.url}/`;
    const outside = Object.entries(process.env).filter(([name]) => !/^npm_/i.test(name));
    this.environment = {
      ...Object.fromEntries(outside),
      npm_config_registry: this.url,
      [`npm_config_${this.url.replace("http:", "")}:_authToken`]: token,
      // What npm remembers of a registry on this port may be another one's.
      npm_config_prefer_online: "true",
      npm_config_loglevel: "error",
      npm_config_fund: "false",
      npm_config_audit: "false",
      npm_config_update_notifier: "false",
    };
  }

  /** Registers the user. */
  static async open(server: RunningServer): Promise<Registry> {
    const name = "publisher";
    const response = await fetch(`${server.url}/-/user/org.couchdb.user:${name}`, {
      method: "PUT",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ name, password: "not a secret" }),
    });
    const { token } = (await response.json()) as { token?: unknown }; // any other answer has none
    if (typeof token !== "string") {
      await server.stop();
      throw new Error(`The registry registered no user: status ${response.status}.`);
    }
    return new Registry(server, token);
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

  /** Ends it, and removes what it holds. */
  async stop(): Promise<void> {
    await this.#server.stop();
  }
}
