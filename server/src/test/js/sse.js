// Reads two server-sent events, the second of which it publishes when it has the first; then says what it read.
'use strict';

const [server] = process.argv.slice(2);

function publish(data) {
  return fetch(server + '/publish/room', { method: 'POST', body: JSON.stringify({ data }) });
}

async function main() {
  const away = new AbortController();
  const response = await fetch(server + '/sse/room', { signal: away.signal });
  await publish('one');
  const data = [];
  let rest = '';
  for await (const text of response.body.pipeThrough(new TextDecoderStream())) {
    const blocks = (rest + text).split('\n\n');
    rest = blocks.pop();
    for (const block of blocks) {
      data.push(JSON.parse(block.split('data: ')[1]).data);
    }
    if (data.length === 2) {
      break;
    }
    await publish('two');
  }
  away.abort();
  console.log(JSON.stringify(data));
}

main();
