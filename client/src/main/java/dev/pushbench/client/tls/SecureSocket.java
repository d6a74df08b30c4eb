package dev.pushbench.client.tls;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ByteChannel;
import java.nio.channels.SocketChannel;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLSession;
import tlschannel.ClientTlsChannel;
import tlschannel.NeedsReadException;
import tlschannel.NeedsWriteException;
import tlschannel.WouldBlockException;

/**
 * A socket with TLS over it, blocking or not as the socket is. For one thread.
 *
 * <pre>  shake ─▶ read, write* ─▶ sayGoodbye ─▶ discard* ─▶ close</pre>
 */
public final class SecureSocket {
    /** What has to be possible before a handshake can go on. */
    public enum Need {
        NOTHING,
        READ,
        WRITE
    }

    private static final String KNOWN = "pushbench.known";
    private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);

    private final Counted socket;
    private final ClientTlsChannel tls;
    private final TlsWatcher watcher;
    private final long startNanos = System.nanoTime();
    private long toldCipherIn;
    private long toldCipherOut;

    SecureSocket(SocketChannel socket, SSLEngine engine, TlsThread thread) {
        this.socket = new Counted(socket);
        this.watcher = thread.watcher();
        this.tls = ClientTlsChannel.newBuilder(this.socket, engine)
                .withEncryptedBufferAllocator(thread.buffers())
                .withPlainBufferAllocator(thread.buffers())
                .withSessionInitCallback(this::shaken)
                .build();
    }

    /**
     * Goes on with the handshake as far as it can.
     *
     * @return nothing where it is over
     * @throws IOException where it has failed, or the server has closed the connection; {@link TlsUser#explained} says why
     */
    public Need shake() throws IOException {
        try {
            tls.handshake();
            return Need.NOTHING;
        } catch (NeedsReadException e) {
            return Need.READ;
        } catch (NeedsWriteException e) {
            return Need.WRITE;
        } finally {
            tell(0, 0);
        }
    }

    private void shaken(SSLSession session) {
        boolean resumed = session.getValue(KNOWN) != null; // what is known of a session goes with it
        session.putValue(KNOWN, true);
        watcher.shaken(System.nanoTime() - startNanos, socket.in + socket.out, resumed);
    }

    /**
     * Reads at most a record.
     *
     * @return bytes read; 0 where there are none now, -1 at the end
     */
    public int read(ByteBuffer into) throws IOException {
        int bytes = 0;
        try {
            bytes = tls.read(into);
        } catch (WouldBlockException e) {
            bytes = 0;
        } finally {
            tell(Math.max(0, bytes), 0);
        }
        return bytes;
    }

    /** Whether ciphers were read that are not taken apart yet: then nobody will say that the socket can be read. */
    public boolean holdsBytes() {
        return tls.getEncryptedBufferAllocator().currentAllocation() > 0
                || tls.getPlainBufferAllocator().currentAllocation() > 0;
    }

    /**
     * Writes as much as the socket takes. To be called again, with the rest or with nothing, where that was not all.
     *
     * @return whether all of it is out, and all from before
     */
    public boolean write(ByteBuffer from) throws IOException {
        int before = from.remaining();
        try {
            tls.write(from);
            return !from.hasRemaining();
        } catch (WouldBlockException e) {
            return false;
        } finally {
            tell(0, before - from.remaining());
        }
    }

    /** The same with nothing new. */
    public boolean flush() throws IOException {
        return write(NOTHING);
    }

    /** Says that nothing more will be written (close_notify; RFC 8446, section 6.1), where the socket takes it. */
    public void sayGoodbye() {
        try {
            if (!tls.shutdownSent()) {
                tls.shutdown();
            }
        } catch (IOException gone) {
            // Then there is nobody to say it to.
        } finally {
            tell(0, 0);
        }
    }

    /**
     * Reads what still comes after a farewell, counts it and throws it away.
     *
     * @return bytes read; 0 where there are none now, -1 at the end
     */
    public int discard(ByteBuffer scratch) throws IOException {
        try {
            return socket.read(scratch.clear());
        } finally {
            tell(0, 0);
        }
    }

    /** Closes the socket, with a farewell where there was none, and gives back what it held. */
    public void close() throws IOException {
        try {
            tls.close();
        } finally {
            tell(0, 0);
        }
    }

    /** Cipher bytes read so far. */
    public long cipherBytesIn() {
        return socket.in;
    }

    /** Cipher bytes written so far. */
    public long cipherBytesOut() {
        return socket.out;
    }

    private void tell(int plainRead, int plainWritten) {
        if (socket.in != toldCipherIn || plainRead > 0) {
            watcher.read(socket.in - toldCipherIn, plainRead);
            toldCipherIn = socket.in;
        }
        if (socket.out != toldCipherOut || plainWritten > 0) {
            watcher.written(socket.out - toldCipherOut, plainWritten);
            toldCipherOut = socket.out;
        }
    }

    /** The socket, with its bytes counted. */
    private static final class Counted implements ByteChannel {
        private final SocketChannel socket;
        private long in;
        private long out;

        Counted(SocketChannel socket) {
            this.socket = socket;
        }

        @Override
        public int read(ByteBuffer into) throws IOException {
            int bytes = socket.read(into);
            in += Math.max(0, bytes);
            return bytes;
        }

        @Override
        public int write(ByteBuffer from) throws IOException {
            int bytes = socket.write(from);
            out += bytes;
            return bytes;
        }

        @Override
        public boolean isOpen() {
            return socket.isOpen();
        }

        @Override
        public void close() throws IOException {
            socket.close();
        }
    }
}
