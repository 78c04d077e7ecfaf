const PAGE = 200;
const MAX_PAGES = 50;

export type ListPage<T> = { items: T[]; nextCursor: string | null };
export type ListQuery = { limit: number; cursor?: string };

/** The newest `most` items of a list, page by page. */
export async function listAll<T>(read: (query: ListQuery) => Promise<ListPage<T>>, most = PAGE * MAX_PAGES): Promise<T[]> {
  const items: T[] = [];
  let cursor: string | null = null;
  for (let page = 0; page < MAX_PAGES && items.length < most; page += 1) {
    const query: ListQuery = { limit: Math.min(PAGE, most - items.length), ...(cursor === null ? {} : { cursor }) };
    const answer: ListPage<T> = await read(query);
    items.push(...answer.items);
    cursor = answer.nextCursor;
    if (cursor === null) break;
  }
  return items;
}
