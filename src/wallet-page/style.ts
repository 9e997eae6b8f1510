import { hashHex } from '../signature/hash.ts';

/** The page's only style; system fonts, both colour schemes, contrasts of 7:1 and more for text. */
export const style = `
:root{color-scheme:light dark;--ink:#1b1f24;--quiet:#40474f;--paper:#fff;--line:#c3c9d0;--blue:#0b4fa8;--on-blue:#fff;--good:#0a5c2b;--bad:#8f1d1d;--wait:#6b4700}
@media (prefers-color-scheme:dark){:root{--ink:#f2f4f6;--quiet:#c8ced5;--paper:#14181d;--line:#4a525b;--blue:#9cc7ff;--on-blue:#0a1a2e;--good:#8fe0ac;--bad:#ffb3ad;--wait:#ffd591}}
*{box-sizing:border-box}
body{margin:0;background:var(--paper);color:var(--ink);font:1.0625rem/1.5 system-ui,-apple-system,"Segoe UI","Noto Sans","Noto Sans CJK SC","Noto Sans CJK TC","PingFang HK","Microsoft YaHei",sans-serif}
header,main{max-width:30rem;margin:0 auto;padding:1rem}
header{display:flex;flex-wrap:wrap;justify-content:space-between;gap:.5rem 1rem;border-bottom:1px solid var(--line);color:var(--quiet)}
header p{margin:0}
nav ul{display:flex;flex-wrap:wrap;gap:0 1rem;margin:0;padding:0;list-style:none}
a{color:var(--blue)}
a[aria-current]{color:var(--ink);font-weight:600;text-decoration:none}
h1{font-size:1.25rem;margin:.5rem 0}
h2{font-size:1.0625rem;margin:1rem 0 .25rem}
ol{margin:.25rem 0 1rem;padding-left:1.5rem}
.amount{font-size:2.25rem;font-weight:700;margin:.25rem 0;overflow-wrap:anywhere}
.state{margin:.75rem 0;padding:.5rem .75rem;border-left:.25rem solid var(--wait);color:var(--wait);font-weight:600}
.paid,.kept,.refunded,.partly_refunded{border-color:var(--good);color:var(--good)}
.declined,.expired,.cancelled,.unknown,.refused{border-color:var(--bad);color:var(--bad)}
dl{display:grid;grid-template-columns:auto 1fr;gap:.25rem 1rem;margin:1rem 0}
dt{color:var(--quiet)}
dd{margin:0;overflow-wrap:anywhere}
fieldset{display:grid;gap:.75rem;margin:1rem 0;padding:0;border:0}
legend{padding:0;margin-bottom:.5rem}
button{min-height:3rem;padding:.5rem 1rem;border:2px solid var(--blue);border-radius:.5rem;background:transparent;color:var(--blue);font:inherit;font-weight:600;cursor:pointer}
button.first{background:var(--blue);color:var(--on-blue)}
:focus-visible{outline:3px solid var(--ink);outline-offset:2px}
`;

/** The Content-Security-Policy's source for exactly this style; an injected one has another hash. */
export function styleSource(): string {
  return `'sha256-${Buffer.from(hashHex('SHA256', style), 'hex').toString('base64')}'`;
}
