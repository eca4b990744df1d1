/** Who has an account: one key, one login, and books that no other partner sees. */
export interface Partner {
  readonly partnerId: number;
  readonly apiKey: string;
  readonly login: string;
  readonly password: string;
}

/** Whose the records of a state file are that was written when there was one partner only. */
export const firstPartnerId = 42;

/** The key of the first partner, unless another was given. */
export const defaultApiKey = 'pk_test_sandbox';

/** The partners of a sandbox that was not given any: the shop, and a neighbour who must never be seen. */
export function defaultPartners(apiKey: string): readonly [Partner, Partner] {
  return [
    { partnerId: firstPartnerId, apiKey, login: 'till@sandbox.test', password: 'sandbox-password' },
    {
      partnerId: 43,
      apiKey: 'pk_test_neighbour',
      login: 'neighbour@sandbox.test',
      password: 'neighbour-password',
    },
  ];
}

/** Who has accounts, and by what each is found. The first one is what a test or the demo means by "the" partner. */
export interface PartnerList {
  readonly all: readonly Partner[];
  readonly first: Partner;
  byKey(apiKey: string): Partner | undefined;
  byId(partnerId: number): Partner | undefined;
  byLogin(login: string, password: string): Partner | undefined;
}

function hasTwice(values: readonly unknown[]): boolean {
  return new Set(values).size < values.length;
}

/** Makes the list. Throws when it is empty, or two partners share an id, a key or a login. */
export function createPartnerList(all: readonly Partner[]): PartnerList {
  const [first] = all;
  if (first === undefined) throw new Error('At least one partner is needed.');
  for (const name of ['partnerId', 'apiKey', 'login'] as const) {
    if (hasTwice(all.map((partner) => partner[name]))) throw new Error(`Two partners have the same ${name}.`);
  }
  return {
    all,
    first,
    byKey: (apiKey) => all.find((partner) => partner.apiKey === apiKey),
    byId: (partnerId) => all.find((partner) => partner.partnerId === partnerId),
    byLogin: (login, password) =>
      all.find((partner) => partner.login === login && partner.password === password),
  };
}
