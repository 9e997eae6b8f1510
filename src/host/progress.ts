import type { Progress, Screen } from '../context.ts';

type Ora = typeof import('ora');
type LoadOra = () => Promise<Ora>;

const silent: Progress = { update: () => {}, stop: () => {} };

/** A spinner on stderr, by ora, only where a person looks on; elsewhere nothing, so that logs stay readable. */
export function createProgress(screen: Screen, load: LoadOra = () => import('ora')): (label: string) => Progress {
  // ora counts the lines of a label by the terminal's width, and never ends where that is 0.
  return (label) => (screen.is_tty && process.stderr.columns !== 0 ? spinner(label, screen, load) : silent);
}

function spinner(label: string, screen: Screen, load: LoadOra): Progress {
  let text = label;
  let is_stopped = false;
  let stopSpinning = () => {};
  let show = () => {};
  const spin = ({ default: ora }: Ora) => {
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
  };
  load().then(spin, () => {}); // without a spinner the work goes on
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
