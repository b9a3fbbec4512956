import type { RunningServer } from "#running-server";
import { RegistryUser } from "#registry/registry-user";

/** What has to be known of its process. */
type Server = Pick<RunningServer, "url" | "stop">;

/** A registry of npm packages of its own for a test, and its one user. */
export class Registry extends RegistryUser {
  readonly #server: Server;

  private constructor(server: Server, token: string) {
    super(`${server.url}/`, token);
    this.#server = server;
  }

  /**
   * Registers the user.
   * @throws Error when it is refused; the server is stopped then
   */
  static async open(server: Server): Promise<Registry> {
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

  /** Ends it, and removes what it holds. */
  async stop(): Promise<void> {
    await this.#server.stop();
  }
}
