import { spawn } from "node:child_process";
import { once } from "node:events";
import type { DatabaseModel } from "../../../src/model/database-model.js";
import { mariadb } from "../../../src/mariadb/mariadb.js";
import { type Mariadb, startMariadb } from "../start-mariadb.js";

const own = "shop";

/** Two schemas, and what came of the SQL between them. */
interface ThereAndBack {
  readonly first: DatabaseModel;
  readonly wanted: DatabaseModel;
  /** What the first became by the one script, and what that became by the other. */
  readonly reached: DatabaseModel;
  readonly back: DatabaseModel;
}

/** A server with one database whose schema a test changes and reads. */
export class DriftServer {
  readonly server: Mariadb;

  private constructor(server: Mariadb) {
    this.server = server;
  }

  static async start(): Promise<DriftServer> {
    return new DriftServer(await startMariadb());
  }

  /** Empties the database and makes a schema in it, with foreign keys in any order. */
  async become(sql: string): Promise<DatabaseModel> {
    await this.server.make(own, `set foreign_key_checks = 0; ${sql}`);
    return this.model();
  }

  model(options?: Parameters<Mariadb["read"]>[1]): Promise<DatabaseModel> {
    return this.server.read(own, options);
  }

  rows(sql: string): Promise<readonly unknown[]> {
    return this.server.run(sql, own);
  }

  /** Runs a script as a person would, as its heading says. What fails names the script. */
  async run(script: string, database = own): Promise<void> {
    const login = [
      "--no-defaults",
      "--host=127.0.0.1",
      `--port=${this.server.port}`,
      "--user=root",
    ];
    // Whatever the client's own character set is.
    const flags = ["--binary-mode", "--comments", "--default-character-set=latin1"];
    const child = spawn("mariadb", [...login, ...flags, database], { stdio: "pipe" });
    let told = "";
    child.stderr.setEncoding("utf8").on("data", (text: string) => void (told += text));
    child.stdout.resume();
    // A client that ends early reads no more.
    child.stdin.on("error", () => undefined).end(script);
    const [exitCode] = (await once(child, "close")) as [number | null]; // what the event of a child process gives
    if (exitCode !== 0) throw new Error(`${told}\n${script}`);
  }

  stop(): Promise<void> {
    return this.server.stop();
  }

  /** Makes one schema of another and back again by the SQL of the comparison. */
  async thereAndBack(before: string, after: string): Promise<ThereAndBack> {
    const wanted = await this.become(after);
    const first = await this.become(before);
    const [migration, reversal] = mariadb.compare(first, wanted).scripts;
    await this.run(migration?.text ?? "");
    const reached = await this.model();
    await this.run(reversal?.text ?? "");
    return { first, wanted, reached, back: await this.model() };
  }
}
