import { startRedis } from "#index";

const { url } = await startRedis();
process.stdout.write(url, () => {
  process.kill(process.pid, "SIGKILL");
});
