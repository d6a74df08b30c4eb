package dev.pushbench.server.wire;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import org.xnio.channels.StreamSourceChannel;
import org.xnio.conduits.AbstractStreamSinkConduit;
import org.xnio.conduits.StreamSinkConduit;

/** Counts every byte written to a socket. */
final class CountingSink extends AbstractStreamSinkConduit<StreamSinkConduit> {
    private final ByteCounts counts;

    CountingSink(StreamSinkConduit socket, ByteCounts counts) {
        super(socket);
        this.counts = counts;
    }

    @Override
    public int write(ByteBuffer from) throws IOException {
        return (int) counted(next.write(from));
    }

    @Override
    public long write(ByteBuffer[] from, int offset, int length) throws IOException {
        return counted(next.write(from, offset, length));
    }

    @Override
    public int writeFinal(ByteBuffer from) throws IOException {
        return (int) counted(next.writeFinal(from));
    }

    @Override
    public long writeFinal(ByteBuffer[] from, int offset, int length) throws IOException {
        return counted(next.writeFinal(from, offset, length));
    }

    @Override
    public long transferFrom(FileChannel source, long position, long count) throws IOException {
        return counted(next.transferFrom(source, position, count));
    }

    @Override
    public long transferFrom(StreamSourceChannel source, long count, ByteBuffer throughBuffer) throws IOException {
        long before = throughBuffer.remaining();
        long bytes = next.transferFrom(source, count, throughBuffer);
        counts.written(bytes - Math.max(0, throughBuffer.remaining() - before));
        return bytes;
    }

    private long counted(long bytes) {
        counts.written(bytes);
        return bytes;
    }
}
