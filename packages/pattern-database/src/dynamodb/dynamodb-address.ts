import type { AddressForm } from "../dialect/address-form.js";

const form = /^dynamodb:\/\/([a-z0-9-]+)\/?(?:\?endpoint=(https?:\/\/[^\s#&@]+))?$/;

/** `dynamodb://<region>`, with `?endpoint=http://<host>:<port>` for one of your own. It holds no credentials. */
export const dynamodbAddress: AddressForm = {
  example: "dynamodb://<region>",
  accepts: (text) => form.test(text),
  withoutSecrets: (address) => address,
};

/** Region and endpoint of an address. */
export function placeOf(address: string): {
  readonly region: string;
  readonly endpoint: string | undefined;
} {
  const [, region = "", endpoint] = form.exec(address) ?? [];
  return { region, endpoint };
}
