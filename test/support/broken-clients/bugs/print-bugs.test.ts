import { prove } from '../proof.ts';
import { printBugs } from './print-bugs.ts';

const html = `v=<a href="x">Tom & Jerry's</a>`;

prove(printBugs, {
  'printed-by-language': [
    ['Python None', 'udid=|a=1', 'a=1&udid=NoneK3y', 'udid=|a=1'],
    ['Java null', 'udid=|a=1', 'a=1&udid=nullK3y'],
    ['JS undefined', 'udid=|a=1', 'a=1&udid=undefinedK3y'],
    ['Go <nil>', 'udid=|a=1', 'a=1&udid=<nil>K3y'],
    ['Python: mchid=None that is not sent', 'a=1', 'a=1&mchid=NoneK3y', 'a=1'],
    ['JS: mchid=undefined that is not sent', 'a=1', 'a=1&mchid=undefinedK3y'],
    ['Java: mchid=null that is not sent', 'a=1', 'a=1&mchid=nullK3y'],
    ['Python True and False', 'a=true|b=false', 'a=True&b=FalseK3y'],
    ['JS [object Object]', 'a=1|e={"x":1}', 'a=1&e=[object Object]K3y'],
    ['PHP Array', 'a=1|e={"x":1}', 'a=1&e=ArrayK3y'],
    ['Python dict', 'e={"x":{"y":"z"},"w":"v"}', "e={'x': {'y': 'z'}, 'w': 'v'}K3y"],
    ['Python list, of parse_qs', 'b=2|a=1', "a=['1']&b=['2']K3y"],
    ['Python bytes', 'b=2|a=中', "a=b'\\xe4\\xb8\\xad'&b=b'2'K3y"],
    ['Go %!s(int=100)', 'txamt=100', 'txamt=%!s(int=100)K3y'],
    ['1e3 for 1000', 'txamt=2000', 'txamt=2e3K3y'],
    ['1E+3 for 1000, Java BigDecimal', 'txamt=1200', 'txamt=1.2E+3K3y'],
    ['1.0E7, Java double', 'txamt=12500000', 'txamt=1.25E7K3y'],
    ['2.0260302180500022e+25, JS number', 'syssn=20260302180500020000000001', 'syssn=2.026030218050002e+25K3y'],
    ['out_trade_no of 17 digits as a JS number', 'out_trade_no=20260302150405123', 'out_trade_no=20260302150405124K3y'],
  ],
  'value-whitespace': [
    ['all values trimmed', 'a= x |b=y', 'a=x&b=yK3y', 'a= x |b=y'],
    ['all white space removed', 'txdtm=2026-03-02 15:04:05', 'txdtm=2026-03-0215:04:05K3y'],
    ['blanks collapsed', 'a=x  y', 'a=x yK3y'],
    ['a blank after goods_name', 'goods_name=x|a=1', 'a=1&goods_name=x K3y'],
    ['a line feed after auth_code, from a scanner', 'auth_code=28', 'auth_code=28\nK3y'],
    ['a blank before out_trade_no', 'out_trade_no=7', 'out_trade_no= 7K3y'],
    ['a blank after mchid', 'mchid=M', 'mchid=M K3y'],
  ],
  'unicode-normalisation': [
    ['NFD, from a Mac', 'a=Caf\u00e9', 'a=Cafe\u0301K3y'],
    ['NFKC', 'a=ＨＫ', 'a=HKK3y'],
    ['NFKD', 'a=Ｃ\u00e9', 'a=Ce\u0301K3y'],
    ['NFC signed, NFD sent', 'a=Caf\u00e9', 'a=Caf\u00e9K3y', 'a=Cafe\u0301'],
  ],
  'slashes-added': [
    ['PHP addslashes, WordPress', `v=a'b"c\\d`, `v=a\\'b\\"c\\\\dK3y`],
    ['JSON slashes', 'v=a/b', 'v=a\\/bK3y'],
    ['sent with slashes, signed without', `v=a'b`, `v=a'bK3y`, `v=a\\'b`],
  ],
  'html-escaped': [
    ['PHP htmlspecialchars', html, 'v=&lt;a href=&quot;x&quot;&gt;Tom &amp; Jerry&#039;s&lt;/a&gt;K3y'],
    ['PHP htmlspecialchars, ENT_COMPAT', html, "v=&lt;a href=&quot;x&quot;&gt;Tom &amp; Jerry's&lt;/a&gt;K3y"],
    ['Python html.escape', html, 'v=&lt;a href=&quot;x&quot;&gt;Tom &amp; Jerry&#x27;s&lt;/a&gt;K3y'],
    ['JS lodash escape', html, 'v=&lt;a href=&quot;x&quot;&gt;Tom &amp; Jerry&#39;s&lt;/a&gt;K3y'],
    ['Go html.EscapeString', html, 'v=&lt;a href=&#34;x&#34;&gt;Tom &amp; Jerry&#39;s&lt;/a&gt;K3y'],
    ['XML escape', html, 'v=&lt;a href=&quot;x&quot;&gt;Tom &amp; Jerry&apos;s&lt;/a&gt;K3y'],
    ['only the ampersand', html, `v=<a href="x">Tom &amp; Jerry's</a>K3y`],
    ['sent escaped, signed raw', 'v=a<b', 'v=a<bK3y', 'v=a&lt;b'],
    ['the whole text, arg_separator &amp;', 'b=x&y|a=1', 'a=1&amp;b=x&amp;yK3y'],
    ['&notify_url read as ¬ify_url', 'mchid=M|notify_url=u', 'mchid=M¬ify_url=uK3y'],
  ],
});
