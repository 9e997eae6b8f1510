'use strict';
// Loaded ahead of a server that is measured: tells its parent, when asked, how much of a processor it has used, in microseconds, or how
// many MiB of memory it has had at most.
process.on('message', (asked) => {
  const { user, system } = process.cpuUsage();
  process.send(asked === 'cpu' ? user + system : process.resourceUsage().maxRSS / 1024);
});
