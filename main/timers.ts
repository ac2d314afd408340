// Timers in the form in which our parts want them: each returns the way to stop.

export function after(delayMs: number, run: () => void): () => void {
  const timer = setTimeout(run, delayMs)
  return () => clearTimeout(timer)
}

export function every(periodMs: number, run: () => void): () => void {
  const timer = setInterval(run, periodMs)
  return () => clearInterval(timer)
}
