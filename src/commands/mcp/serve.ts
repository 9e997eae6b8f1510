import type { Readable, Writable } from 'node:stream';
import { Server } from '@modelcontextprotocol/sdk/server/index.js';
import { StdioServerTransport } from '@modelcontextprotocol/sdk/server/stdio.js';
import {
  CallToolRequestSchema,
  type CallToolResult,
  type JSONRPCMessage,
  ListToolsRequestSchema,
  type Tool,
} from '@modelcontextprotocol/sdk/types.js';
import { version } from '../../../package.json';
import { tell } from '../../command/command.ts';
import { plainDocument, plainMasked } from '../../command/plain-document.ts';
import type { Files } from '../../context/files.ts';
import type { Screen } from '../../context/terminal.ts';
import type { Context } from '../../context.ts';
import { CancelledError, ConfigError, exitCodes, QfpayError, UsageError } from '../../errors.ts';
import { t } from '../../language/t.ts';
import { isUnsent } from '../../money/move-money.ts';
import { failureDocument, failureOf, type ReportDocument, type ShownFailure } from '../../report/document.ts';
import { formatMoney } from '../../transaction/money.ts';
import { Allowance, type AskPerson, cannotAsk, type McpRules } from './allowance.ts';
import { inputSchema, type McpTool, mcpTools, readInput } from './tools.ts';

/** A person is asked that long. */
const patience_ms = 5 * 60_000;

/** Serves until the agent closes our stdin, or the process is told to end. */
export async function serveMcp(rules: McpRules, context: Context): Promise<void> {
  const world = { ...context, files: keepingSettings(context.files) };
  const tools = new Map(mcpTools(rules).map((tool) => [tool.name, tool]));
  const allowance = new Allowance(rules);
  const closing = new AbortController();
  const running = new Set<Promise<unknown>>();
  const server = createServer();
  server.setRequestHandler(ListToolsRequestSchema, async () => ({
    tools: await Promise.all([...tools.values()].map((tool) => describeTool(tool, rules))),
  }));
  server.setRequestHandler(CallToolRequestSchema, async ({ params: { name, arguments: given = {} } }, { signal }) => {
    const stopped = AbortSignal.any([signal, closing.signal]);
    const call = { tool: tools.get(name), name, given, stopped, ask: askerOf(server, stopped) };
    const result = callTool(call, { rules, allowance }, world);
    running.add(result);
    return result.finally(() => running.delete(result));
  });
  const { input, output } = context.io.protocol();
  const ended = new Promise<void>((resolve) => {
    input.once('end', resolve).once('close', resolve);
    context.interruption.signal.addEventListener('abort', () => resolve(), { once: true });
    server.onclose = resolve;
  });
  await server.connect(guardedTransport(input, output, context));
  tell(context, startLine(rules, tools.size));
  await ended;
  closing.abort();
  // What has left is settled and written down, whoever still listens.
  await Promise.allSettled(running);
  await server.close();
}

function createServer(): Server {
  return new Server(
    { name: 'qfpay', version },
    {
      capabilities: { tools: {} },
      instructions: instructions(),
      // What a person answered is looked at where it is needed; the SDK's own validator is no part of the bundle.
      jsonSchemaValidator: {
        getValidator: () => (value) => ({ valid: true, data: value as never, errorMessage: undefined }),
      },
    },
  );
}

function instructions(): string {
  return [
    t`The documents have an outcome: judge by it, not by respcd. awaiting_payer means that the order was made and nobody has paid; only paid means paid.`,
    t`unknown: it may have been processed. Never repeat it under another number; ask query by its number, or call the same tool with the same arguments again.`,
    t`A refund names the payment (syssn, or its out_trade_no); its own number is derived, so that the same call again is the same refund and says repeated.`,
    t`"simulated": true is no real money. Amounts are cents in txamt.`,
  ].join('\n');
}

function startLine({ settings, allowed, limit }: McpRules, count: number): string {
  const where = settings ? `${settings.env}, ${settings.merchant.app_code}` : t`no merchant`;
  if (!limit) return t`qfpay mcp: ${count} tools, ${where}, read-only`;
  const most = formatMoney(String(limit.txamt), limit.currency);
  return t`qfpay mcp: ${count} tools, ${where}; may move money: ${allowed.join(', ')}, at most ${most} in this session`;
}

/** The last door: whatever a message is made of, no key leaves in it. */
function guardedTransport(
  input: NodeJS.ReadableStream,
  output: NodeJS.WritableStream,
  { secrets }: Context,
): StdioServerTransport {
  const transport = new StdioServerTransport(input as Readable, output as Writable);
  const send = transport.send.bind(transport);
  transport.send = async (message) => {
    const text = JSON.stringify(message);
    const masked = secrets.maskOut(text);
    await send(masked === text ? message : (JSON.parse(masked) as JSONRPCMessage));
  };
  return transport;
}

/** Settings are read once: what a session may do does not change with a file that somebody, or a model, writes meanwhile. */
function keepingSettings(files: Files): Files {
  const read = new Map<string, ReturnType<Files['readSettings']>>();
  return {
    ...files,
    readSettings(path, limit) {
      if (!read.has(path)) read.set(path, files.readSettings(path, limit));
      return read.get(path);
    },
  };
}

async function describeTool(tool: McpTool, rules: McpRules): Promise<Tool> {
  const command = await tool.load();
  const { money, is_local } = tool;
  const is_trial = tool.fixed?.['dry_run'] === true;
  const description = [
    ...(is_trial ? [t`Shows what would be sent, and sends nothing that moves money.`] : []),
    ...(money ? [moneyWords(rules)] : []),
    command.says([]),
  ];
  return {
    name: tool.name,
    description: description.join(' '),
    inputSchema: inputSchema(tool, command) as Tool['inputSchema'],
    annotations: {
      readOnlyHint: !money,
      destructiveHint: money !== undefined,
      idempotentHint: money === undefined || money === 'pay' || money === 'refund',
      openWorldHint: !is_local,
    },
  };
}

function moneyWords({ settings, limit }: McpRules): string {
  const most = limit ? formatMoney(String(limit.txamt), limit.currency) : '';
  const asked =
    settings?.env === 'prod' || settings?.env === 'test'
      ? t`real money; a person is asked each time`
      : t`no real money`;
  return t`Moves money (${settings?.env ?? ''}: ${asked}), at most ${most} in this session.`;
}

/** By elicitation, where the client has it. */
function askerOf(server: Server, signal: AbortSignal): AskPerson | undefined {
  if (!server.getClientCapabilities()?.elicitation) return undefined;
  return async ({ message, wanted }) => {
    const title = t`the amount, ${wanted}`;
    const requestedSchema = {
      type: 'object' as const,
      properties: { amount: { type: 'string' as const, title } },
      required: ['amount'],
    };
    const { action, content } = await server.elicitInput(
      { message, requestedSchema },
      { timeout: patience_ms, signal },
    );
    const typed = content?.['amount'];
    return action === 'accept' && typeof typed === 'string' ? typed : undefined;
  };
}

interface ToolCall {
  readonly tool: McpTool | undefined;
  readonly name: string;
  readonly given: Readonly<Record<string, unknown>>;
  readonly stopped: AbortSignal;
  readonly ask: AskPerson | undefined;
}

interface McpSession {
  readonly rules: McpRules;
  readonly allowance: Allowance;
}

/** Runs a command, and gives its document. What goes wrong is a document as well, as with `--json`. */
async function callTool(call: ToolCall, session: McpSession, context: Context): Promise<CallToolResult> {
  const { tool, stopped, ask } = call;
  const notes: string[] = [];
  const guard = session.allowance.guard(tool?.money, ask, stopped);
  const world = toolWorld(context, { notes, stopped, onSending: guard.onSending });
  try {
    if (!tool) throw new UsageError(t`${call.name} is no tool here`, { hint: 'qfpay mcp --allow' });
    if (tool.money && session.allowance.needs_person && !ask) throw cannotAsk();
    const command = await tool.load();
    const { options, args, text } = readInput(tool, command, call.given);
    const reading = { ...world, io: { ...world.io, readStdin: async () => Buffer.from(text ?? '') } };
    const said = await command.run({ ...session.rules.connection, ...options }, args, reading);
    if (Symbol.asyncIterator in said) throw new Error(`${tool.name} does not end`);
    const document = plainDocument(said, world);
    const hides = tool.shows_digests && session.allowance.needs_person;
    return resultOf(hides ? withoutDigests(document) : document, said.exit_code, notes, world);
  } catch (error) {
    if (isUnsent(error)) guard.giveBack();
    const failure = failureFor(error, world);
    const document = plainMasked(failureDocument(failure, tool?.name.replaceAll('_', '-')), world);
    return resultOf(document, failure.exit_code, notes, world);
  }
}

interface ToolWorldParts {
  readonly notes: string[];
  readonly stopped: AbortSignal;
  readonly onSending: NonNullable<Context['onSending']>;
}

const noScreen: Screen = { is_tty: false, columns: 80, color: 0 };

/** The world as a tool sees it: nobody at a terminal, no stdin, nothing to open, and money watched. */
function toolWorld(context: Context, { notes, stopped, onSending }: ToolWorldParts): Context {
  const { io, clock, interruption } = context;
  return {
    ...context,
    io: {
      ...io,
      out: () => {},
      err: (text) => notes.push(context.secrets.maskOut(text).trimEnd()),
      flow: () => ({ write: () => true, end: async () => {} }),
      ...{ stdin: { is_tty: false }, stdout: noScreen, stderr: noScreen },
    },
    clock: {
      ...clock,
      async sleep(ms, until) {
        await clock.sleep(ms, until ? AbortSignal.any([until, stopped]) : stopped);
        if (stopped.aborted) throw new CancelledError(t`the call was cancelled`);
      },
    },
    prompt: { ask: nobody, choose: nobody, paste: nobody },
    openUrl: async () => t`nobody is there to see it`,
    progress: () => ({ update: () => {}, stop: () => {} }),
    interruption: { ...interruption, resume: undefined, sent: undefined, soften: () => () => {} },
    onSending,
  };
}

async function nobody(): Promise<never> {
  throw new ConfigError(t`nobody can be asked here`);
}

/** In a document's own words, whatever language is spoken. */
const withheld = '<withheld>';

/** With real credentials a signature is as good as the call that it is for, and the call is for a person to agree to. */
function withoutDigests(value: ReportDocument): ReportDocument {
  const hidden = (text: string) =>
    text.replace(/(?<![\w])(?=[0-9]*[a-f])(?:[0-9a-f]{64}|[0-9a-f]{32})(?![\w])/gi, withheld);
  return JSON.parse(JSON.stringify(value), (_name, each: unknown) =>
    typeof each === 'string' ? hidden(each) : each,
  ) as ReportDocument;
}

function failureFor(error: unknown, { interruption: { sent } }: Context): ShownFailure {
  if (error instanceof QfpayError) return failureOf(error);
  const reason = error instanceof Error ? error.message : String(error);
  const message = t`this is a bug in qfpay: ${reason}`;
  if (!sent) return { code: 'internal', exit_code: exitCodes.internal, message };
  const { command: resume, out_trade_no, known } = sent;
  return {
    ...{ code: 'unknown', exit_code: exitCodes.unknown, resume },
    message: t`${message}; what was sent may have been processed`,
    ...(out_trade_no === undefined ? {} : { out_trade_no }),
    ...(known === undefined ? {} : { known }),
  };
}

function resultOf(
  document: ReportDocument,
  exit_code: number,
  notes: readonly string[],
  { secrets }: Context,
): CallToolResult {
  const said = notes.length === 0 ? [] : [{ type: 'text' as const, text: secrets.mask(notes.join('\n')) }];
  return {
    content: [{ type: 'text', text: JSON.stringify(document, undefined, 2) }, ...said],
    structuredContent: document,
    isError: exit_code !== exitCodes.ok,
  };
}
