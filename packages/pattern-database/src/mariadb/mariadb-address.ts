import { serverAddress } from "../dialect/address-form.js";

/** `mariadb://<user>@<host>:<port>/<database>`. */
export const mariadbAddress = serverAddress({
  protocols: ["mariadb:", "mysql:"],
  example: "mariadb://<user>@<host>:<port>/<database>",
  publicParameters: ["socket", "ssl-mode"],
});
