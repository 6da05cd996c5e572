import { setTimeout as wait } from 'node:timers/promises';
import type { Connection } from '@temporalio/client';
import { isGrpcServiceError } from '@temporalio/client';
import proto from '@temporalio/proto';
import { searchAttributes } from '../../workflows/search-attributes.ts';

const RETENTION_DAYS = 30;
const RETENTION_SECONDS = RETENTION_DAYS * 24 * 60 * 60;
const NOT_FOUND = 5;
const ALREADY_EXISTS = 6;
const KNOWN_LIMIT_MS = 30_000;

const { IndexedValueType } = proto.temporal.api.enums.v1;
const indexedTypes = {
  KEYWORD: IndexedValueType.INDEXED_VALUE_TYPE_KEYWORD,
  BOOL: IndexedValueType.INDEXED_VALUE_TYPE_BOOL,
  TEXT: IndexedValueType.INDEXED_VALUE_TYPE_TEXT,
  INT: IndexedValueType.INDEXED_VALUE_TYPE_INT,
  DATETIME: IndexedValueType.INDEXED_VALUE_TYPE_DATETIME,
};

/**
 * Makes a namespace ready for the workflows: there, histories kept for 30 days, search attributes
 * registered. Doing it again changes nothing. Resolves to what was changed, one line each.
 */
export async function prepareNamespace(connection: Connection, namespace: string): Promise<string[]> {
  return [...(await keepHistories(connection, namespace)), ...(await registerSearchAttributes(connection, namespace))];
}

async function keepHistories({ workflowService }: Connection, namespace: string): Promise<string[]> {
  try {
    const { config } = await workflowService.describeNamespace({ namespace });
    if (Number(config?.workflowExecutionRetentionTtl?.seconds ?? 0) >= RETENTION_SECONDS) return [];
  } catch (error) {
    if (!hasCode(error, NOT_FOUND)) throw error;
    const workflowExecutionRetentionPeriod = { seconds: RETENTION_SECONDS as never };
    await workflowService.registerNamespace({ namespace, workflowExecutionRetentionPeriod });
    return [`namespace ${namespace} made, histories kept for ${RETENTION_DAYS} days`];
  }
  const config = { workflowExecutionRetentionTtl: { seconds: RETENTION_SECONDS as never } };
  await workflowService.updateNamespace({ namespace, config });
  return [`histories kept for ${RETENTION_DAYS} days`];
}

async function registerSearchAttributes({ operatorService }: Connection, namespace: string): Promise<string[]> {
  const { customAttributes } = await listOnceKnown(operatorService, namespace);
  const missing = searchAttributes.filter(({ name, type }) => {
    const present = customAttributes[name];
    if (present !== undefined && present !== indexedTypes[type]) {
      throw new Error(`the search attribute ${name} exists with another type than ${type}: remove it, then try again`);
    }
    return present === undefined;
  });
  if (missing.length === 0) return [];
  const wanted = Object.fromEntries(missing.map(({ name, type }) => [name, indexedTypes[type]]));
  await operatorService.addSearchAttributes({ namespace, searchAttributes: wanted }).catch((error: unknown) => {
    // Somebody else registered them in the meantime.
    if (!hasCode(error, ALREADY_EXISTS)) throw error;
  });
  return [`search attributes registered: ${missing.map(({ name }) => name).join(', ')}`];
}

/** A namespace made just now is unknown to some hosts of the cluster for seconds. */
async function listOnceKnown(operatorService: Connection['operatorService'], namespace: string) {
  const limit = Date.now() + KNOWN_LIMIT_MS;
  for (;;) {
    try {
      return await operatorService.listSearchAttributes({ namespace });
    } catch (error) {
      if (!hasCode(error, NOT_FOUND) || Date.now() > limit) throw error;
      await wait(250);
    }
  }
}

function hasCode(error: unknown, code: number): boolean {
  return isGrpcServiceError(error) && (error.code as number) === code;
}
