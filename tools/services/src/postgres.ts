import { execFile } from "node:child_process";
import { realpath, writeFile } from "node:fs/promises";
import { connect } from "node:net";
import { dirname, join } from "node:path";
import { promisify } from "node:util";
import { asUser, type Launcher } from "#as-user";
import type { PostgresVersion } from "#npm-postgres";
import type { RunningServer } from "#running-server";
import { commandFile, type ServiceName } from "#services";
import { type StartOptions, startServer } from "#start-server";

export interface PostgresOptions extends StartOptions {
  /** Default: the newest that Debian or the path has. */
  readonly version?: PostgresVersion;
  /** Key and certificate in PEM. Connections may use TLS then. Default: none. */
  readonly tls?: { readonly key: string; readonly cert: string };
  /** A server that this one copies, and follows from then on (streaming replication). Default: a cluster of its own. */
  readonly replicaOf?: Pick<RunningServer, "port">;
}

const run = promisify(execFile);
/** Debian's package brings this user. */
const user = "postgres";
const newCluster = ["-U", "postgres", "-A", "trust", "-E", "UTF8", "--locale=C"] as const;
/** `-R`: with settings by which it follows the server that it is copied from. */
const copiedCluster = ["-R", "-h", "127.0.0.1", "-U", "postgres", "-c", "fast"] as const;

/**
 * Starts a PostgreSQL server with a cluster of its own, whose superuser `postgres` needs no password:
 * `postgres://127.0.0.1:<port>`. It keeps its data when it is killed and restarted, but does not wait for the disk.
 * @throws Error when it is not installed, or does not answer in time
 */
export function startPostgres(options: PostgresOptions = {}): Promise<RunningServer> {
  const { version } = options;
  const name = version === undefined ? "postgres" : (`postgres-${version}` as const);
  const launcher = asUser(user);
  return startServer(
    name,
    {
      scheme: "postgres",
      prepare: (port, folder) => prepare(name, port, folder, launcher, options),
      ready: /ready to accept (?:read-only )?connections/,
      answers,
      // "Fast shutdown": without it the server waits for its clients to leave.
      stopSignal: "SIGINT",
      launcher,
    },
    options,
  );
}

async function prepare(
  name: ServiceName,
  port: number,
  folder: string,
  launcher: Launcher,
  { tls, replicaOf }: PostgresOptions,
): Promise<readonly string[]> {
  const data = join(folder, "data");
  const [key, certificate] = [join(folder, "key.pem"), join(folder, "certificate.pem")];
  await writeFile(key, tls?.key ?? "", { mode: 0o600 });
  await writeFile(certificate, tls?.cert ?? "");
  const own = [folder, key, certificate];
  if (launcher.length > 0) await run("chown", [`${user}:${user}`, ...own]);
  // A link on the path need not have the other programs beside it.
  const programs = dirname(await realpath(commandFile(name) ?? ""));
  const makeCluster =
    replicaOf === undefined
      ? [join(programs, "initdb"), ...newCluster, "-D", data]
      : [join(programs, "pg_basebackup"), ...copiedCluster, "-p", `${replicaOf.port}`, "-D", data];
  // `env` stands for no launcher.
  const [program = "env", ...commandLine] = launcher;
  await run(program, [...commandLine, ...makeCluster, "--no-sync"], { cwd: folder });
  const settings = {
    listen_addresses: "127.0.0.1",
    port,
    unix_socket_directories: folder,
    // Nothing stays outside the folder.
    dynamic_shared_memory_type: "mmap",
    fsync: "off",
    full_page_writes: "off",
    synchronous_commit: "off",
    ...(tls && { ssl: "on", ssl_key_file: key, ssl_cert_file: certificate }),
  };
  const assignments = Object.entries(settings).flatMap(([setting, value]) => [
    "-c",
    `${setting}=${value}`,
  ]);
  return ["-D", data, ...assignments];
}

/** True when the server says whether it speaks TLS (PostgreSQL manual, "SSL Session Encryption"). */
function answers(port: number): Promise<boolean> {
  return new Promise((resolve, reject) => {
    const question = Buffer.from([0, 0, 0, 8, 0x04, 0xd2, 0x16, 0x2f]);
    const socket = connect(port, "127.0.0.1", () => socket.write(question));
    socket.setTimeout(1_000, () => socket.destroy(new Error("PostgreSQL gave no answer.")));
    socket.once("error", reject);
    socket.once("data", (answer) => {
      socket.destroy();
      resolve(/^[SN]/.test(answer.toString()));
    });
    socket.once("close", () => {
      resolve(false);
    });
  });
}
