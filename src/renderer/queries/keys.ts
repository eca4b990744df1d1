/** Every query key, in one place: the first word is the owner, so that an event can name a whole family. */
export const keys = {
  status: ['app', 'status'],
  catalog: ['catalog'],
  categories: ['catalog', 'categories'],
  products: (search: { readonly text: string; readonly shelf: string | null }) =>
    ['catalog', 'search', search] as const,
  currentSale: ['sale', 'current'],
  saleLists: ['sale', 'list'],
  saleList: (state: string | null) => ['sale', 'list', state] as const,
  sale: (saleId: string) => ['sale', 'get', saleId] as const,
  currentPayment: ['payment', 'current'],
  attention: ['attention'],
  connection: ['connection'],
} as const;
