// Starts a worker as the bot does, says which process it is, and waits to be ended.
const { fork } = require('node:child_process');

const [runner = '', entry = ''] = process.argv.slice(2);
const worker = fork(runner, [entry], {
  serialization: 'advanced',
  stdio: ['ignore', 'inherit', 'ignore', 'ipc'],
});
process.stdout.write(`${worker.pid}\n`);
