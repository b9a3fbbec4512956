import { createHash } from "node:crypto";
import { AgentFlowError, errorCodes, type Json, jsonText, visible } from "@agentflow/core";
import {
  type AttributeValue,
  DescribeTableCommand,
  DescribeTimeToLiveCommand,
  DynamoDBClient,
  ListTablesCommand,
  ScanCommand,
  type TableDescription,
} from "@aws-sdk/client-dynamodb";
import type { DatabaseReader, ReadOptions } from "../dialect/database-reader.js";
import { checkSelection } from "../input/check-selection.js";
import { tablePattern } from "../input/table-pattern.js";
import { compareCodePoints } from "../model/compare-code-points.js";
import { unitId } from "../names/unit-id.js";
import { placeOf } from "./dynamodb-address.js";
import type { DynamodbModel } from "./dynamodb-model.js";
import { baselineOf, tableModel } from "./table-model.js";

type Send = DynamoDBClient["send"];

/** Reads descriptions of tables, and as many items of each as the user asks for; none by default, as reading costs. */
export const readDynamodb: DatabaseReader<DynamodbModel> = async (source, options, { signal }) => {
  if (!("address" in source)) {
    throw new AgentFlowError(errorCodes.inputInvalid, "DynamoDB has no schema as SQL.", {
      help: "Give --connection.",
    });
  }
  const { region, endpoint } = placeOf(source.address);
  const client = new DynamoDBClient({ region, ...(endpoint !== undefined && { endpoint }) });
  try {
    signal.throwIfAborted();
    const names = (await listTables(client, signal)).filter((name) =>
      isSelected(`${region}.${name}`, options),
    );
    checkSelection(
      { schemas: [region], tables: names.map((name) => ({ schema: region, name })) },
      options,
    );
    const tables = [];
    for (const TableName of names) {
      const own = { abortSignal: signal };
      const { Table: table = {} } = await client.send(new DescribeTableCommand({ TableName }), own);
      const { TimeToLiveDescription: expiry } = await client.send(
        new DescribeTimeToLiveCommand({ TableName }),
        own,
      );
      const items = await sampled(client, TableName, options.sample ?? 0, signal);
      tables.push({ table, expiry: expiry?.AttributeName ?? null, items });
    }
    return modelOf(options.name, tables);
  } catch (error) {
    throw signal.aborted ? interrupted(error) : failure(error, source.address);
  } finally {
    client.destroy();
  }
};

function modelOf(
  name: string,
  read: readonly {
    readonly table: TableDescription;
    readonly expiry: string | null;
    readonly items: readonly Record<string, AttributeValue>[];
  }[],
): DynamodbModel {
  const tables = read.map((each) => tableModel(each.table, each.expiry, each.items));
  const baseline = jsonText(read.map(({ table }) => baselineOf(table)) as unknown as Json, 2); // plain requests
  const ids = tables.map((table) => unitId({ schema: "", name: table.name }, ""));
  const digest = createHash("sha256")
    .update(JSON.stringify([tables, baseline]))
    .digest("hex");
  return {
    name,
    dialect: "dynamodb",
    tables,
    baseline,
    unit: {
      singular: "table",
      plural: "tables",
      count: ids.length,
      ids: ids.toSorted(compareCodePoints),
    },
    documentDigest: `sha256-${digest}`,
  };
}

async function listTables(
  client: { send: Send },
  abortSignal: AbortSignal,
): Promise<readonly string[]> {
  const names: string[] = [];
  let last: string | undefined;
  do {
    const request = new ListTablesCommand(
      last === undefined ? {} : { ExclusiveStartTableName: last },
    );
    const answer = await client.send(request, { abortSignal });
    names.push(...(answer.TableNames ?? []));
    last = answer.LastEvaluatedTableName;
  } while (last !== undefined);
  return names.toSorted(compareCodePoints);
}

/** The first items of a scan: DynamoDB keeps its own order, which is the same until the table is split anew. */
async function sampled(
  client: { send: Send },
  TableName: string,
  size: number,
  abortSignal: AbortSignal,
): Promise<readonly Record<string, AttributeValue>[]> {
  const items: Record<string, AttributeValue>[] = [];
  let last: Record<string, AttributeValue> | undefined;
  while (items.length < size) {
    const request = new ScanCommand({
      TableName,
      Limit: size - items.length,
      ...(last !== undefined && { ExclusiveStartKey: last }),
    });
    const answer = await client.send(request, { abortSignal });
    items.push(...(answer.Items ?? []));
    last = answer.LastEvaluatedKey;
    if (last === undefined) break;
  }
  return items;
}

function isSelected(name: string, { includeTable, excludeTable = [] }: ReadOptions): boolean {
  const matches = (glob: string): boolean =>
    new RegExp(`^(?:${tablePattern(glob)})$`, "su").test(name);
  return (includeTable?.some(matches) ?? true) && !excludeTable.some(matches);
}

/** The client knows the service, and is not let in. */
const refusals =
  /^(?:AccessDenied|Credentials|ExpiredToken|IncompleteSignature|InvalidSignature|MissingAuthentication|UnrecognizedClient)/;

function failure(error: unknown, address: string): unknown {
  if (error instanceof AgentFlowError || !(error instanceof Error)) return error;
  const reason = visible((error.message || error.name).replace(/\.$/, ""));
  if (refusals.test(error.name)) {
    return new AgentFlowError(errorCodes.databaseRefused, `${address} refused: ${reason}.`, {
      help: "Check the credentials that the AWS SDK finds (AWS_PROFILE, AWS_ACCESS_KEY_ID …), and that they may list and describe tables.",
    });
  }
  return new AgentFlowError(
    errorCodes.databaseUnreachable,
    `${address} cannot be read: ${reason}.`,
    {
      help: "Check the region, the endpoint and the network.",
    },
  );
}

function interrupted(cause: unknown): AgentFlowError {
  return new AgentFlowError(errorCodes.interrupted, "Reading the database was interrupted.", {
    help: "Run the command again.",
    cause,
  });
}
