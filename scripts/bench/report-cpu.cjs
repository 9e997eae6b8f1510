'use strict';
// Loaded ahead of a server that is measured: tells its parent, when asked, how much of a processor it has used, in microseconds.
process.on('message', () => {
  const { user, system } = process.cpuUsage();
  process.send(user + system);
});
