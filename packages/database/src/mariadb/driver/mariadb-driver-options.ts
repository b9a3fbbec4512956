import type { Clock, Secret } from "@agentflow/core/runtime";
import type { DatabaseError } from "../../errors/database-error.js";
import type { PoolOptions } from "../../pool/pool-settings.js";

/** Where a MariaDB server is, and how its connections are kept. */
export interface MariadbDriverOptions {
  /**
   * `mariadb://<user>:<password>@<host>:<port>/<database>`, or the same with `mysql:`. Behind a `?`: `ssl-mode` is
   * `disabled`, `required` (nobody checks who answers), `verify_ca` or `verify_identity`; `socket` is the path of a
   * socket of Unix. A secret is revealed at the first connection.
   */
  readonly connection: string | Secret;
  readonly pool?: PoolOptions | undefined;
  /**
   * Milliseconds after which the server ends a statement. A server that is silent for `pool.connectTimeout` more is
   * given up. Default: the server's own setting, and a silent server is waited for.
   */
  readonly statementTimeout?: number | undefined;
  /** TLS; an `ssl-mode` of the connection comes first. `true` checks the certificate. Default: none. */
  readonly ssl?: boolean | MariadbTls | undefined;
  /** Told when a connection breaks while nobody uses it. Must not throw. */
  readonly onError?: ((error: DatabaseError) => void) | undefined;
  /** Default: the machine's own. */
  readonly clock?: Clock | undefined;
}

/** What `mysql2` takes of the options of `node:tls`. */
export interface MariadbTls {
  /** Certificates that are trusted, in PEM. Default: those that come with Node. */
  readonly ca?: string | undefined;
  /** The client's own certificate and key, in PEM. */
  readonly cert?: string | undefined;
  readonly key?: string | undefined;
  readonly passphrase?: string | undefined;
  /** Whether the server has to have a certificate that is trusted and names its host. Default: true. */
  readonly rejectUnauthorized?: boolean | undefined;
}
