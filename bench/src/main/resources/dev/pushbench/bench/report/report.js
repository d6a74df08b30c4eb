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
    if (Math.abs(rounded) < 1e-4) return number.toExponential(1).replace(/e(.)(\d)$/, (all, sign, digit) => 'e' + sign + '0' + digit);
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

  const count = number => number.toLocaleString('en-US');
  const audience = (candidate, users) => Math.min(users, candidate.users_per_room ?? users);

  // As Java's LatencyCurve: bounds only between measured points, those of both neighbours together.
  const latencyAt = (points, users) => {
    const exact = points.find(point => point.users === users);
    if (exact) return {micros: exact.micros, bounds: exact.bounds, users: [users]};
    if (points.length === 0 || points.length === 1 && users > points[0].users) return undefined;
    if (users < points[0].users) return {micros: points[0].micros, users: [points[0].users]};
    let right = 1;
    while (right < points.length - 1 && points[right].users < users) right++;
    const from = points[right - 1];
    const to = points[right];
    const slope = (to.micros - from.micros) / (to.users - from.users);
    const isBeyond = users > to.users;
    return {
      micros: to.micros + (users - to.users) * (isBeyond ? Math.max(0, slope) : slope),
      bounds: isBeyond ? undefined : {
        low_micros: Math.min(from.bounds.low_micros, to.bounds.low_micros),
        high_micros: Math.max(from.bounds.high_micros, to.bounds.high_micros),
        is_measured: from.bounds.is_measured && to.bounds.is_measured,
      },
      users: [from.users, to.users],
    };
  };

  const offerOf = (candidate, users, rate) => {
    const seen = candidate.measured.find(each => each.users === users && each.published_per_second === rate);
    if (seen) return seen.offer;
    const cost = candidate.cost;
    const received = rate * audience(candidate, users) / users;
    const requests = Math.max(cost.requests_per_second, cost.requests_per_event * received);
    const at = line => line.per_event * received + line.per_request * requests + line.per_second;
    const cores = cost.cpu_micros && at(cost.cpu_micros) * users / 1e6;
    const between = (values, value) => Math.min(...values) <= value && value <= Math.max(...values);
    const isBetween = between(candidate.measured.map(each => each.users), users)
      && between(candidate.measured.map(each => each.received_per_second), received);
    const latency = cores > models.cores ? undefined : latencyAt(candidate.latency, users);
    return {
      name: candidate.name,
      source: {
        basis: isBetween ? 'BETWEEN' : 'EXTRAPOLATED',
        validity: candidate.validity,
        latency_users: latency ? latency.users : [],
        memory_users: cost.memory?.users,
        cost_cells: candidate.measured.length,
      },
      received_per_second: received,
      latency: latency && {micros: latency.micros, bounds: isBetween ? latency.bounds : undefined},
      cost: {
        bytes_per_user_hour: at(cost.bytes) * 3600,
        requests_per_second: requests * users,
        server_cores: cores,
        memory_bytes: cost.memory && cost.memory.bytes * users,
      },
      cost_error: cost.error,
    };
  };

  // In the order in which offers are listed, as Java's Fits.
  const fitsWords = ['yes', '–', 'not certain', 'no'];
  const fitsOf = (offer, limit) => {
    if (limit === 0) return 1;
    const bounds = offer.latency?.bounds;
    if (!bounds) return 2;
    return bounds.high_micros <= limit ? 0 : bounds.low_micros > limit ? 3 : 2;
  };
  const basisWords = {MEASURED: 'measured', BETWEEN: 'between measured', EXTRAPOLATED: 'extrapolated'};
  const interval = latency => latency.bounds?.is_measured
    ? micros(latency.bounds.low_micros) + ' to ' + micros(latency.bounds.high_micros) : 'unknown';
  const cellsOf = source => {
    if (source.basis === 'MEASURED') return 'that of this load';
    const parts = [];
    if (source.latency_users.length) parts.push('p99: ' + source.latency_users.map(count).join(' and ') + ' users');
    if (source.memory_users !== undefined) parts.push('memory: ' + count(source.memory_users) + ' users');
    parts.push('other costs: ' + source.cost_cells + (source.cost_cells === 1 ? ' cell' : ' cells'));
    return parts.join('; ');
  };

  const header = ['technique', 'fits', 'basis', 'validity', 'events/s per user', 'p99', 'p99 interval',
    'bytes per user and hour', 'requests/s', 'server cores', 'memory', 'cost error', 'cells'];
  const isNumeric = column => column > 3 && column < header.length - 1;
  const answer = () => {
    const users = Math.floor(field('users'));
    const rate = field('rate');
    const limit = field('latency') * 1e3;
    const candidates = models.candidates.filter(each => each.has_events || rate === 0);
    const place = document.getElementById('fit-answer');
    const isRate = rate > 0 || rate === 0 && models.candidates.every(each => !each.has_events);
    if (!(users >= 1 && isRate && limit >= 0)) {
      place.replaceChildren(make('p', 'At least one user, and a rate above 0.'));
      return;
    }
    const offers = candidates.map(candidate => offerOf(candidate, users, rate));
    offers.sort((one, other) => fitsOf(one, limit) - fitsOf(other, limit)
      || one.cost.bytes_per_user_hour - other.cost.bytes_per_user_hour);
    const table = make('table');
    table.append(make('caption', 'What fits, the cheapest first; the rate is that of all rooms together'));
    const head = table.createTHead().insertRow();
    header.forEach((name, column) => {
      const cell = make('th', name);
      cell.scope = 'col';
      if (isNumeric(column)) cell.className = 'n';
      head.append(cell);
    });
    const body = table.createTBody();
    for (const offer of offers) {
      const row = body.insertRow();
      const name = make('th', offer.name);
      name.scope = 'row';
      row.append(name);
      const cost = offer.cost;
      const latency = offer.latency;
      [fitsWords[fitsOf(offer, limit)], basisWords[offer.source.basis], offer.source.validity,
        three(offer.received_per_second), known(latency?.micros, micros), known(latency, interval),
        bytes(cost.bytes_per_user_hour), known(cost.requests_per_second, three), known(cost.server_cores, three),
        known(cost.memory_bytes, memory), known(offer.cost_error, error, 'unknown'),
        cellsOf(offer.source)].forEach((text, column) => {
        const cell = row.insertCell();
        cell.textContent = text;
        if (isNumeric(column + 1)) cell.className = 'n';
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
