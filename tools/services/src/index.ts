export { type MariadbOptions, startMariadb } from "#mariadb";
export { type PostgresOptions, startPostgres } from "#postgres";
export { type PrometheusOptions, startPrometheus } from "#prometheus";
export { startRedis } from "#redis";
export { requireService } from "#require-service";
export type { RunningServer } from "#running-server";
export { missingMessage, missingServices, type ServiceName } from "#services";
export { selfSignedCertificate } from "#self-signed-certificate";
export type { StartOptions } from "#start-server";
