// Changes the code in one place after the other and looks whether a test notices: StrykerJS over what a wrong verdict or a lost
// payment would come from. `npm run test:mutation` takes an hour or more; `-- signature` runs one part, and further words pick
// files (`-- signature src/signature/sign.ts`). `--every 8` takes one line of eight, which tells in minutes what the whole tells in
// hours; `--at 3` takes other lines, so that tests are not measured by those that they were written for. In a copy of the tree, so
// that neither its folder nor its packages change.
import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { parseArgs } from 'node:util';

const root = join(import.meta.dirname, '..');
const stryker = ['@stryker-mutator/core@9', '@stryker-mutator/vitest-runner@9'];
/** Of all that is changed, what tests have to notice, in per cent. */
const wanted = 90;

/** What is changed, and the rooms whose tests have to notice. */
const parts = {
  signature: { mutate: ['src/signature/*.ts'], rooms: ['signature'] },
  diagnosis: {
    mutate: ['src/diagnosis/*.ts', 'src/verdict/judge.ts'],
    rooms: ['diagnosis', 'verdict', 'report', 'commands/verify'],
  },
  money: {
    mutate: ['src/money/*.ts', '!src/money/batch-*.ts'],
    rooms: ['money', 'refund', 'hold', 'journeys', 'payment', 'commands'],
  },
};

const { values, positionals } = parseArgs({
  options: { every: { type: 'string', default: '1' }, at: { type: 'string', default: '0' } },
  allowPositionals: true,
});
const [name = '', ...files] = positionals;
const every = Number(values.every);
const at = Number(values.at);
const chosen = name === '' ? Object.keys(parts) : [name];
if (!chosen.every((part) => part in parts)) {
  process.stderr.write(`there is no part ${name}: ${Object.keys(parts).join(', ')}\n`);
  process.exit(2);
}

const copy = mkdtempSync(join(tmpdir(), 'qfpay-mutation-'));
process.on('exit', () => rmSync(copy, { recursive: true, force: true }));
run('git', ['checkout-index', '--all', `--prefix=${copy}/`], root);
cpSync(join(root, 'node_modules'), join(copy, 'node_modules'), { recursive: true, verbatimSymlinks: true });
run('npm', ['install', '--no-save', '--ignore-scripts', '--no-audit', '--no-fund', ...stryker], copy);
run('npm', ['run', '--silent', 'build'], copy);

let worst = 100;
for (const part of chosen) worst = Math.min(worst, scoreOf(part));
const left = Object.keys(parts).filter((part) => !chosen.includes(part));
const lines = every === 1 ? '' : `${every - 1} of ${every} lines of what was; `;
const unnamed = files.length === 0 ? '' : `all files of ${name} but ${files.join(', ')}; `;
process.stdout.write(
  `Not changed: ${left.map((part) => `${part}; `).join('')}${lines}${unnamed}src/money/batch-*.ts and every other room of src\n`,
);
if (worst < wanted) {
  process.stderr.write(`${worst.toFixed(1)} % where ${wanted} % are wanted\n`);
  process.exitCode = 1;
}

function scoreOf(part) {
  const { mutate, rooms } = parts[part];
  const config = 'stryker.config.json';
  const tests = 'vitest.mutation.config.ts';
  writeFileSync(join(copy, tests), vitestConfig(rooms));
  writeFileSync(join(copy, config), JSON.stringify(strykerConfig(sampled(files.length > 0 ? files : mutate), tests)));
  run(process.execPath, [join(copy, 'node_modules/@stryker-mutator/core/bin/stryker.js'), 'run', config], copy);
  const report = JSON.parse(readFileSync(join(copy, 'reports/mutation/mutation.json'), 'utf8'));
  const states = Object.values(report.files).flatMap(({ mutants }) => mutants.map(({ status }) => status));
  const killed = states.filter((state) => state === 'Killed' || state === 'Timeout').length;
  const left = states.filter((state) => state === 'Survived' || state === 'NoCoverage').length;
  const score = (100 * killed) / (killed + left || 1);
  process.stdout.write(`${part}: ${score.toFixed(1)} % of ${killed + left} changes noticed\n`);
  return score;
}

/** One line of so many, in every file from another one on: Stryker changes what lies within such a line. */
function sampled(patterns) {
  if (every === 1) return patterns;
  const left = patterns.filter((pattern) => pattern.startsWith('!')).flatMap((pattern) => filesOf(pattern.slice(1)));
  const meant = patterns.filter((pattern) => !pattern.startsWith('!')).flatMap(filesOf);
  const paths = meant.filter((path) => !left.includes(path));
  return paths.sort().flatMap((path, place) => {
    const lines = readFileSync(join(copy, path), 'utf8').split('\n');
    const chosen = [...lines.keys()].filter((line) => line % every === (place + at) % every);
    return chosen.map((line) => `${path}:${line + 1}:0-${line + 1}:${lines[line].length}`);
  });
}

/** Of a pattern with a star in its last part. */
function filesOf(pattern) {
  const isMeant = new RegExp(`^${pattern.replaceAll('.', '\\.').replaceAll('*', '[^/]*')}$`);
  const folder = dirname(pattern);
  const paths = readdirSync(join(copy, folder)).map((file) => `${folder}/${file}`);
  return paths.filter((path) => isMeant.test(path));
}

function vitestConfig(rooms) {
  // Each file loads its modules itself: of those that it found loaded, Stryker would not know that it depends on them.
  const include = rooms.flatMap((room) => [`test/${room}.test.ts`, `test/${room}/**/*.test.ts`]);
  return `import { defineConfig } from 'vitest/config';
import base from './vitest.config.ts';
const include = ${JSON.stringify(include)};
export default defineConfig({ test: { ...base.test, include, globalSetup: [], maxWorkers: 1, isolate: true } });
`;
}

function strykerConfig(mutate, configFile) {
  return {
    ...{ mutate, testRunner: 'vitest', vitest: { configFile }, plugins: ['@stryker-mutator/vitest-runner'] },
    ...{ coverageAnalysis: 'perTest', concurrency: 2, timeoutMS: 20_000, ignorePatterns: ['dist', 'docs'] },
    reporters: ['clear-text', 'json', 'progress-append-only'],
  };
}

function run(program, words, cwd) {
  const { status } = spawnSync(program, words, { cwd, stdio: ['ignore', 'inherit', 'inherit'] });
  if (status !== 0) process.exit(1);
}
