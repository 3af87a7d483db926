// A run is shown as it happens: when its journal has a new entry, the page is read again, and its parts are replaced.
(() => {
  const live = document.querySelector('[data-live]');
  if (!live || !window.EventSource) {
    return;
  }
  const lost = document.getElementById('lost');
  const source = new EventSource(live.dataset.live);
  let reading = false;
  let again = false;

  async function read() {
    if (reading) {
      again = true;
      return;
    }
    reading = true;
    try {
      do {
        again = false;
        const answer = await fetch(location.href, { credentials: 'same-origin' });
        if (!answer.ok || answer.redirected) {
          location.reload();
          return;
        }
        show(new DOMParser().parseFromString(await answer.text(), 'text/html'));
      } while (again);
    } catch (e) {
      lost.hidden = false;
    } finally {
      reading = false;
    }
  }

  function show(page) {
    lost.hidden = true;
    for (const part of document.querySelectorAll('[data-part]')) {
      const fresh = page.getElementById(part.id);
      if (fresh && part.innerHTML !== fresh.innerHTML) {
        part.innerHTML = fresh.innerHTML;
      }
    }
    if (!page.querySelector('[data-live]')) {
      source.close();
      location.reload();
    }
  }

  source.onmessage = read;
  source.onopen = () => {
    lost.hidden = true;
  };
  // The browser connects again by itself. A stream that has ended in order is the end of the run, or five minutes.
  source.onerror = () => {
    lost.hidden = source.readyState === EventSource.OPEN;
    read();
  };
})();
