import { expect } from 'vitest';
import type { Player } from './player.ts';

const entities: readonly (readonly [string, string])[] = [
  ['&lt;', '<'],
  ['&gt;', '>'],
  ['&quot;', '"'],
  ['&#39;', "'"],
  ['&amp;', '&'],
];

const plain = (text: string): string =>
  entities.reduce((kept, [entity, sign]) => kept.replaceAll(entity, sign), text);

/** What a form of the control page posts, and where. */
export interface Form {
  readonly action: string;
  readonly fields: Readonly<Record<string, string>>;
}

/** The forms of the page, as a browser would post them untouched. */
export async function formsOf(player: Player): Promise<readonly Form[]> {
  const { text } = await player.page('GET', '/_sandbox');
  return [...text.matchAll(/<form method="post" action="([^"]+)"[^>]*>([\s\S]*?)<\/form>/g)].map(
    ([, action = '', inside = '']) => ({
      action,
      fields: Object.fromEntries([
        ...[...inside.matchAll(/<input[^>]*? name="(\w+)" value="([^"]*)"/g)].map(
          ([, name = '', value = '']) => [name, plain(value)] as const,
        ),
        ...[...inside.matchAll(/<select name="(\w+)">([\s\S]*?)<\/select>/g)].map(
          ([, name = '', options = '']) =>
            [name, plain(/value="([^"]*)" selected/.exec(options)?.[1] ?? '')] as const,
        ),
      ]),
    }),
  );
}

/** Presses the first button whose form posts there with these fields; the state afterwards. */
export async function press(player: Player, action: string, fields: Form['fields'] = {}): Promise<unknown> {
  const form = (await formsOf(player)).find(
    (one) =>
      one.action === `/_sandbox${action}` &&
      Object.entries(fields).every(([name, value]) => one.fields[name] === value),
  );
  if (form === undefined) throw new Error(`No form for ${action} ${JSON.stringify(fields)}`);
  return await post(player, form);
}

/** Posts a form of the page, which has to lead back to its place; the state afterwards. */
export async function post(player: Player, form: Form): Promise<unknown> {
  const answer = await player.page('POST', form.action, form.fields);
  expect([answer.status, answer.text]).toEqual([303, '']);
  expect(answer.headers.location).toMatch(/^\/_sandbox#[a-z]+$/);
  return await player.control('GET', '/state');
}
