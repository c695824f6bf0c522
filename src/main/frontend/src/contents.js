// A long page's row of sections: the one that is read is marked, and kept in sight where the row is wider than the screen.

const row = document.querySelector('[data-contents]');
if (row) {
  const links = new Map([...row.querySelectorAll('a')].map(link => [document.querySelector(link.hash), link]));
  const mark = () => {
    const line = row.getBoundingClientRect().bottom + 24;
    const passed = [...links.keys()].filter(section => section.getBoundingClientRect().top <= line);
    const atEnd = window.innerHeight + window.scrollY >= document.documentElement.scrollHeight - 2;
    show(atEnd && window.scrollY > 0 ? [...links.keys()].at(-1) : passed.at(-1));
  };
  const show = current => {
    for (const [section, link] of links) {
      if (section !== current) {
        link.removeAttribute('aria-current');
      } else if (!link.hasAttribute('aria-current')) {
        link.setAttribute('aria-current', 'location');
        row.scrollTo({ left: link.offsetLeft - row.clientWidth / 2 + link.offsetWidth / 2 });
      }
    }
  };
  let waiting = false;
  document.addEventListener('scroll', () => {
    if (!waiting) {
      waiting = true;
      requestAnimationFrame(() => {
        waiting = false;
        mark();
      });
    }
  }, { passive: true });
  mark();
}
