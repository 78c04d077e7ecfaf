/** Names where work is done: a task queue in its namespace. */
export function placeOf({ namespace, taskQueue }: { namespace: string; taskQueue: string }): string {
  return `${namespace}/${taskQueue}`;
}
