import type { Catalogue } from '../t.ts';

export const sign: Catalogue = {
  Remarks: '備註',
  'the signature of these parameters': '這些參數的簽名',
  'each step, from a file': '逐步解釋，取自檔案',
  'a curl command that sends it': '發送該請求的 curl 指令',
  'in a pipe, for a script': '用於管道，供指令碼使用',
  'a notification, over its raw bytes': '通知，按原始位元組',
  'anything that holds the request: a curl command, raw HTTP, HAR, JSON, a form, a log line':
    '任何含有該請求的內容：curl 指令、原始 HTTP、HAR、JSON、表單、日誌行',
  'Sign parameters exactly as they are given. Prints the signature alone, for scripts.':
    '按給出的參數原樣簽名。只輸出簽名，供指令碼使用。',
  'parameters; values are taken raw': '參數；值按原樣使用',
  'payment, query, refund, reversal, close, /path or checkout (default: payment)':
    'payment、query、refund、reversal、close、/path 或 checkout（預設 payment）',
  'request, or notification: the raw bytes of the input (default: request)':
    'request，或 notification：輸入的原始位元組（預設 request）',
  'show each step: what is left out and why, the signing string, the hash, the headers':
    '顯示每一步：略去了什麼及原因、簽名字串、雜湊、請求頭',
  'print a curl command that sends the request; the key is not in it': '輸出發送該請求的 curl 指令；其中不含密鑰',
};
