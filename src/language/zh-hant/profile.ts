import type { Catalogue } from '../t.ts';

export const profile: Catalogue = {
  'must have visible ASCII characters only': '只能有可見的 ASCII 字元',
  'Save merchants under names and switch between them. The key is in a file that only you can read.':
    '以名稱儲存商戶並在其間切換。密鑰存於只有你能讀取的檔案。',
  'letters, digits and . _ -': '字母、數字和 . _ -',
  'add: the app code; --env, --key-file and --mchid give the rest':
    'add：app code；其餘由 --env、--key-file 和 --mchid 給出',
  'add: make it the current one': 'add：設為當前設定檔',
  'add: replace one of the same name': 'add：替換同名的設定檔',
  'as no profile is marked current': '因為沒有標為當前的設定檔',
  '{0} is now the current profile': '{0} 現為當前設定檔',
  '{0}: set, and used before the current profile': '{0}：已設定，優先於當前設定檔',
  '{0} and its key': '{0} 及其密鑰',
  'profile {0} needs the name of a profile{1}': 'profile {0} 需要設定檔的名稱{1}',
  'save a merchant and use it from now on': '儲存商戶並從此使用它',
  'its key from a password manager': '密鑰取自密碼管理器',
  'those that are saved': '列出已儲存的',
  'switch to another': '切換到另一個',
  'use one for a single command': '只在一條指令中使用',
};
