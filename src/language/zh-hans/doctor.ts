import type { Catalogue } from '../t.ts';

export const doctor: Catalogue = {
  '{0} and {1} more': '{0} 等另外 {1} 个',
  ' and ': ' 和 ',
  'Check this machine and its configuration, one line each: Node, which source won for each setting and why, the shape of the key, base URL, proxy, clock, and a signed query that can find nothing. A refused signature (1108) is tried with the other hash, keys and environments that are configured, which tells a wrong key from a wrong environment. Moves no money. Exit status: 3 configuration, 7 network, 6 signature, else 0.':
    '检查本机及其配置，每项一行：Node、每项设置取自何处及原因、密钥的格式、接口地址、代理、时钟，以及一次查不到任何结果的签名查询。签名被拒（1108）时，会改用已配置的其他哈希、密钥和环境再试，以分清是密钥错还是环境错。不涉及资金。退出码：3 配置，6 签名，7 网络，其余为 0。',
  'send nothing': '不发送任何内容',
  'after a 1108 also run the commands that tell keys of profiles': '出现 1108 后，也运行各配置档中提供密钥的命令',
  'what is in use now': '当前所用的配置',
  'the credentials of prod': '生产环境的凭证',
  'a saved merchant, for a script': '已保存的商户，供脚本使用',
  'without asking the gateway': '不询问网关',
};
