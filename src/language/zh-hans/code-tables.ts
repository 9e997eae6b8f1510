import type { Catalogue } from '../t.ts';

export const codeTables: Catalogue = {
  'Explain status codes: what one means, whether it is final, what to do next.':
    '解释状态码：含义、是否为最终结果、下一步怎么做。',
  'codes such as 1108, or words to search for in three languages': '状态码（如 1108），或用三种语言的词语搜索',
  'only this category: {0}': '只看此类别：{0}',
  'no status code matches {0}': '没有与 {0} 相符的状态码',
  'must be one of {0}': '必须是以下之一：{0}',
  'is no status code of the tables; treat it as an unknown outcome and query':
    '不在状态码表中；请按结果未知处理，先查询',
  'what a code means and what to do': '一个状态码的含义和应对方法',
  'search by words, in any of three languages': '按词语搜索，三种语言均可',
  'the same in Chinese': '用中文搜索',
  'a category, for a script': '一个类别，供脚本使用',
  'List the currencies that QFPay takes, and what txamt counts in each.':
    '列出 QFPay 接受的币种，以及 txamt 在各币种中的单位。',
  'a code such as HKD, or words in three languages': '币种代码（如 HKD），或三种语言的词语',
  'must be one of {0}, or words of a name': '必须是以下之一：{0}，或名称中的词语',
  'no currency matches {0}': '没有与 {0} 相符的币种',
  'what txamt counts in yen': '日元的 txamt 以什么为单位',
  'search by words': '按词语搜索',
  'List pay types: code, alias, the parameters each one takes, what comes back, refund and cancelling.':
    '列出支付方式：代码、别名、所需参数、返回内容、能否退款和取消。',
  'a code, an alias, or words (wallet, flow, region) in three languages':
    '代码、别名，或三种语言的词语（钱包、方式、地区）',
  'no pay type matches {0}': '没有与 {0} 相符的支付方式',
  'search by wallet, flow or region': '按钱包、方式或地区搜索',
  'one of them, with its parameters': '其中一种及其参数',
  'the same by its alias': '按别名查看',
};
