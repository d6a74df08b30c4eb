package dev.pushbench.client.user;

import dev.pushbench.client.measure.ByteClass;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** One connection of a scripted server. Whoever writes or reads says of which class the bytes are. */
public final class ScriptedConnection implements AutoCloseable {
    private final ScriptedServer server;
    private final Socket socket;
    private final DataInputStream in;
    private boolean byteByByte;
    private @Nullable ByteArrayOutputStream together;

    ScriptedConnection(ScriptedServer server, Socket socket) throws IOException {
        this.server = server;
        this.socket = socket;
        this.in = new DataInputStream(socket.getInputStream());
    }

    /** A frame that the user sent, unmasked. */
    public record Frame(int firstByte, boolean masked, ByteBuffer payload) {}

    /** From now on every byte is a packet of its own. */
    public void writeByteByByte() {
        byteByByte = true;
    }

    /** Something that writes. */
    public interface Writing {
        void write() throws IOException;
    }

    /** All that is written is one packet. */
    public void together(Writing writing) throws IOException {
        ByteArrayOutputStream packet = new ByteArrayOutputStream();
        together = packet;
        writing.write();
        together = null;
        socket.getOutputStream().write(packet.toByteArray());
    }

    public void write(ByteClass byteClass, String text) throws IOException {
        write(byteClass, text.getBytes(StandardCharsets.UTF_8));
    }

    public void write(ByteClass byteClass, byte[] bytes) throws IOException {
        server.countSent(byteClass, bytes.length);
        if (together != null) {
            together.writeBytes(bytes);
        } else if (byteByByte) {
            for (byte each : bytes) {
                socket.getOutputStream().write(each);
                Thread.onSpinWait();
            }
        } else {
            socket.getOutputStream().write(bytes);
        }
    }

    /** Reads a request without a body, to its blank line. */
    public String request(ByteClass byteClass) throws IOException {
        ByteArrayOutputStream head = new ByteArrayOutputStream();
        int lastFour = 0;
        while (lastFour != 0x0D0A0D0A) {
            int next = in.read();
            if (next < 0) {
                throw new EOFException("within or before a request: " + head);
            }
            head.write(next);
            lastFour = lastFour << 8 | next;
        }
        server.countReceived(byteClass, head.size());
        return head.toString(StandardCharsets.US_ASCII);
    }

    /** Reads a body of a length that is known. */
    public void body(int bytes) throws IOException {
        if (in.readNBytes(bytes).length < bytes) {
            throw new EOFException("within a body");
        }
        server.countReceived(ByteClass.PAYLOAD, bytes);
    }

    /** The same; returns it. */
    public String bodyText(int bytes) throws IOException {
        byte[] body = in.readNBytes(bytes);
        if (body.length < bytes) {
            throw new EOFException("within a body");
        }
        server.countReceived(ByteClass.PAYLOAD, bytes);
        return new String(body, StandardCharsets.UTF_8);
    }

    /** Bytes that have come and are not read yet. */
    public int waitingBytes() throws IOException {
        return in.available();
    }

    /** Reads a frame of at most 125 bytes. */
    public Frame frame() throws IOException {
        int first = in.readUnsignedByte();
        int second = in.readUnsignedByte();
        boolean masked = (second & 0x80) != 0;
        byte[] mask = in.readNBytes(masked ? 4 : 0);
        byte[] payload = in.readNBytes(second & 0x7f);
        server.countReceived(ByteClass.CONTROL, 2 + mask.length + payload.length);
        for (int i = 0; masked && i < payload.length; i++) {
            payload[i] ^= mask[i % 4];
        }
        return new Frame(first, masked, ByteBuffer.wrap(payload));
    }

    /** Waits until the user closes; what it still sends is a fault. */
    public void awaitEnd() throws IOException {
        int next = in.read();
        if (next >= 0) {
            throw new AssertionError("the user sent a byte more: " + next);
        }
    }

    /** Ends it with a FIN, and reads what the user still sends, uncounted, until it closes: so no reset follows. */
    public void endOutput() throws IOException {
        socket.shutdownOutput();
        in.transferTo(OutputStream.nullOutputStream());
    }

    /** Ends it with a reset. */
    public void reset() throws IOException {
        socket.setSoLinger(true, 0);
        socket.close();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
