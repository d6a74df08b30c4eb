package dev.pushbench.client.tls;

import java.net.InetSocketAddress;

/** What the TLS connections of one thread share: who is told of them, and the memory that they take turns in using. */
public final class TlsThread {
    private final TlsClient client;
    private final TlsWatcher watcher;
    private final CipherBuffers buffers = new CipherBuffers();

    TlsThread(TlsClient client, TlsWatcher watcher) {
        this.client = client;
        this.watcher = watcher;
    }

    /** A user of that server, whose connections, one after the other, may go on with one session. */
    public TlsUser user(InetSocketAddress server) {
        String host = client.trust().host().orElseGet(() -> server.getAddress().getHostAddress());
        return new TlsUser(this, host, client.nextPeer());
    }

    TlsClient client() {
        return client;
    }

    TlsWatcher watcher() {
        return watcher;
    }

    CipherBuffers buffers() {
        return buffers;
    }
}
