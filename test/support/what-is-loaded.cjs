'use strict';
// Loaded before the tool (node --require): leaves in the file that QFPAY_TEST_LOADED names, as JSON, what the start has loaded.
const fs = require('node:fs');
const before = new Set(process.moduleLoadList);
const { ListFormat } = Intl;
const files = [];
let list_formats = 0;

for (const how of ['readFileSync', 'openSync']) {
  const open = fs[how];
  fs[how] = (path, ...rest) => {
    if (/[\\/]dist[\\/]/.test(String(path))) files.push(String(path));
    return open(path, ...rest);
  };
}
Intl.ListFormat = class extends ListFormat {
  constructor(...args) {
    super(...args);
    list_formats += 1;
  }
};
process.on('exit', () => {
  const modules = process.moduleLoadList.filter((name) => !before.has(name)).map((name) => name.replace(/^.* /, ''));
  const loaded = { modules, files: [...new Set(files)].length, names: [...new Set(files)], list_formats };
  fs.writeFileSync(process.env.QFPAY_TEST_LOADED, JSON.stringify(loaded));
});
