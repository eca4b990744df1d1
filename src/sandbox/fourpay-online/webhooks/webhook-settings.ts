import { type JsonObject, isText, isWholeNumber, member, memberOrNull, oneOf } from '../../json-value.ts';
import { type PostSettings, readPostSettings } from '../../webhooks/post-settings.ts';
import type { PartnerList } from '../partners.ts';

/** The body of the docs' links page, or the signed envelope of another page. */
export const webhookForms = ['flat', 'signed'] as const;

/** Where a partner wants to be told. */
export interface WebhookSettings extends PostSettings {
  readonly partnerId: number;
  readonly form: (typeof webhookForms)[number];
  /** Signs the envelope; the flat form has no signature. */
  readonly secret: string | null;
}

/** Reads an order of the control API. Throws an Error that says what is wrong with it. */
export function readWebhookSettings(body: JsonObject, partners: PartnerList): WebhookSettings {
  const form = member(body, 'form', oneOf(webhookForms), `form: one of ${webhookForms.join(', ')}`);
  const secret = memberOrNull(body, 'secret', isText);
  if (form === 'signed' && (secret === null || secret === '')) {
    throw new Error('secret: the signed form needs one');
  }
  const partnerId = memberOrNull(body, 'partnerId', isWholeNumber) ?? partners.first.partnerId;
  if (partners.byId(partnerId) === undefined) throw new Error('partnerId: there is no such partner');
  return { partnerId, form, secret, ...readPostSettings(body) };
}
