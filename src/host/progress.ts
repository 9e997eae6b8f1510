import type { Progress, Screen } from '../context.ts';

const silent: Progress = { update: () => {}, stop: () => {} };

/** A spinner on stderr, by ora, only where a person looks on; elsewhere nothing, so that logs stay readable. */
export function createProgress(screen: Screen): (label: string) => Progress {
  return (label) => (screen.is_tty ? spinner(label, screen) : silent);
}

function spinner(label: string, screen: Screen): Progress {
  let text = label;
  let is_stopped = false;
  let stopSpinning = () => {};
  let show = () => {};
  void import('ora').then(({ default: ora }) => {
    if (is_stopped) return;
    const running = ora({
      text,
      stream: process.stderr,
      color: screen.color > 0 ? 'cyan' : false,
      discardStdin: false,
    }).start();
    show = () => {
      running.text = text;
    };
    stopSpinning = () => void running.stop();
  });
  return {
    update: (next) => {
      text = next;
      show();
    },
    stop: () => {
      is_stopped = true;
      stopSpinning();
    },
  };
}
