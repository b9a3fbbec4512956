/** How addresses of one kind of database are written. */
export interface AddressForm {
  /** For messages: `postgres://<user>@<host>:<port>/<database>`. */
  readonly example: string;
  /** Whether a text is such an address. */
  accepts(text: string): boolean;
  /** An address without its password, and without what else may hold a secret. */
  withoutSecrets(address: string): string;
}

/** What a server's addresses have of their own. */
export interface ServerAddressOptions {
  /** With their colon: `postgres:`. */
  readonly protocols: readonly string[];
  readonly example: string;
  /** Parameters of the query that say where the database is, and are no secret. */
  readonly publicParameters: readonly string[];
}

/** Addresses that are URLs of a server: `<protocol>//<user>:<password>@<host>:<port>/<database>?<parameters>`. */
export function serverAddress(options: ServerAddressOptions): AddressForm {
  const { protocols, example, publicParameters } = options;
  return {
    example,
    accepts: (text) =>
      protocols.some((protocol) => text.startsWith(`${protocol}//`)) &&
      URL.canParse(text) &&
      // A password with a % that encodes nothing reaches no driver.
      isEncoded(text),
    withoutSecrets(address) {
      const url = new URL(address);
      url.password = "";
      url.hash = "";
      for (const name of new Set(url.searchParams.keys())) {
        if (!publicParameters.includes(name)) url.searchParams.delete(name);
      }
      return url.href;
    },
  };
}

/** The password of a server's address, plain; empty when it has none. */
export function passwordOf(address: string): string {
  const { password, searchParams } = new URL(address);
  return decodeURIComponent(password) || (searchParams.get("password") ?? "");
}

function isEncoded(text: string): boolean {
  return !/%(?![\dA-Fa-f]{2})/.test(text) && canDecode(new URL(text).password);
}

function canDecode(text: string): boolean {
  try {
    decodeURIComponent(text);
    return true;
  } catch {
    return false;
  }
}
