/** The part of `oidc-provider` that the tests use; the package has no types of its own. */
declare module "oidc-provider" {
  import type { RequestListener } from "node:http";

  interface Tokens {
    save(): Promise<string>;
  }

  export class Provider {
    constructor(issuer: string, configuration: object);
    callback(): RequestListener;
    on(event: string, listener: (...values: readonly unknown[]) => void): this;
    readonly Client: { find(id: string): Promise<object | undefined> };
    readonly RefreshToken: new (properties: object) => Tokens;
    readonly Grant: new (properties: object) => Tokens & { addOIDCScope(scope: string): void };
  }
}
