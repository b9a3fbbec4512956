import type { ServiceModel } from "../model/api-model.js";

/** One credential that the client takes as an option of its own. */
export interface AuthOption {
  /** Name of the option: `token`. */
  readonly option: string;
  /** What it is and how it is sent, as a sentence. */
  readonly doc: string;
}

/** Every credential that any way of authentication needs, each once, in the order of preference. */
export function authOptions({ auth }: ServiceModel): readonly AuthOption[] {
  const options = new Map<string, string>();
  for (const { option, doc } of auth.flatMap(describe)) {
    if (!options.has(option)) options.set(option, doc);
  }
  return [...options].map(([option, doc]) => ({ option, doc }));
}

function describe(auth: ServiceModel["auth"][number]): readonly AuthOption[] {
  switch (auth.type) {
    case "bearer":
      return [{ option: auth.option, doc: "Token, sent as `Authorization: Bearer …`." }];
    case "basic":
      return [
        {
          option: auth.username,
          doc: "User name, sent with the password as `Authorization: Basic …`.",
        },
        {
          option: auth.password,
          doc: "Password, sent with the user name as `Authorization: Basic …`.",
        },
      ];
    case "apiKey":
      return [{ option: auth.option, doc: `Key, sent as the ${place[auth.in]} \`${auth.name}\`.` }];
  }
}

const place = { header: "header", query: "query parameter", cookie: "cookie" };
