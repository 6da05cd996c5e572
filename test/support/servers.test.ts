import mongoose from 'mongoose';
import { Connection } from '@temporalio/client';
import { expect, inject, test } from 'vitest';
import { prepareNamespace } from '../../cli/servers/namespace.ts';
import { searchAttributes } from '../../workflows/search-attributes.ts';

test('the Temporal server keeps histories for 30 days and knows every search attribute', async () => {
  const connection = await Connection.connect({ address: inject('temporalAddress') });
  const { config } = await connection.workflowService.describeNamespace({ namespace: 'default' });
  expect(Number(config?.workflowExecutionRetentionTtl?.seconds)).toBe(30 * 24 * 60 * 60);
  const { customAttributes } = await connection.operatorService.listSearchAttributes({ namespace: 'default' });
  expect(Object.keys(customAttributes)).toEqual(expect.arrayContaining(searchAttributes.map(({ name }) => name)));
  await connection.close();
});

test('a namespace that is not there is made, and doing it again changes nothing', async () => {
  const connection = await Connection.connect({ address: inject('temporalAddress') });
  const namespace = `made-${Date.now()}`;
  expect(await prepareNamespace(connection, namespace)).toHaveLength(2);
  expect(await prepareNamespace(connection, namespace)).toEqual([]);
  await connection.close();
});

test('MongoDB takes transactions', async () => {
  const connection = await mongoose.createConnection(inject('mongoUri'), { dbName: 'support' }).asPromise();
  const things = connection.collection('things');
  await things.insertOne({ name: 'before' });
  await connection.transaction(async (session) => {
    await things.insertOne({ name: 'within' }, { session });
  });
  expect(await things.countDocuments()).toBe(2);
  await connection.dropDatabase();
  await connection.close();
});
