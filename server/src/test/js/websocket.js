// Reads an event, publishes another and reads that, pings, closes; then says what it saw.
'use strict';

const WebSocket = require('ws');

const [url, subprotocol] = process.argv.slice(2);
const socket = new WebSocket(url.replace('http:', 'ws:'), subprotocol);
const seen = { protocol: '', binary: [], data: [], pong: '', code: 0 };

socket.on('open', () => {
  seen.protocol = socket.protocol;
});
socket.on('message', (bytes, isBinary) => {
  seen.binary.push(isBinary);
  seen.data.push(JSON.parse(bytes.toString()).data);
  if (seen.data.length === 1) {
    socket.send(JSON.stringify({ data: 'from node' }));
  } else {
    socket.ping('are you there?');
  }
});
socket.on('pong', (payload) => {
  seen.pong = payload.toString();
  socket.close(1000, 'done');
});
socket.on('close', (code) => {
  seen.code = code;
  console.log(JSON.stringify(seen));
});
