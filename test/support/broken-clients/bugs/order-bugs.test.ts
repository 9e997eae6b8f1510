import { prove } from '../proof.ts';
import { orderBugs } from './order-bugs.ts';

prove(orderBugs, {
  unsorted: [
    ['as they were sent', 'txamt=1|mchid=M', 'txamt=1&mchid=MK3y'],
    ['backwards, krsort', 'b=1|c=2|a=3', 'c=2&b=1&a=3K3y'],
    ['by value, asort', 'b=1|c=3|a=2', 'b=1&a=2&c=3K3y'],
    ['by name=value', 'attach=x|attach2=y', 'attach2=y&attach=xK3y'],
    // What Java 17 prints for new HashMap<>() filled like this.
    ['as a Java HashMap gives them', 'udid=3|txamt=1|mchid=2', 'mchid=2&udid=3&txamt=1K3y'],
  ],
  'case-insensitive-sort': [
    ['lower-cased names', 'b=1|C=2|a=3', 'a=3&b=1&C=2K3y'],
    ['upper-cased names, .NET OrdinalIgnoreCase, MySQL', 'pay_type=1|paysource=2', 'paysource=2&pay_type=1K3y'],
    ['JS localeCompare', 'b=1|C=2|a=3|A=4', 'a=3&A=4&b=1&C=2K3y'],
    ['sort in the locale en_US', 'goods_name=1|goodsinfo=2', 'goodsinfo=2&goods_name=1K3y'],
  ],
  'trailing-separator': [
    ['& after the last value', 'b=2|a=1', 'a=1&b=2&K3y'],
    ['& on both sides', 'b=2|a=1', '&a=1&b=2&K3y'],
  ],
  'joined-otherwise': [
    ['& before the first name', 'b=2|a=1', '&a=1&b=2K3y'],
    ['? before the first name', 'b=2|a=1', '?a=1&b=2K3y'],
  ],
});
