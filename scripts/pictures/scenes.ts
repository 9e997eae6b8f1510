/** What is pictured: command lines as the README shows them, typed into a machine that has nothing yet. */
export interface Scene {
  /** Of the picture's file in docs/pictures, and of the output in Markdown: `<!-- output: name -->`. */
  readonly name: string;
  readonly lang: 'en' | 'zh-Hans' | 'zh-Hant';
  readonly title: string;
  /** For whoever does not see the picture. */
  readonly description: string;
  readonly columns?: number;
  /** Run one after another, a minute between them; what a shell takes, `npx` in front where it is shown. */
  readonly lines: readonly string[];
  readonly machine?: 'saved-profile';
  /** Text only. */
  readonly unpictured?: true;
  /** The command serves until this is on the screen; then Ctrl-C ends it. */
  readonly until?: string;
}

const pay = 'npx qfpay pay --env local --pay-type wechat-mpm --amount 12.80 --wait';
const order = `qfpay pay --env local --pay-type wechat-cpm --auth-code 130000000000000001 \\
    --amount 12.80 --out-trade-no TEA-1`;
const refund = 'qfpay refund TEA-1 --amount 5.00 --env local';
const verify = `qfpay verify --env local goods_name=奶茶 txamt=1280 txcurrcd=HKD \\
    'txdtm=2026-03-02 15:04:05' \\
    --signature 40B02B7A058D94C7D267D843A1ABD6A0DFB1E202DE7880BE63D09ECAF454C82E`;
const emulator = 'qfpay emulator --auto-pay 2';

export const scenes: readonly Scene[] = [
  {
    name: 'pay',
    lang: 'en',
    title: 'A payment on the embedded gateway',
    description:
      'qfpay draws the QR code of an order of HKD 12.80, a simulated wallet pays it, and the receipt names amount, numbers and times.',
    lines: [pay],
  },
  {
    name: 'pay.zh-Hans',
    lang: 'zh-Hans',
    title: '在内置的本地网关上付一笔款',
    description: 'qfpay 画出一笔 12.80 港元订单的二维码，模拟钱包付款，然后显示金额、单号和时间。',
    lines: [pay],
  },
  {
    name: 'pay.zh-Hant',
    lang: 'zh-Hant',
    title: '在內置的本機閘道上付一筆款',
    description: 'qfpay 畫出一筆 12.80 港元訂單的二維碼，模擬錢包付款，然後顯示金額、單號及時間。',
    lines: [pay],
  },
  {
    name: 'verify',
    lang: 'en',
    title: 'Why a signature does not match',
    description:
      'qfpay verify finds that the values were signed percent-encoded, and marks under the two signing strings where they differ.',
    lines: [verify],
  },
  {
    name: 'codes',
    lang: 'zh-Hant',
    title: '狀態碼 1108 是甚麼意思',
    description: 'qfpay codes 1108 以繁體中文說明簽名錯誤的含義、類別和下一步。',
    lines: ['qfpay codes 1108 --lang zh-Hant'],
  },
  {
    name: 'refund',
    lang: 'en',
    title: 'The same refund twice is one refund',
    description:
      'A payment of HKD 12.80 is refunded by HKD 5.00. The same command again answers that it was made before and that no money moved.',
    lines: [order, refund, refund],
  },
  {
    name: 'doctor',
    lang: 'en',
    title: 'Is everything set up?',
    description:
      'qfpay doctor checks machine, configuration and credentials line by line, and finds that the key belongs to another profile.',
    columns: 100,
    lines: ['qfpay doctor'],
    unpictured: true,
    machine: 'saved-profile',
  },
  {
    name: 'emulator',
    lang: 'en',
    title: 'A gateway for your own tests',
    description: '',
    columns: 160,
    lines: [emulator],
    unpictured: true,
    until: '--wait',
  },
  {
    name: 'report',
    lang: 'en',
    title: "The shop's day",
    description: '',
    columns: 80,
    lines: [order, refund, 'qfpay query --day today --env local', 'qfpay report --env local'],
    unpictured: true,
  },
];
