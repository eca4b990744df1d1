import { parseArgs } from 'node:util';
import { type Sandbox, type SandboxOptions, defaultApiKey, startSandbox } from './sandbox.ts';
import {
  type SandboxSwitches,
  type SwitchOffer,
  changeSwitches,
  defaultSwitches,
  readSwitchText,
  allSwitchOffers,
} from './switches.ts';

function offerText(offer: SwitchOffer): string {
  return typeof offer === 'string' ? offer : offer.join(' | ');
}

const switchLines = allSwitchOffers.map(
  ([name, offer]) => `    ${name}=${String(defaultSwitches[name])}  (${offerText(offer)})`,
);

const usage = `Usage: npm run sandbox -- [--port N] [--state FILE] [--api-key KEY] [--switch NAME=VALUE]...
  --port N             listen on this port (default: the one of the last run, or any free one)
  --state FILE         keep links and payments in this JSON file, images beside it
  --api-key KEY        the key of the first partner (default: ${defaultApiKey})
  --switch NAME=VALUE  behave differently where the documents leave room; can be repeated. With the defaults:
${switchLines.join('\n')}
`;

function readPort(text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  const port = /^\d{1,5}$/.test(text) ? Number(text) : Number.NaN;
  if (Number.isNaN(port) || port > 65_535)
    throw new Error(`--port ${text}: a number from 0 to 65535 is needed.`);
  return port;
}

/** The switches of the command line. Throws an Error with a message for the person who typed them. */
function readSwitches(texts: readonly string[]): SandboxSwitches {
  const changes = texts.map((text) => {
    const [name = '', ...value] = text.split('=');
    if (value.length === 0) throw new Error(`--switch ${text}: NAME=VALUE is needed.`);
    return [name, readSwitchText(name, value.join('='))] as const;
  });
  const result = changeSwitches(defaultSwitches, Object.fromEntries(changes));
  if ('switches' in result) return result.switches;
  throw new Error(`--switch: unknown, or no such value: ${result.refused.join(', ')}.`);
}

/** Reads the command line. Throws an Error with a message for the person who typed it. */
function readOptions(argv: readonly string[]): SandboxOptions | 'help' {
  const { values } = parseArgs({
    args: [...argv],
    options: {
      port: { type: 'string' },
      state: { type: 'string' },
      'api-key': { type: 'string' },
      switch: { type: 'string', multiple: true },
      help: { type: 'boolean', short: 'h' },
    },
  });
  if (values.help === true) return 'help';
  const port = readPort(values.port);
  const apiKey = values['api-key'];
  if (apiKey === '') throw new Error('--api-key must not be empty.');
  return {
    ...(port === undefined ? {} : { port }),
    ...(values.state === undefined ? {} : { statePath: values.state }),
    ...(apiKey === undefined ? {} : { apiKey }),
    ...(values.switch === undefined ? {} : { switches: readSwitches(values.switch) }),
  };
}

function explain(error: unknown, port: number | undefined): string {
  if (error instanceof Error && 'code' in error && error.code === 'EADDRINUSE') {
    return `Port ${port} is in use. Choose another with --port, or leave it out to get a free one.`;
  }
  return `The sandbox cannot start: ${error instanceof Error ? error.message : String(error)}`;
}

function stopOnSignals(sandbox: Sandbox): void {
  const stop = (): void => {
    sandbox.close().then(() => process.exit(0));
  };
  process.once('SIGINT', stop);
  process.once('SIGTERM', stop);
}

function login({ partners: [first] }: Sandbox): string {
  return first === undefined ? '' : `${first.login} / ${first.password}`;
}

async function run(options: SandboxOptions): Promise<void> {
  try {
    const sandbox = await startSandbox(options);
    stopOnSignals(sandbox);
    process.stdout.write(`Sandbox is ready: ${sandbox.baseUrl}
  Key for the x-api-key header: ${sandbox.apiKey}
  Or sign in with:              ${login(sandbox)}
  Checkout gateway, client ID:  ${sandbox.gateway.clientId}
    client token, OAuth2 token: ${sandbox.gateway.clientToken}, ${sandbox.gateway.oauthToken}
  Card issuer, API token:       ${sandbox.cards.apiToken}
  To pay as the customer:       ${sandbox.baseUrl}/
  Control room:                 ${sandbox.baseUrl}/_sandbox
  ${options.statePath === undefined ? 'Links and payments are kept in memory only.' : `Kept in ${options.statePath}`}
  Stop with Ctrl+C.
`);
  } catch (error) {
    process.stderr.write(`${explain(error, options.port)}\n`);
    process.exitCode = 1;
  }
}

function readOptionsOrExit(): SandboxOptions | 'help' {
  try {
    return readOptions(process.argv.slice(2));
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n\n${usage}`);
    process.exit(2);
  }
}

const options = readOptionsOrExit();
if (options === 'help') process.stdout.write(usage);
else await run(options);
