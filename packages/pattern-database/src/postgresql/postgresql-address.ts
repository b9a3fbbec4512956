import { serverAddress } from "../dialect/address-form.js";

/** `postgres://<user>@<host>:<port>/<database>`. */
export const postgresqlAddress = serverAddress({
  protocols: ["postgres:", "postgresql:"],
  example: "postgres://<user>@<host>:<port>/<database>",
  publicParameters: ["dbname", "host", "port", "sslmode", "user"],
});
