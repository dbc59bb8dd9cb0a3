/** Under what name a customer is kept by the query cache. */

export const customerKey = (id: string) => ['customer', id] as const
