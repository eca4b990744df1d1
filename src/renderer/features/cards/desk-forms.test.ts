import { describe, expect, it } from 'vitest';
import { cardExamples } from '../../../../test/builders/wire-examples-cards.ts';
import { FIRST_CARDS_PLACE, inAccount, onTab, takesAccount } from './cards-place.ts';
import { webhookDraftOf, webhookStanding, withEvent, wrongWebhookFields } from './cards-webhook-draft.ts';
import { readDeskForm, wrongDeskField } from './desk-credential.ts';

const form = (baseUrl: string, kind: string, token: string) => {
  const data = new FormData();
  data.set('baseUrl', baseUrl);
  data.set('kind', kind);
  data.set('token', token);
  return readDeskForm(data);
};
const jwt = 'eyJhbGciOiJIUzI1NiJ9.eyJleHAiOjF9.c2lnbmF0dXJl';

describe('connecting the cards desk', () => {
  it.each([
    ['https://api.4pay.cc', 'api_token', 'a-token-of-an-issuer'],
    ['http://127.0.0.1:8080', 'api_token', 'a-token-of-an-issuer'],
    ['https://api.4pay.cc/sandbox', 'jwt', jwt],
  ])('takes %s with a %s', (baseUrl, kind, token) => {
    expect(wrongDeskField(form(` ${baseUrl} `, kind, ` ${token}\n`))).toBeNull();
  });

  it.each([
    '',
    'api.4pay.cc',
    'http://api.4pay.cc',
    'https://user:secret@api.4pay.cc',
    'https://api.4pay.cc/?key=1',
  ])('SEC-7 refuses the address %j before anything is sent there', (baseUrl) => {
    expect(wrongDeskField(form(baseUrl, 'api_token', 'a-token-of-an-issuer'))).toEqual({ field: 'baseUrl' });
  });

  it('refuses a token that cannot be one', () => {
    for (const token of ['', 'short', 'with a space', 'буквы-не-те'])
      expect(wrongDeskField(form('https://api.4pay.cc', 'api_token', token))).toEqual({
        field: 'token',
        words: 'tokenWrong',
      });
    expect(wrongDeskField(form('https://api.4pay.cc', 'jwt', 'a-token-of-an-issuer'))).toEqual({
      field: 'token',
      words: 'jwtWrong',
    });
  });
});

describe('the webhook at the card issuer', () => {
  const { output: webhook } = cardExamples['cards.webhook'];

  it('is told everything of where none is set', () => {
    const draft = webhookDraftOf({ ...webhook, config: null, secret: null });
    expect(draft.events).toHaveLength(4);
    expect(wrongWebhookFields(draft)).toEqual(['url']);
  });

  it('keeps what is set, without words that are not known', () => {
    expect(webhookDraftOf(webhook)).toMatchObject({ events: ['card_state'], newSecret: false });
  });

  it('asks for a new secret where the issuer has one that is not ours', () => {
    expect(webhookDraftOf({ ...webhook, secret: null }).newSecret).toBe(true);
    expect(webhookStanding({ ...webhook, secret: null })).toBe('otherSecret');
  });

  it('needs HTTPS and something to tell', () => {
    const draft = withEvent(webhookDraftOf(webhook), 'card_state', false);
    expect(wrongWebhookFields({ ...draft, url: 'http://hooks.example' })).toEqual(['url', 'events']);
    expect(withEvent(draft, 'card_transaction', true).events).toEqual(['card_transaction']);
  });

  it('says how it stands', () => {
    const { config } = webhook;
    if (config === null) throw new Error('the example has one');
    expect(webhookStanding(webhook)).toBe('set');
    expect(webhookStanding({ ...webhook, config: { ...config, active: false } })).toBe('off');
    expect(webhookStanding({ ...webhook, config: { ...config, secretSet: false } })).toBe('noSecret');
    expect(webhookStanding({ ...webhook, config: null })).toBe('none');
  });
});

describe('where somebody is at the desk', () => {
  const card = { tab: 'cards', accountId: 'a1', cardId: 'c1' } as const;

  it('keeps the account from tab to tab, and lets the card go', () => {
    expect(onTab(card, 'transactions')).toEqual({ tab: 'transactions', accountId: 'a1', cardId: null });
    expect(onTab(card, 'cards')).toEqual({ ...card, cardId: null });
    expect(inAccount(card, 'a2')).toEqual({ tab: 'cards', accountId: 'a2', cardId: null });
  });

  it('chooses an account where there is one to choose', () => {
    expect(takesAccount(FIRST_CARDS_PLACE)).toBe(false);
    expect(takesAccount(card)).toBe(false);
    expect(takesAccount(onTab(card, 'cards'))).toBe(true);
    expect(takesAccount(onTab(card, 'activity'))).toBe(false);
  });
});
