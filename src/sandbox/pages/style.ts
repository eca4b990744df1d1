import { createHash } from 'node:crypto';

/** The one stylesheet of all pages. Contrast is at least 4.5:1 in both schemes; targets are at least 48 px high. */
export const style = `
:root{color-scheme:light dark;--ground:#f3f4f7;--card:#fff;--text:#1a2230;--muted:#525d6f;--line:#d5dae3;--edge:#7c8798;
--accent:#1b5fd0;--on-accent:#fff;--good:#11683f;--good-ground:#e0f3e8;--bad:#ab231b;--bad-ground:#fce8e6;
--busy:#7a4d00;--busy-ground:#fdf0d5;--calm-ground:#e9ecf1;--banner:#fff0bf;--stripe:#ffe798;--on-banner:#4d3800}
@media (prefers-color-scheme:dark){:root{--ground:#10141a;--card:#1a212b;--text:#e9edf3;--muted:#aab5c5;--line:#323c4b;
--edge:#7f8ca0;--accent:#8fb8ff;--on-accent:#0b1b36;--good:#83dcab;--good-ground:#15352a;--bad:#ffb3ab;
--bad-ground:#45201f;--busy:#ffd28a;--busy-ground:#3d2f14;--calm-ground:#283140;--banner:#3a2f0d;--stripe:#46390f;
--on-banner:#ffe292}}
*{box-sizing:border-box}
body{margin:0;min-height:100vh;min-height:100svh;display:flex;flex-direction:column;background:var(--ground);
color:var(--text);font:16px/1.5 system-ui,-apple-system,"Segoe UI",Roboto,sans-serif;overflow-wrap:anywhere}
.banner{padding:10px 16px;text-align:center;font-weight:600;color:var(--on-banner);
background:repeating-linear-gradient(-45deg,var(--banner) 0 14px,var(--stripe) 14px 28px)}
main{width:100%;max-width:440px;margin:0 auto;padding:20px 16px 28px;flex:1}
main.wide{max-width:760px}
main.broad{max-width:1240px}
.broad section>ul{grid-template-columns:repeat(auto-fill,minmax(min(100%,360px),1fr));align-items:start}
.card{background:var(--card);border:1px solid var(--line);border-radius:20px;padding:28px 20px}
h1{margin:0;font-size:18px;font-weight:500;color:var(--muted);text-align:center}
h1.title{font-size:26px;line-height:1.25;font-weight:700;color:var(--text);text-wrap:balance}
h2{margin:28px 0 12px;font-size:16px;font-weight:600;color:var(--muted)}
.amount{margin:4px 0 28px;text-align:center;font-size:clamp(34px,13vw,52px);line-height:1.15;font-weight:700;
letter-spacing:-.02em;font-variant-numeric:tabular-nums;overflow-wrap:normal}
.amount.long{font-size:clamp(28px,9vw,40px)}
.amount.longest{font-size:clamp(18px,6vw,30px);letter-spacing:0}
.amount.small{margin:8px 0 0;font-size:24px;letter-spacing:0}
.lead{margin:8px 0 0;text-align:center;color:var(--muted);text-wrap:balance}
fieldset{margin:0 0 20px;padding:0;border:0;display:grid;gap:8px}
legend,label.field{display:block;padding:0;margin:0 0 8px;font-weight:600}
.choice{display:flex;align-items:center;gap:12px;min-height:52px;padding:8px 16px;border:1px solid var(--edge);
border-radius:12px;cursor:pointer}
.choice:has(:checked){border-color:var(--accent);box-shadow:inset 0 0 0 1px var(--accent)}
.choice input{width:20px;height:20px;margin:0;accent-color:var(--accent)}
.entry{width:100%;min-height:60px;margin:0 0 20px;padding:8px 16px;border:1px solid var(--edge);border-radius:12px;
background:var(--card);color:var(--text);font:inherit;font-size:28px;font-weight:600;font-variant-numeric:tabular-nums}
.wrong{margin:-12px 0 20px;color:var(--bad)}
.button{display:flex;align-items:center;justify-content:center;width:100%;min-height:52px;padding:10px 18px;
border:1px solid var(--edge);border-radius:14px;background:var(--card);color:var(--text);font:inherit;font-weight:600;
text-align:center;text-decoration:none;cursor:pointer}
.button.main{min-height:60px;border-color:var(--accent);background:var(--accent);color:var(--on-accent);font-size:20px;
font-variant-numeric:tabular-nums}
.button:hover{filter:brightness(.97)}
:focus-visible{outline:3px solid var(--accent);outline-offset:3px}
.stack{display:grid;gap:10px}
.others{margin-top:4px}
.mark{display:grid;place-items:center;width:72px;height:72px;margin:0 auto 18px;border-radius:50%;
background:var(--calm-ground);color:var(--muted)}
.mark svg{width:36px;height:36px;fill:none;stroke:currentColor;stroke-width:2.5;stroke-linecap:round;
stroke-linejoin:round}
.good{background:var(--good-ground);color:var(--good)}
.bad{background:var(--bad-ground);color:var(--bad)}
.busy{background:var(--busy-ground);color:var(--busy)}
.entry.small{min-height:52px;margin:0 0 14px;font-size:18px}
.fold{margin:14px 0 0;border:1px solid var(--line);border-radius:14px;padding:0 16px}
.fold[open]{padding-bottom:16px}
summary{min-height:52px;display:flex;align-items:center;font-weight:600;cursor:pointer}
summary::before{content:"";width:8px;height:8px;margin:0 12px 0 2px;border:solid var(--muted);border-width:0 2px 2px 0;
rotate:-45deg;flex:none}
details[open]>summary::before{rotate:45deg}
.pair{display:grid;grid-template-columns:1fr 1fr;gap:12px;align-items:end}
.fold .wrong{margin:0 0 14px}
.cards div{display:grid;gap:0}
.cards dd{text-align:left}
ul.goods{gap:0;margin:0 0 22px;border-bottom:1px solid var(--line)}
.goods li{display:flex;flex-wrap:wrap;align-items:center;gap:2px 14px;padding:10px 0;border-top:1px solid var(--line)}
.goods li:first-child{border-top:0;padding-top:0}
.goods img{width:56px;height:56px;flex:none;object-fit:cover;border-radius:10px}
.goods div{flex:1 1 130px;display:grid}
.goods span{color:var(--muted)}
.goods b{margin-left:auto;font-weight:600;font-variant-numeric:tabular-nums;white-space:nowrap}
.picture{display:block;width:100%;max-height:200px;margin:0 0 20px;object-fit:contain;border-radius:12px}
.thumb{display:block;width:100%;height:140px;margin:0 0 8px;object-fit:contain}
.amount+.about{margin:-18px 0 24px}
dl{margin:24px 0 0;padding:16px 0 0;border-top:1px solid var(--line);display:grid;gap:10px}
dl div{display:flex;justify-content:space-between;gap:20px}
dt{color:var(--muted);flex:none}
dd{margin:0;text-align:right}
.actions{margin-top:24px}
ul{list-style:none;margin:0;padding:0;display:grid;gap:10px}
.item{display:grid;gap:2px;padding:16px 20px}
.row{display:flex;flex-wrap:wrap;align-items:center;justify-content:space-between;gap:4px 16px}
.row strong{font-size:20px;font-variant-numeric:tabular-nums}
.chip{padding:3px 12px;border-radius:99px;background:var(--calm-ground);color:var(--text);font-weight:600}
.chip.good{background:var(--good-ground);color:var(--good)}
.chip.bad{background:var(--bad-ground);color:var(--bad)}
.chip.busy{background:var(--busy-ground);color:var(--busy)}
.item p{margin:0;color:var(--muted)}
section{margin-top:36px;scroll-margin-top:12px}
section>h2{font-size:20px;color:var(--text)}
.next{margin-top:10px}
.acts{display:flex;flex-wrap:wrap;gap:8px;margin-top:10px}
.acts.centre{justify-content:center;margin-top:18px}
.button.mini{width:auto;min-height:48px;padding:6px 16px;border-radius:12px}
.grid{display:grid;grid-template-columns:repeat(auto-fill,minmax(210px,1fr));gap:12px;align-items:end;margin-top:6px}
.line{display:grid;gap:4px}
.line span{color:var(--muted);font-size:14px}
.line input,.line select{width:100%;min-height:48px;padding:6px 12px;border:1px solid var(--edge);border-radius:12px;
background:var(--card);color:var(--text);font:inherit}
.facts{margin:0;padding:0;border:0}
.log{gap:4px}
.log li{display:flex;justify-content:space-between;gap:16px}
code{font:14px/1.5 ui-monospace,Consolas,monospace}
.item a{display:inline-flex;align-items:center;justify-self:start;min-height:48px;color:var(--accent)}
`;

const styleHash = createHash('sha256').update(style).digest('base64');

/** Headers of every page: no scripts, no foreign origins, and only the stylesheet above. */
export const pageHeaders: Readonly<Record<string, string>> = {
  'content-type': 'text/html; charset=utf-8',
  'content-security-policy':
    `default-src 'none'; style-src 'sha256-${styleHash}'; img-src 'self' data:; ` +
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
  vary: 'accept-language',
};
