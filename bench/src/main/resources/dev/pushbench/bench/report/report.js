'use strict';
(() => {
  const make = (name, text) => {
    const element = document.createElement(name);
    if (text !== undefined) element.textContent = text;
    return element;
  };

  // Lines can be hidden, one by one.
  for (const svg of document.querySelectorAll('svg')) {
    const series = [...svg.querySelectorAll('[data-series]')];
    if (series.length < 2) continue;
    const bar = make('div');
    bar.className = 'toggles';
    bar.setAttribute('role', 'group');
    bar.setAttribute('aria-label', 'Show in this chart');
    for (const line of series) {
      const button = make('button', line.dataset.series);
      button.type = 'button';
      button.setAttribute('aria-pressed', 'true');
      button.addEventListener('click', () => {
        const shown = button.getAttribute('aria-pressed') !== 'true';
        button.setAttribute('aria-pressed', String(shown));
        line.style.display = shown ? '' : 'none';
      });
      bar.append(button);
    }
    svg.parentElement.before(bar);
  }

  const form = document.getElementById('fit-form');
  if (!form) return;
  const models = JSON.parse(document.getElementById('fit-models').textContent);
  const field = name => Number(document.getElementById('fit-' + name).value);

  const three = number => {
    if (number === 0) return '0';
    const rounded = Number(number.toPrecision(3));
    if (Math.abs(rounded) < 1e-4) return number.toExponential(1);
    const digits = Math.max(0, 2 - Math.floor(Math.log10(Math.abs(rounded))));
    return rounded.toLocaleString('en-US', {minimumFractionDigits: digits, maximumFractionDigits: digits});
  };
  const scaled = (number, steps) => {
    const [unit, , size] = steps.find(([, below]) => Math.abs(number) < below);
    return three(number / size) + ' ' + unit;
  };
  const micros = number => scaled(number, [['µs', 1e3, 1], ['ms', 1e6, 1e3], ['s', Infinity, 1e6]]);
  const bytes = number =>
    scaled(number, [['B', 1e4, 1], ['kB', 1e6, 1e3], ['MB', 1e9, 1e6], ['GB', Infinity, 1e9]]);
  const memory = number =>
    scaled(number, [['KiB', 2 ** 20, 2 ** 10], ['MiB', 2 ** 30, 2 ** 20], ['GiB', Infinity, 2 ** 30]]);
  const known = (number, told, none = '–') => number === undefined ? none : told(number);
  const error = share => share < 0.001 ? '< 0.1 %' : '± ' + three(share * 100) + ' %';

  const latencyAt = (points, users) => {
    if (points.length === 0) return undefined;
    if (users <= points[0].users) return points[0].micros;
    if (points.length === 1) return undefined;
    let right = 1;
    while (right < points.length - 1 && points[right].users < users) right++;
    const from = points[right - 1];
    const to = points[right];
    const slope = (to.micros - from.micros) / (to.users - from.users);
    return to.micros + (users - to.users) * (users > to.users ? Math.max(0, slope) : slope);
  };

  const offerOf = (candidate, users, rate) => {
    const seen = candidate.measured.find(each => each.users === users && each.events_per_second === rate);
    if (seen) return {...seen.offer, basis: 'measured'};
    const cost = candidate.cost;
    const requests = Math.max(cost.requests_per_second, cost.requests_per_event * rate);
    const at = line => line.per_event * rate + line.per_request * requests + line.per_second;
    const cores = cost.cpu_micros && at(cost.cpu_micros) * users / 1e6;
    const between = (values, value) => Math.min(...values) <= value && value <= Math.max(...values);
    const isBetween = between(candidate.measured.map(each => each.users), users)
      && between(candidate.measured.map(each => each.events_per_second), rate);
    return {
      name: candidate.name,
      basis: isBetween ? 'between measured' : 'extrapolated',
      latency_micros: cores > models.cores ? undefined : latencyAt(candidate.latency, users),
      cost: {
        bytes_per_user_hour: at(cost.bytes) * 3600,
        requests_per_second: requests * users,
        server_cores: cores,
        memory_bytes: cost.memory_bytes_per_user === undefined ? undefined : cost.memory_bytes_per_user * users,
      },
      error: cost.error,
    };
  };

  const header = ['technique', 'fits', 'basis', '99 % within', 'bytes per user and hour', 'requests/s',
    'server cores', 'memory', 'error'];
  const answer = () => {
    const users = Math.floor(field('users'));
    const rate = field('rate');
    const limit = field('latency') * 1e3;
    const place = document.getElementById('fit-answer');
    if (!(users >= 1 && rate > 0 && limit >= 0)) {
      place.replaceChildren(make('p', 'At least one user, and a rate above 0.'));
      return;
    }
    const fits = offer => limit === 0 || offer.latency_micros <= limit;
    const offers = models.candidates.map(candidate => offerOf(candidate, users, rate));
    offers.sort((one, other) => fits(other) - fits(one)
      || one.cost.bytes_per_user_hour - other.cost.bytes_per_user_hour);
    const table = make('table');
    table.append(make('caption', 'What fits, the cheapest first'));
    const head = table.createTHead().insertRow();
    header.forEach((name, column) => {
      const cell = make('th', name);
      cell.scope = 'col';
      if (column > 2) cell.className = 'n';
      head.append(cell);
    });
    const body = table.createTBody();
    for (const offer of offers) {
      const row = body.insertRow();
      const name = make('th', offer.name);
      name.scope = 'row';
      row.append(name);
      const cost = offer.cost;
      [fits(offer) ? 'yes' : offer.latency_micros === undefined ? 'unknown' : 'no', offer.basis,
        known(offer.latency_micros, micros), bytes(cost.bytes_per_user_hour), three(cost.requests_per_second),
        known(cost.server_cores, three), known(cost.memory_bytes, memory),
        known(offer.error, error, 'unknown')].forEach((text, column) => {
        const cell = row.insertCell();
        cell.textContent = text;
        if (column > 1) cell.className = 'n';
      });
    }
    const scroll = make('div');
    scroll.className = 'scroll';
    scroll.tabIndex = 0;
    scroll.append(table);
    place.replaceChildren(scroll);
  };
  form.hidden = false;
  form.addEventListener('submit', event => event.preventDefault());
  form.addEventListener('input', answer);
  answer();
})();
