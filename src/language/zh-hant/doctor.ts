import type { Catalogue } from '../t.ts';

export const doctor: Catalogue = {
  '{0} and {1} more': '{0} 等另外 {1} 個',
  ' and ': ' 和 ',
  'Check this machine and its configuration, one line each: Node, which source won for each setting and why, the shape of the key, base URL, proxy, clock, and a signed query that can find nothing. A refused signature (1108) is tried with the other hash, keys and environments that are configured, which tells a wrong key from a wrong environment. Moves no money. Exit status: 3 configuration, 7 network, 6 signature, else 0.':
    '檢查本機及其設定，每項一行：Node、每項設定取自何處及原因、密鑰的格式、API 位址、代理、時鐘，以及一次查不到任何結果的簽名查詢。簽名被拒（1108）時，會改用已設定的其他雜湊、密鑰和環境再試，以分清是密鑰錯還是環境錯。不涉及資金。結束代碼：3 設定，6 簽名，7 網絡，其餘為 0。',
  'send nothing': '不發送任何內容',
  'after a 1108 also run the commands that tell keys of profiles': '出現 1108 後，也執行各設定檔中提供密鑰的指令',
  'what is in use now': '當前所用的設定',
  'the credentials of prod': '生產環境的憑證',
  'a saved merchant, for a script': '已儲存的商戶，供指令碼使用',
  'without asking the gateway': '不詢問閘道',
};
