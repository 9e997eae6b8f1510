import type { Catalogue } from '../t.ts';

export const listen: Catalogue = {
  'hand valid ones to your own endpoint': '把有效的通知转给你自己的接口',
  'keep each of them in a folder': '把每条通知保存到文件夹',
  'check each against query, for a script': '逐条与 query 核对，供脚本使用',
  "Receive QFPay's notifications, verify each over its raw bytes, and answer SUCCESS only when it is valid and the forward target said SUCCESS too. An event that came before (notify_type and syssn) is answered and not forwarded again. Ends by Ctrl-C.":
    '接收 QFPay 的通知，按原始字节逐条验签，仅当签名有效且转发目标也回复 SUCCESS 时才应答 SUCCESS。重复的事件（notify_type 和 syssn 相同）只应答，不再转发；是否重复只在本次运行期间记得。按 Ctrl-C 结束。',
  'where to listen; 0 takes a free port (default: {0})': '监听的端口；0 表示任选空闲端口（默认 {0}）',
  'an address of this machine (default: 127.0.0.1, this machine only)': '本机的地址（默认 127.0.0.1，仅限本机）',
  'take notifications at this path only (default: any)': '只在此路径接收通知（默认任意路径）',
  'hand the same bytes and X-QF-* headers to your own endpoint': '把相同的字节和 X-QF-* 请求头转给你自己的接口',
  'keep each body to the byte, its headers beside it, for qfpay notify replay':
    '按原始字节保存每个正文，旁边附上请求头，供 qfpay notify replay 使用',
  'ask query whether the transaction is as the notification says': '向 query 询问交易是否与通知一致',
  'QFPay calls a public address on port 80 or 443 only: let a tunnel lead from there to this port, and register its\nURL with QFPay. --timeout is how long the forward target may take.':
    'QFPay 只会调用端口 80 或 443 上的公网地址：请用隧道把它引到此端口，并向 QFPay 登记该\nURL。--timeout 是转发目标可用的时间。',
};
