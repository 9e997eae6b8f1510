/**
 * Works without ever going to sleep meanwhile. A client that is faster than its server sleeps between two answers, and then it
 * is the server who pays for waking it, up to a third of its time; the slower of two servers would pay more often.
 */
export async function withoutSleep(work) {
  let isDone = false;
  function stayAwake() {
    if (!isDone) setImmediate(stayAwake);
  }
  stayAwake();
  await work();
  isDone = true;
}
