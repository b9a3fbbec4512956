import { once } from "node:events";
import type { Server } from "node:http";
import { createRequire } from "node:module";
import { CreateTableCommand, DynamoDBClient, PutItemCommand } from "@aws-sdk/client-dynamodb";

/** A DynamoDB in this process, which stands on dynalite, with tables of every sort. */
export interface LocalDynamo {
  readonly endpoint: string;
  readonly client: DynamoDBClient;
  stop(): void;
}

export async function startShop(): Promise<LocalDynamo> {
  // It has no types of its own.
  const dynalite = createRequire(import.meta.url)("dynalite") as (options: object) => Server;
  const server = dynalite({ createTableMs: 0, deleteTableMs: 0 });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("It has no port.");
  const endpoint = `http://127.0.0.1:${address.port}`;
  const credentials = { accessKeyId: "x", secretAccessKey: "x" };
  const client = new DynamoDBClient({ region: "eu-west-1", endpoint, credentials });
  await makeTables(client);
  return {
    endpoint,
    client,
    stop: () => {
      client.destroy();
      server.close();
    },
  };
}

async function makeTables(client: DynamoDBClient): Promise<void> {
  const throughput = { ReadCapacityUnits: 1, WriteCapacityUnits: 1 };
  await client.send(
    new CreateTableCommand({
      TableName: "orders",
      ProvisionedThroughput: throughput,
      AttributeDefinitions: [
        { AttributeName: "customer", AttributeType: "S" },
        { AttributeName: "number", AttributeType: "N" },
        { AttributeName: "status */ `${1}`", AttributeType: "S" },
        { AttributeName: "day", AttributeType: "S" },
      ],
      KeySchema: [
        { AttributeName: "customer", KeyType: "HASH" },
        { AttributeName: "number", KeyType: "RANGE" },
      ],
      GlobalSecondaryIndexes: [
        {
          IndexName: "by.status",
          KeySchema: [{ AttributeName: "status */ `${1}`", KeyType: "HASH" }],
          Projection: { ProjectionType: "INCLUDE", NonKeyAttributes: ["total", "a"] },
          ProvisionedThroughput: throughput,
        },
      ],
      LocalSecondaryIndexes: [
        {
          IndexName: "by_day",
          KeySchema: [
            { AttributeName: "customer", KeyType: "HASH" },
            { AttributeName: "day", KeyType: "RANGE" },
          ],
          Projection: { ProjectionType: "ALL" },
        },
      ],
    }),
  );
  for (const [TableName, AttributeName, AttributeType] of [
    ["class", "constructor", "B"],
    ["write", "id", "N"],
    ["Orders", "class", "S"],
  ] as const) {
    await client.send(
      new CreateTableCommand({
        TableName,
        BillingMode: "PAY_PER_REQUEST",
        AttributeDefinitions: [{ AttributeName, AttributeType }],
        KeySchema: [{ AttributeName, KeyType: "HASH" }],
      }),
    );
  }
  const key = { customer: { S: "secret-customer" } };
  const odd = {
    "*/ alert(1)": { S: "secret" },
    mixed: { S: "secret" },
    big: { N: "12345678901234567890123" },
  };
  await client.send(
    new PutItemCommand({
      TableName: "orders",
      Item: {
        ...key,
        number: { N: "1" },
        paid: { BOOL: true },
        raw: { B: new Uint8Array([1]) },
        total: { N: "2.5" },
        ...odd,
      },
    }),
  );
  await client.send(
    new PutItemCommand({
      TableName: "orders",
      Item: { ...key, number: { N: "2" }, mixed: { M: {} }, total: { N: "3" } },
    }),
  );
}
