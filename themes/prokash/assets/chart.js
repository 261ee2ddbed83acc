// Lets a reader choose the series of a chart. The choice is kept in the address (#NUMBER:a,b hides
// the series a and b of that chart), so that it can be linked to. Without this script every series is shown.
'use strict';
(() => {
  const figures = [...document.querySelectorAll('.chart-figure')];

  // The choice in the address: numbers of hidden series by number of the chart.
  const chosen = () => new Map(location.hash.slice(1).split(';').filter(it => /^\d+:[\d,]+$/.test(it)).map(it => {
    const [chart, series] = it.split(':');
    return [+chart, new Set(series.split(',').map(Number))];
  }));

  const keep = (chart, hidden) => {
    const all = chosen();
    if (hidden.size) all.set(chart, hidden); else all.delete(chart);
    const hash = [...all].map(([chart, series]) => `${chart}:${[...series].sort((a, b) => a - b).join()}`).join(';');
    history.replaceState(null, '', hash ? `#${hash}` : location.pathname + location.search);
  };

  figures.forEach((figure, number) => {
    const list = figure.querySelector('.choices');
    if (!list) return;
    const groups = [...figure.querySelectorAll('svg [data-name]')];
    const names = [...list.children].map(it => it.textContent);
    const hidden = new Set();
    const show = () => {
      groups.forEach(it => { it.style.display = hidden.has(names.indexOf(it.dataset.name)) ? 'none' : ''; });
      buttons.forEach((it, at) => it.setAttribute('aria-pressed', String(!hidden.has(at))));
    };
    const point = name => groups.forEach(it => it.classList.toggle('dim', name !== null && it.dataset.name !== name));
    const buttons = names.map((name, at) => {
      const button = document.createElement('button');
      button.type = 'button';
      button.append(...list.children[at].childNodes);
      list.children[at].append(button);
      button.addEventListener('click', () => {
        if (!hidden.delete(at)) hidden.add(at);
        if (hidden.size === names.length) hidden.clear();
        show();
        keep(number, hidden);
      });
      for (const event of ['pointerenter', 'focus']) button.addEventListener(event, () => { if (!hidden.has(at)) point(name); });
      for (const event of ['pointerleave', 'blur']) button.addEventListener(event, () => point(null));
      return button;
    });
    list.classList.add('live');
    list.setAttribute('aria-label', list.dataset.choose);
    const read = () => {
      hidden.clear();
      (chosen().get(number) || new Set()).forEach(it => { if (it < names.length) hidden.add(it); });
      show();
    };
    addEventListener('hashchange', read);
    read();
  });
})();
