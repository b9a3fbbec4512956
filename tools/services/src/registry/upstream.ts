import { execFile } from "node:child_process";
import { tmpdir } from "node:os";
import { promisify } from "node:util";
import findCredentials from "registry-auth-token";

const run = promisify(execFile);

/** A registry that another one asks for what it does not hold itself. */
export interface Upstream {
  readonly url: string;
  /** What it demands, if it demands something: `Bearer` and a token. */
  readonly credentials?: { readonly type: string; readonly token: string };
  /** File of the certificates to trust besides Node's own. */
  readonly certificates?: string;
}

/** The npm registry that the user has configured, with the user's credentials and certificates for it. */
export async function configuredRegistry(): Promise<Upstream> {
  // In a folder of no project: npm refuses to tell inside a workspace.
  const { stdout } = await run("npm", ["config", "get", "registry", "cafile"], { cwd: tmpdir() });
  const settings = new Map(
    stdout.split("\n").map((line) => {
      const [name = "", value = ""] = line.split(/=(.*)/);
      return [name, value];
    }),
  );
  const url = settings.get("registry") ?? "";
  const credentials = findCredentials(url, { recursive: true });
  const certificates = settings.get("cafile");
  return {
    url,
    ...(credentials && { credentials }),
    ...(certificates && certificates !== "null" && { certificates }),
  };
}
