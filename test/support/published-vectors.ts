import type { Parameter } from '../../src/signature/sign.ts';

/** Signatures that were not made by this code: QFPay's published ones, and those of md5sum and sha256sum over its rule. */
export interface PublishedVector {
  readonly name: string;
  readonly parameters: readonly Parameter[];
  readonly key: string;
  readonly MD5: string;
  readonly SHA256: string;
}

export const publishedVectors: readonly PublishedVector[] = [
  {
    name: 'the example of the signature page',
    parameters: [
      ['mchid', 'ZaMVg12345'],
      ['txamt', '100'],
      ['txcurrcd', 'HKD'],
    ],
    key: 'abcd1234',
    MD5: '3CB3AA9C21D818AB4CAFAA8FA3FEACF4',
    SHA256: '99D9F7174823928B74C74B1C7A7E1538DF733774DD21C9606A202CB8BB3D74E8',
  },
  {
    name: 'the 21 fields of the documents of 2016, with Chinese values',
    parameters: [
      ['username', 'some_user'],
      ['shopname', 'XX商店'],
      ['name', '测试企业'],
      ['mobile', '14401234567'],
      ['mcc_id', '6125485337528623306'],
      ['licensenumber', '12345678'],
      ['licenseactive_date', '2016-07-10'],
      ['idnumber', '110000201608220123'],
      ['email', 'email@example.com'],
      ['country', '中国'],
      ['city', '成都'],
      ['channel_type', '1'],
      ['bankuser', '王'],
      ['bankswiftcode', '001'],
      ['bankname', '中国建设银行'],
      ['bankcountry', '中国'],
      ['bankcode', '123'],
      ['bankcity', '成都'],
      ['bankaddr', '银行详细地址'],
      ['bankaccount', '1234567890'],
      ['address', 'XX区XX路XX号'],
    ],
    key: '789012',
    MD5: 'E019253E135863C335333C983DF05359',
    SHA256: '560ECB33E733414F62603F582DF575061F99F1649337522ECA8E4AE934008E3A',
  },
];
