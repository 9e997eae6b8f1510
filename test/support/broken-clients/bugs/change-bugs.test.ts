import { prove } from '../proof.ts';
import { changeBugs } from './change-bugs.ts';

prove(changeBugs, {
  'param-changed': [
    ['txdtm made anew, a second later', 'txdtm=2026-03-02 23:59:59', 'txdtm=2026-03-03 00:00:00K3y'],
    ['txdtm made anew, some seconds off', 'txdtm=2026-03-02 15:04:05', 'txdtm=2026-03-02 15:04:02K3y'],
    ['txdtm in UTC', 'txdtm=2026-03-02 07:04:05', 'txdtm=2026-03-01 23:04:05K3y'],
    ['txdtm sent in UTC, signed in Hong Kong', 'txdtm=2026-02-28 20:04:05', 'txdtm=2026-03-01 04:04:05K3y'],
    ['txdtm with 12 hours', 'txdtm=2026-03-02 00:04:05', 'txdtm=2026-03-02 12:04:05K3y'],
    ['the currency in small letters', 'txcurrcd=HKD', 'txcurrcd=hkdK3y'],
    ['out_trade_no of the next millisecond', 'out_trade_no=1772435046999', 'out_trade_no=1772435047000K3y'],
    ['out_trade_no of the millisecond before', 'out_trade_no=20260302150405000', 'out_trade_no=20260302150404999K3y'],
    ['the mchid of another store', 'mchid=M1|a=1', 'a=1&mchid=M2K3y', 'mchid=M1|a=1'],
  ],
  'names-changed': [
    ['sent in capitals', 'txamt=1|pay_type=8', 'pay_type=8&txamt=1K3y', 'TXAMT=1|PAY_TYPE=8'],
    ['sent in camelCase', 'txamt=1|pay_type=8', 'pay_type=8&txamt=1K3y', 'txamt=1|payType=8'],
    ['signed in capitals', 'txamt=1|pay_type=8', 'PAY_TYPE=8&TXAMT=1K3y', 'txamt=1|pay_type=8'],
    ['signed in camelCase', 'txamt=1|pay_type=8', 'payType=8&txamt=1K3y'],
  ],
  'number-format': [
    ['100.0, a Python float', 'txamt=100|page=1', 'page=1&txamt=100.0K3y', 'txamt=100|page=1'],
    ['100.00', 'txamt=100', 'txamt=100.00K3y'],
    ['1.00 for 100', 'txamt=1280', 'txamt=12.80K3y'],
    ['1 for 100, 12.8 for 1280', 'txamt=1280', 'txamt=12.8K3y'],
    ['1,000', 'txamt=1234567', 'txamt=1,234,567K3y'],
    ['1,000.00', 'txamt=1000', 'txamt=1,000.00K3y'],
    ['1,000.00 for 100000', 'txamt=123456', 'txamt=1,234.56K3y'],
    ['all whole numbers as floats', 'txamt=100|page=1|a=x', 'a=x&page=1.0&txamt=100.0K3y'],
  ],
});
