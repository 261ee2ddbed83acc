// What `prokash serve` adds to each page: loads it again when it has changed, and shows what is wrong.
(() => {
  const words = {
    en: { wrong: 'Something is wrong', kept: 'The page below is the last good one.', line: 'line', help: 'What to do' },
    bn: { wrong: 'কোথাও ভুল আছে', kept: 'নিচের পৃষ্ঠাটি সর্বশেষ ঠিক অবস্থার।', line: 'লাইন', help: 'করণীয়' },
  };
  const lang = document.documentElement.lang || 'en';
  const tongue = words[lang.split('-')[0]] ? lang.split('-')[0] : 'en';
  const said = words[tongue];
  const digits = number => { try { return number.toLocaleString(lang, { useGrouping: false }); } catch { return String(number); } };
  const place = `prokash ${location.pathname}`;
  const kept = sessionStorage.getItem(place);
  if (kept) {
    sessionStorage.removeItem(place);
    history.scrollRestoration = 'manual';
    const [x, y] = JSON.parse(kept);
    const back = () => scrollTo({ left: x, top: y, behavior: 'instant' });
    back();
    addEventListener('load', () => { back(); history.scrollRestoration = 'auto'; });
  }

  const again = () => {
    sessionStorage.setItem(place, JSON.stringify([scrollX, scrollY]));
    location.reload();
  };

  const styles = () => {
    for (const old of document.querySelectorAll('link[rel=stylesheet]')) {
      const fresh = old.cloneNode(), address = new URL(old.href);
      if (address.origin !== location.origin) continue;
      address.searchParams.set('at', Date.now());
      fresh.href = address;
      // The old one stays until the new one is there, so that the page is never bare.
      fresh.onload = fresh.onerror = () => old.remove();
      old.after(fresh);
    }
  };

  const make = (parent, name, text, style) => {
    const it = parent.appendChild(document.createElement(name));
    if (text) it.textContent = text;
    if (style) it.style.cssText = style;
    return it;
  };

  const show = wrong => {
    document.getElementById('prokash-wrong')?.remove();
    if (!wrong.length) return;
    const host = document.createElement('div');
    host.id = 'prokash-wrong';
    host.style.cssText = 'position:fixed;inset:auto 0 0 0;z-index:2147483647';
    // The site's own styles do not reach in here.
    const box = make(host.attachShadow({ mode: 'open' }), 'section', '', 'max-height:60vh;overflow:auto;padding:16px 24px;' +
      'background:#fff;color:#1a1a1a;border-top:4px solid #b3261e;box-shadow:0 -4px 24px #0006;font:16px/1.5 system-ui,sans-serif');
    box.setAttribute('role', 'alert');
    box.lang = tongue;
    make(box, 'strong', said.wrong, 'display:block;font-size:18px;color:#b3261e');
    make(box, 'p', said.kept, 'margin:4px 0 12px');
    for (const it of wrong.slice(0, 20)) {
      const part = make(box, 'div', '', 'margin:12px 0;padding-top:12px;border-top:1px solid #ccc');
      if (it.titles[lang]) make(part, 'strong', it.titles[lang], 'display:block');
      if (it.place) make(part, 'div', `${it.place[0]}, ${said.line} ${digits(it.place[1])}`, 'font-weight:600');
      if (it.line) make(part, 'pre', it.line, 'margin:4px 0;padding:8px;overflow:auto;background:#f3f3f3;font:14px/1.5 ui-monospace,monospace');
      make(part, 'div', `${it.message[tongue]} (${it.code})`);
      if (it.help) make(part, 'div', `${said.help}: ${it.help[tongue]}`);
    }
    document.body.append(host);
  };

  let gone = false;
  const source = new EventSource('/_prokash/events');
  source.onerror = () => { gone = true; };
  // The server was started again, and may be of another mind.
  source.onopen = () => { if (gone) again(); };
  source.onmessage = ({ data }) => {
    const news = JSON.parse(data);
    if (news.wrong) show(news.wrong);
    if (news.styles) styles();
    if (news.pages) again();
  };
})();
