import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { RunningServer } from "#running-server";
import { type StartOptions, startServer } from "#start-server";

export interface PrometheusOptions extends StartOptions {
  /** What is scraped at `/metrics`: `127.0.0.1:<port>`. */
  readonly targets: readonly string[];
  /** Milliseconds between two scrapes. Default: 100. */
  readonly interval?: number;
}

/**
 * Starts a Prometheus server, asked at `http://127.0.0.1:<port>/api/v1/`. Its first scrape comes after some 5 seconds,
 * whatever the interval: it looks for targets that often.
 * @throws Error when it is not installed, or does not answer in time
 */
export function startPrometheus({
  targets,
  interval = 100,
  ...options
}: PrometheusOptions): Promise<RunningServer> {
  const prepare = async (port: number, folder: string): Promise<readonly string[]> => {
    const file = join(folder, "prometheus.yml");
    // YAML takes JSON too.
    await writeFile(file, JSON.stringify(configuration(targets, interval)));
    return [
      `--config.file=${file}`,
      `--storage.tsdb.path=${join(folder, "data")}`,
      `--web.listen-address=127.0.0.1:${port}`,
    ];
  };
  return startServer(
    "prometheus",
    { scheme: "http", prepare, ready: /Server is ready/, answers },
    options,
  );
}

function configuration(targets: readonly string[], interval: number): object {
  const time = `${interval}ms`;
  return {
    global: { scrape_interval: time, scrape_timeout: time },
    scrape_configs: [{ job_name: "test", static_configs: [{ targets }] }],
  };
}

async function answers(port: number): Promise<boolean> {
  const response = await fetch(`http://127.0.0.1:${port}/-/ready`);
  await response.body?.cancel();
  return response.ok;
}
