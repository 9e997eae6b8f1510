import { version } from '../../package.json';
import type { Context } from '../context.ts';
import { t } from '../language/t.ts';
import type { GlobalOptions } from '../merchant/global-options.ts';
import type { Block, Example, Report } from '../report/report.ts';
import { formatGatewayTime } from '../transaction/txdtm.ts';
import type { Command } from './command.ts';
import { firstSteps } from './first-steps.ts';
import { readConfiguration } from './overview/read-configuration.ts';
import { settingsTable, shownSettings } from './profile/shown-settings.ts';

/** `qfpay` without a command: what is configured, and what to do next. Sends nothing, runs nothing, never fails. */
export const overviewCommand: Command = { declare: () => {}, run: overview };

const shownNames: readonly string[] = ['env', 'profile', 'app_code', 'client_key', 'mchid', 'base_url', 'lang'];

async function overview(options: GlobalOptions, _args: readonly string[], context: Context): Promise<Report> {
  const { world, lang, problems } = await readConfiguration(options, context);
  const settings = shownSettings(world, lang).filter(({ name }) => shownNames.includes(name));
  const sourceOf = (name: string) => settings.find((setting) => setting.name === name)?.source;
  const is_configured = sourceOf('app_code') !== undefined || sourceOf('client_key') !== undefined;
  const next = is_configured ? nextWhenConfigured(context.clock.now()) : firstSteps();
  return {
    command: 'overview',
    exit_code: 0,
    data: {
      version,
      configured: is_configured,
      settings,
      problems,
      next: next.map(([command, does]) => ({ command, does })),
    },
    blocks: [
      { kind: 'headline', tone: 'plain', word: 'qfpay', text: version },
      settingsTable(settings),
      ...problems.map(problemBlock),
      { kind: 'examples', examples: next },
      { kind: 'hint', text: t`every command: qfpay --help` },
    ],
  };
}

function problemBlock(text: string): Block {
  return { kind: 'headline', tone: 'bad', word: t`problem`, text };
}

function nextWhenConfigured(now: Date): readonly Example[] {
  const this_month = formatGatewayTime(now).slice(0, 7);
  return [
    ['qfpay doctor', t`check this machine, the configuration and the credentials`],
    ['qfpay pay --pay-type wechat-mpm --amount 12.80 --wait', t`create a payment and, with --wait, see it paid`],
    [`qfpay query --since ${this_month}-01`, t`the transactions since a day`],
  ];
}
