import { once } from "node:events";
import { createServer, type Server } from "node:http";
import { createRequire } from "node:module";
import { CreateTableCommand, DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { afterAll, beforeAll } from "vitest";
import {
  createDynamoDatabase,
  type DynamoDatabase,
} from "../../src/dynamodb/create-dynamo-database.js";
import type { DynamoOptions } from "../../src/dynamodb/dynamo-options.js";
import { defineDynamoTable } from "../../src/dynamodb/table/dynamo-table-description.js";
import type { DynamoValue } from "../../src/dynamodb/item/dynamo-value.js";

export interface Order {
  readonly customer: string;
  readonly number: number;
  readonly status?: string;
  readonly total?: string;
  readonly count?: bigint;
  readonly weight?: number;
  readonly paid?: boolean;
  readonly raw?: Uint8Array;
  readonly more?: DynamoValue;
  readonly version?: number;
}

export const orders = defineDynamoTable<Order, Pick<Order, "customer" | "number">, "byStatus">({
  name: "orders",
  partitionKey: "customer",
  sortKey: "number",
  attributes: [
    { name: "customer", kind: "string" },
    { name: "number", kind: "number" },
    { name: "status", kind: "string" },
    { name: "total", kind: "decimal" },
    { name: "count", kind: "bigint" },
    { name: "weight", kind: "number" },
    { name: "paid", kind: "boolean" },
    { name: "raw", kind: "bytes" },
    { name: "version", kind: "number" },
  ],
  indexes: [{ name: "byStatus", partitionKey: "status", sortKey: "number" }],
  version: "version",
});

const people = defineDynamoTable<
  { readonly id: string; readonly [name: string]: DynamoValue },
  { readonly id: string }
>({
  name: "people",
  partitionKey: "id",
  attributes: [{ name: "id", kind: "string" }],
  indexes: [],
});

export const tables = { orders, people };
export type Shop = DynamoDatabase<typeof tables>;

export const local: DynamoOptions = {
  region: "eu-west-1",
  credentials: { accessKeyId: "local", secretAccessKey: "local-secret" },
};

/** Tables on a dynalite of their own, for the tests of a file. */
export function openShop(): () => { readonly shop: Shop; readonly endpoint: string } {
  let opened: { shop: Shop; endpoint: string } | undefined;
  let server: Server | undefined;
  beforeAll(async () => {
    // It has no types of its own.
    const dynalite = createRequire(import.meta.url)("dynalite") as (options: object) => Server;
    server = dynalite({ createTableMs: 0, deleteTableMs: 0 });
    const endpoint = await listening(server);
    const client = new DynamoDBClient({
      region: "eu-west-1",
      endpoint,
      credentials: { accessKeyId: "x", secretAccessKey: "x" },
    });
    await client.send(
      new CreateTableCommand({
        TableName: "orders",
        BillingMode: "PAY_PER_REQUEST",
        AttributeDefinitions: [
          { AttributeName: "customer", AttributeType: "S" },
          { AttributeName: "number", AttributeType: "N" },
          { AttributeName: "status", AttributeType: "S" },
        ],
        KeySchema: [
          { AttributeName: "customer", KeyType: "HASH" },
          { AttributeName: "number", KeyType: "RANGE" },
        ],
        GlobalSecondaryIndexes: [
          {
            IndexName: "byStatus",
            KeySchema: [
              { AttributeName: "status", KeyType: "HASH" },
              { AttributeName: "number", KeyType: "RANGE" },
            ],
            Projection: { ProjectionType: "ALL" },
          },
        ],
      }),
    );
    await client.send(
      new CreateTableCommand({
        TableName: "people",
        BillingMode: "PAY_PER_REQUEST",
        AttributeDefinitions: [{ AttributeName: "id", AttributeType: "S" }],
        KeySchema: [{ AttributeName: "id", KeyType: "HASH" }],
      }),
    );
    client.destroy();
    opened = { shop: createDynamoDatabase({ ...local, endpoint }, tables), endpoint };
  });
  afterAll(async () => {
    await opened?.shop.close();
    server?.close();
  });
  return () => {
    if (opened === undefined) throw new Error("The shop is not open yet.");
    return opened;
  };
}

async function listening(server: Server): Promise<string> {
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("It has no port.");
  return `http://127.0.0.1:${address.port}`;
}

/** What a fake says to one request: an answer, an error's name, or nothing at all. */
export type Answer =
  | object
  | { readonly error: string; readonly status?: number; readonly body?: object }
  | "break"
  | "silent";

/** A fake that gives answers in their order, and keeps what it was asked. The last answer is given for good. */
export async function fakeDynamo(answers: readonly Answer[]): Promise<{
  readonly endpoint: string;
  readonly asked: { readonly target: string; readonly body: Readonly<Record<string, unknown>> }[];
  close(): void;
}> {
  const asked: { target: string; body: Record<string, unknown> }[] = [];
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on("data", (chunk: Buffer) => chunks.push(chunk));
    request.on("end", () => {
      const target = String(request.headers["x-amz-target"]).replace(/^.*\./, "");
      asked.push({
        target,
        body: JSON.parse(Buffer.concat(chunks).toString()) as Record<string, unknown>,
      });
      const answer = answers[Math.min(asked.length, answers.length) - 1] ?? {};
      if (answer === "break") request.socket.destroy();
      else if (answer !== "silent") {
        const {
          error,
          status = 400,
          body = {},
        } = answer as { error?: string; status?: number; body?: object };
        response.writeHead(error === undefined ? 200 : status, {
          "content-type": "application/x-amz-json-1.0",
        });
        response.end(
          JSON.stringify(
            error === undefined
              ? answer
              : { __type: `com.amazonaws.dynamodb.v20120810#${error}`, ...body },
          ),
        );
      }
    });
  });
  const endpoint = await listening(server);
  return {
    endpoint,
    asked,
    close: () => {
      server.closeAllConnections();
      server.close();
    },
  };
}
