/** Environment variables, as a parameter. */
export type Environment = Readonly<Record<string, string | undefined>>;

/** The proxies that the variables of curl and most other tools name; the lower-case form wins. */
export function environmentProxies(environment: Environment): {
  readonly httpProxy: string | undefined;
  readonly httpsProxy: string | undefined;
  readonly noProxy: string | undefined;
} {
  return {
    httpProxy: environment["http_proxy"] ?? environment["HTTP_PROXY"],
    httpsProxy: environment["https_proxy"] ?? environment["HTTPS_PROXY"],
    noProxy: environment["no_proxy"] ?? environment["NO_PROXY"],
  };
}
