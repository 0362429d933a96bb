// Starts a worker as the bot does, says which process it is, and waits to be ended.
const { fork } = require('node:child_process');

const [entry = '', loader = ''] = process.argv.slice(2);
const worker = fork(entry, {
  execArgv: ['--import', loader],
  serialization: 'advanced',
  stdio: ['ignore', 'inherit', 'ignore', 'ipc'],
});
process.stdout.write(`${worker.pid}\n`);
