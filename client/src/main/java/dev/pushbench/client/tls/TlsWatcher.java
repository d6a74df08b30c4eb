package dev.pushbench.client.tls;

/** Is told what TLS does on the connections of one thread, on that thread. */
public interface TlsWatcher {
    /** For connections that nobody watches. */
    TlsWatcher NOBODY = new TlsWatcher() {
        @Override
        public void read(long cipherBytes, long plainBytes) {}

        @Override
        public void written(long cipherBytes, long plainBytes) {}

        @Override
        public void shaken(long nanos, long bytes, boolean resumed) {}
    };

    /**
     * Bytes were read off a socket.
     *
     * @param cipherBytes as the socket had them
     * @param plainBytes that came out of them, or of those before
     */
    void read(long cipherBytes, long plainBytes);

    /**
     * Bytes were written to a socket.
     *
     * @param cipherBytes that the socket took
     * @param plainBytes that were put in; those that the socket did not take yet among them
     */
    void written(long cipherBytes, long plainBytes);

    /**
     * A connection's handshake is over.
     *
     * @param nanos since the TCP connection stood
     * @param bytes cipher bytes, both ways
     * @param resumed whether it went on with an earlier session, so that no certificate was shown
     */
    void shaken(long nanos, long bytes, boolean resumed);
}
