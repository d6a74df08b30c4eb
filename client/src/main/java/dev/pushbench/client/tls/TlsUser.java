package dev.pushbench.client.tls;

import java.nio.channels.SocketChannel;

/** One user as servers know it by its sessions. */
public final class TlsUser {
    private final TlsThread thread;
    private final String host;
    private final int peer;

    TlsUser(TlsThread thread, String host, int peer) {
        this.thread = thread;
        this.host = host;
        this.peer = peer;
    }

    /** TLS over a socket that is connected. Nothing is sent yet. */
    public SecureSocket over(SocketChannel socket) {
        TlsClient client = thread.client();
        return new SecureSocket(socket, client.engine(host, client.resumes() ? peer : client.nextPeer()), thread);
    }

    /** What a failure of TLS means, on one line. */
    public String explained(Throwable failure) {
        return TlsFailure.explained(failure, host);
    }
}
