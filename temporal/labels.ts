import { defineSearchAttributeKey, type SearchAttributePair, TypedSearchAttributes } from '@temporalio/common';

const PROJECT = defineSearchAttributeKey('GatehouseProject', 'KEYWORD');
const ACTION = defineSearchAttributeKey('GatehouseAction', 'KEYWORD');
const USER = defineSearchAttributeKey('GatehouseUser', 'KEYWORD');
const STATUS = defineSearchAttributeKey('GatehouseStatus', 'KEYWORD');

/** The search attributes by which Temporal Web filters; they travel in clear, so they hold ids only. */
export const LABEL_NAMES = [PROJECT, ACTION, USER, STATUS].map(({ name }) => name);

/** What a workflow is about, in ids. */
export type Labels = { projectId?: string; userId?: string; actionId?: string };

/** The search attributes of one workflow. */
export function searchAttributes({ projectId, userId, actionId }: Labels): TypedSearchAttributes {
  const pairs: SearchAttributePair[] = [];
  if (projectId !== undefined) pairs.push({ key: PROJECT, value: projectId });
  if (userId !== undefined) pairs.push({ key: USER, value: userId });
  if (actionId !== undefined) pairs.push({ key: ACTION, value: actionId });
  return new TypedSearchAttributes(pairs);
}
