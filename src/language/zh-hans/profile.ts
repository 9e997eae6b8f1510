import type { Catalogue } from '../t.ts';

export const profile: Catalogue = {
  'must have visible ASCII characters only': '只能有可见的 ASCII 字符',
  'Save merchants under names and switch between them. The key is in a file that only you can read.':
    '以名称保存商户并在其间切换。密钥存于只有你能读取的文件。',
  'letters, digits and . _ -': '字母、数字和 . _ -',
  'add: the app code; --env, --key-file and --mchid give the rest':
    'add：app code；其余由 --env、--key-file 和 --mchid 给出',
  'add: make it the current one': 'add：设为当前配置档',
  'add: replace one of the same name': 'add：替换同名的配置档',
  'as no profile is marked current': '因为没有标为当前的配置档',
  '{0} is now the current profile': '{0} 现为当前配置档',
  '{0}: set, and used before the current profile': '{0}：已设置，优先于当前配置档',
  '{0} and its key': '{0} 及其密钥',
  'profile {0} needs the name of a profile{1}': 'profile {0} 需要配置档的名称{1}',
  'save a merchant and use it from now on': '保存商户并从此使用它',
  'its key from a password manager': '密钥取自密码管理器',
  'those that are saved': '列出已保存的',
  'switch to another': '切换到另一个',
  'use one for a single command': '只在一条命令中使用',
};
