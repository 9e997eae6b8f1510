import type { Progress, Screen, StartProgress } from '../../context/terminal.ts';

type Ora = typeof import('ora');
type LoadOra = () => Promise<Ora>;

const silent: Progress = { update: () => {}, stop: () => {} };

/** A spinner on stderr, by ora, only where a person looks on; elsewhere nothing, so that logs stay readable. */
export function createProgress(screen: Screen, load: LoadOra = () => import('ora')): StartProgress {
  // ora counts the lines of a label by the terminal's width, and never ends where that is 0.
  return (label) => (screen.is_tty && process.stderr.columns !== 0 ? spinner(label, screen, load) : silent);
}

function spinner(label: string | (() => string), screen: Screen, load: LoadOra): Progress {
  let current = label;
  let is_stopped = false;
  let stopSpinning = () => {};
  let show = () => {};
  const textOf = () => (typeof current === 'string' ? current : current());
  const spin = ({ default: ora }: Ora) => {
    if (is_stopped) return;
    const color = screen.color > 0 ? 'cyan' : false;
    const running = ora({ text: textOf(), stream: process.stderr, color, discardStdin: false }).start();
    show = () => {
      running.text = textOf();
    };
    const timer = setInterval(show, 1000).unref();
    stopSpinning = () => {
      clearInterval(timer);
      running.stop();
    };
  };
  load().then(spin, () => {}); // without a spinner the work goes on
  return {
    update: (next) => {
      current = next;
      show();
    },
    stop: () => {
      is_stopped = true;
      stopSpinning();
    },
  };
}
