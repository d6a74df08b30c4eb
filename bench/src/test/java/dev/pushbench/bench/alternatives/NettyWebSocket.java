package dev.pushbench.bench.alternatives;

import dev.pushbench.bench.alternatives.Attendance.User;
import dev.pushbench.protocol.EventFormat;
import dev.pushbench.protocol.Routes;
import dev.pushbench.protocol.Technique;
import io.netty.bootstrap.Bootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollSocketChannel;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.handler.codec.http.HttpClientCodec;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketClientProtocolConfig;
import io.netty.handler.codec.http.websocketx.WebSocketClientProtocolHandler;
import io.netty.handler.codec.http.websocketx.WebSocketClientProtocolHandler.ClientHandshakeStateEvent;
import java.net.URI;
import java.util.concurrent.TimeUnit;

/** Netty with its own codecs, all users on one event loop: through epoll where that is there, else NIO. */
final class NettyWebSocket implements Library {
    private static final int MOST_HANDSHAKE_BYTES = 8192;
    private static final int MOST_FRAME_BYTES = 1 << 17;
    private static final int SEQ_OFFSET = "{\"seq\":\"".length();

    private final EventLoopGroup loop = new MultiThreadIoEventLoopGroup(
            1, Epoll.isAvailable() ? EpollIoHandler.newFactory() : NioIoHandler.newFactory());

    @Override
    public void connect(Gathering gathering, User user) {
        String target = Routes.read(Technique.WEBSOCKET, gathering.room(), 0);
        WebSocketClientProtocolConfig config = WebSocketClientProtocolConfig.newBuilder()
                .webSocketUri(URI.create("ws://" + gathering.authority() + target))
                .maxFramePayloadLength(MOST_FRAME_BYTES)
                .build();
        new Bootstrap()
                .group(loop)
                .channel(Epoll.isAvailable() ? EpollSocketChannel.class : NioSocketChannel.class)
                .option(ChannelOption.TCP_NODELAY, true)
                .handler(new ChannelInitializer<Channel>() {
                    @Override
                    protected void initChannel(Channel channel) {
                        channel.pipeline()
                                .addLast(
                                        new HttpClientCodec(),
                                        new HttpObjectAggregator(MOST_HANDSHAKE_BYTES),
                                        new WebSocketClientProtocolHandler(config),
                                        new Events(user));
                    }
                })
                .connect(gathering.server())
                .addListener(connected -> {
                    if (!connected.isSuccess()) {
                        user.failed(String.valueOf(connected.cause()));
                    }
                });
    }

    private static final class Events extends SimpleChannelInboundHandler<TextWebSocketFrame> {
        private final User user;

        Events(User user) {
            this.user = user;
        }

        @Override
        public void userEventTriggered(ChannelHandlerContext context, Object event) throws Exception {
            if (event == ClientHandshakeStateEvent.HANDSHAKE_COMPLETE) {
                user.ready();
            }
            super.userEventTriggered(context, event);
        }

        /** Reads the number in place, as our own engine does. */
        @Override
        protected void channelRead0(ChannelHandlerContext context, TextWebSocketFrame frame) {
            ByteBuf text = frame.content();
            long seq = 0;
            int from = text.readerIndex() + SEQ_OFFSET;
            for (int i = from; i < from + EventFormat.DIGITS; i++) {
                seq = 10 * seq + text.getByte(i) - '0';
            }
            user.got(seq);
        }

        @Override
        public void exceptionCaught(ChannelHandlerContext context, Throwable failure) {
            user.failed(failure.toString());
        }
    }

    @Override
    public void close() {
        loop.shutdownGracefully(0, 1, TimeUnit.SECONDS).awaitUninterruptibly(5, TimeUnit.SECONDS);
    }
}
