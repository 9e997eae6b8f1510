/** What stands in names, remarks and addresses: all that programs stumble over. */
export const texts: readonly string[] = [
  '测试商品',
  '奶茶 中杯',
  '點心套餐（兩人）',
  '香港九龍尖沙咀彌敦道100號',
  '北京市朝阳区 建国路88号',
  'Café crème',
  'Crème brûlée & thé',
  'Tom & Jerry',
  'Milk tea',
  'T-shirt XL 100% cotton',
  '<b>Sale</b> "today"',
  "Rock'n'roll ticket",
  'C++ primer 2nd ed.',
  'size=XL;colour=red',
  '咖啡☕ 大杯',
  'Order #1042',
  'Test goods',
  'ＨＫ＄100 coupon',
  'ガチャ',
  'two\nlines',
  'gift (wrapped)!',
  'a/b, c: d?',
  'plain',
  '~50% off*',
  'Ｎｏ.5',
  '王小明',
  'Zoë Müller',
  'line one\nline two\nline three',
];

export const urls: readonly string[] = [
  'https://shop.example/notify',
  'https://shop.example',
  'https://shop.example/pay/notify?shop=7&till=2',
  'https://www.shop.example:443/qf/callback?lang=zh-hk&order=A%2F17',
  'http://shop.example/return.php?from=qfpay&id=42#done',
  'https://例子.example/通知?a=1&b=2',
  'https://shop.example/a b/~user',
];

export const phones: readonly string[] = ['+85212345678', '+852 1234 5678', '14401234567'];
