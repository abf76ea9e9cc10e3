// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0

const POLL_MILLIS = 2000;

/**
 * Brings each new state: told by the server where it can tell, else by asking every other second. Never more than one question at once, and after a large
 * answer a longer pause.
 * @param {(state: import('./parts.js').State) => void} onState
 * @param {(since: number) => void} onContact 0, or since when the server has been away
 */
export function feed(onState, onContact) {
  let tag = '';
  let told = '';
  let busy = false;
  let away = 0;
  let isTold = false;
  let least = 0;
  /** @type {EventSource|null} */
  let source = null;

  const contact = (/** @type {boolean} */ is) => {
    const before = away;
    away = is ? 0 : away || Date.now();
    if (away !== before) onContact(away);
  };

  const ask = async () => {
    if (busy) return;
    busy = true;
    const began = performance.now();
    try {
      const response = await fetch('api/v1/state', {cache: 'no-cache', signal: AbortSignal.timeout(15000)});
      if (!response.ok) throw new Error(`status ${response.status}`);
      const now = response.headers.get('ETag') ?? '';
      if (now === '' || now !== tag) {
        onState(await response.json());
        tag = now;
      } else {
        await response.body?.cancel();
      }
      contact(true);
    } catch {
      contact(false);
    } finally {
      busy = false;
      least = performance.now() + 3 * (performance.now() - began);
    }
  };

  const listen = () => {
    source?.close();
    source = new EventSource('api/v1/events');
    source.addEventListener('open', () => { isTold = true; });
    source.addEventListener('state', (event) => {
      isTold = true;
      if (event.data === told && away === 0) return;
      if (performance.now() >= least) {
        told = event.data;
        ask();
      }
    });
    source.addEventListener('error', () => {
      isTold = false;
      if (source?.readyState === EventSource.CLOSED) source = null;
      ask();
    });
  };

  ask();
  listen();
  setInterval(() => {
    if (!isTold && performance.now() >= least) {
      const wasAway = away !== 0;
      ask().then(() => {
        // Back after a while: perhaps it tells again.
        if (wasAway && away === 0 && source === null) listen();
      });
    }
  }, POLL_MILLIS);
  addEventListener('refresh', ask);
}
