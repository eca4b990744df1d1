import type { Reply } from '../http/reply.ts';
import { type Html, html } from './html.ts';
import type { Language } from './language.ts';
import { pageHeaders, style } from './style.ts';
import { wordsOf } from './words.ts';

/** A page without its frame. */
export interface Page {
  readonly status: number;
  readonly title: string;
  readonly content: Html;
  /** How much room it takes on a wide screen; absent: as much as a phone. */
  readonly width?: 'wide' | 'broad';
}

/** Puts the banner, the stylesheet and the head around a page. */
export function pageReply(language: Language, page: Page): Reply {
  const words = wordsOf(language);
  const frame = html`<!doctype html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<link rel="icon" href="data:,">
<title>${page.title} · ${words.banner}</title>
<style>${{ markup: style }}</style>
</head>
<body>
<header class="banner">${words.banner}</header>
<main${{ markup: page.width === undefined ? '' : ` class="${page.width}"` }}>${page.content}</main>
</body>
</html>
`;
  return { status: page.status, headers: pageHeaders, body: frame.markup };
}

const marks = {
  good: 'M5 13l4.5 4.5L19 7.5',
  bad: 'M7 7l10 10M17 7L7 17',
  busy: 'M12 7v5l3.5 2M21 12a9 9 0 1 1-18 0a9 9 0 0 1 18 0',
  calm: 'M6 12h12',
} as const;

/** The mood of a result: its colour and its sign. */
export type Mood = keyof typeof marks;

/** The round sign above a result. The heading says the same in words. */
export function mark(mood: Mood): Html {
  return html`<div class="mark ${mood}" aria-hidden="true"><svg viewBox="0 0 24 24"><path d="${marks[mood]}"/></svg></div>`;
}
