'use strict';
// Loaded before the tool (node --require): something that never ends keeps the process alive, as a name server that does not
// answer would.
setInterval(() => {}, 60_000);
