package dev.pushbench.server.wire;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import org.xnio.channels.StreamSinkChannel;
import org.xnio.conduits.AbstractStreamSourceConduit;
import org.xnio.conduits.StreamSourceConduit;

/** Counts every byte read off a socket. */
final class CountingSource extends AbstractStreamSourceConduit<StreamSourceConduit> {
    private final ByteCounts counts;

    CountingSource(StreamSourceConduit socket, ByteCounts counts) {
        super(socket);
        this.counts = counts;
    }

    @Override
    public int read(ByteBuffer into) throws IOException {
        int bytes = next.read(into);
        counts.read(bytes);
        return bytes;
    }

    @Override
    public long read(ByteBuffer[] into, int offset, int length) throws IOException {
        long bytes = next.read(into, offset, length);
        counts.read(bytes);
        return bytes;
    }

    @Override
    public long transferTo(long position, long count, FileChannel target) throws IOException {
        long bytes = next.transferTo(position, count, target);
        counts.read(bytes);
        return bytes;
    }

    @Override
    public long transferTo(long count, ByteBuffer throughBuffer, StreamSinkChannel target) throws IOException {
        long bytes = next.transferTo(count, throughBuffer, target);
        counts.read(bytes + throughBuffer.remaining());
        return bytes;
    }
}
