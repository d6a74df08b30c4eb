// Runs the page's script without a browser: what it needs of a document, and no more.
// Arguments: the script, the JSON of its models, and a JSON list of [users, rate, limit in ms]. Prints the rows of each answer.
'use strict';
const fs = require('fs');

const element = (name, text) => {
  const rows = [];
  const self = {
    name, textContent: text ?? '', hidden: false, children: [], cells: [], rows, listeners: {},
    append: (...more) => { self.children.push(...more); if (name === 'tr') self.cells.push(...more); },
    replaceChildren: (...more) => { self.children = more; },
    createTHead: () => { const head = element('thead'); self.children.push(head); return head; },
    createTBody: () => { const body = element('tbody'); self.children.push(body); return body; },
    insertRow: () => { const row = element('tr'); self.children.push(row); return row; },
    insertCell: () => { const cell = element('td'); self.cells.push(cell); return cell; },
    addEventListener: (event, listener) => { self.listeners[event] = listener; },
    setAttribute: () => {},
  };
  return self;
};
const rowsOf = node => node.name === 'tr'
  ? [node.cells.map(cell => cell.textContent)] : node.children.flatMap(rowsOf);

const [script, models, questions] = process.argv.slice(2);
const byId = {
  'fit-form': element('form'),
  'fit-models': element('script', fs.readFileSync(models, 'utf8')),
  'fit-answer': element('div'),
  'fit-users': {value: '1'},
  'fit-rate': {value: '1'},
  'fit-latency': {value: ''},
};
globalThis.document = {
  querySelectorAll: () => [],
  getElementById: id => byId[id],
  createElement: name => element(name),
};
(0, eval)(fs.readFileSync(script, 'utf8'));
const answers = JSON.parse(questions).map(([users, rate, limit]) => {
  byId['fit-users'].value = String(users);
  byId['fit-rate'].value = String(rate);
  byId['fit-latency'].value = limit === 0 ? '' : String(limit);
  byId['fit-form'].listeners.input();
  return rowsOf(byId['fit-answer']);
});
process.stdout.write(JSON.stringify(answers));
