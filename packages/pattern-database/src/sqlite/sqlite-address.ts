import type { AddressForm } from "../dialect/address-form.js";

const protocol = "sqlite:";

/** `sqlite:<path>`. A path is no secret. */
export const sqliteAddress: AddressForm = {
  example: "sqlite:<path>",
  accepts: (text) => text.startsWith(protocol) && /^[^\0]+$/.test(pathOf(text)),
  withoutSecrets: (address) => address,
};

/** The path of an address; `sqlite:///shop.db` is `/shop.db`, as other tools write it. */
export function pathOf(address: string): string {
  return address.slice(protocol.length).replace(/^\/\/(?=.)/, "");
}
