package dev.pushbench.bench.alternatives;

import dev.pushbench.bench.alternatives.Attendance.User;
import dev.pushbench.protocol.Routes;
import dev.pushbench.protocol.Technique;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodySubscribers;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Flow;
import org.jspecify.annotations.Nullable;

/** The JDK's HttpClient, one for all users, with a body each that is told line by line as it comes. */
final class JdkStreaming implements Library {
    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final Queue<Lines> bodies = new ConcurrentLinkedQueue<>();

    @Override
    @SuppressWarnings("FutureReturnValueIgnored") // a failure is told to the user
    public void connect(Gathering gathering, User user) {
        String target = Routes.read(Technique.STREAMING, gathering.room(), 0);
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://" + gathering.authority() + target))
                .build();
        Lines lines = new Lines(user);
        bodies.add(lines);
        client.sendAsync(request, head -> {
                    if (head.statusCode() == 200) {
                        user.ready();
                    } else {
                        user.failed("the server answered " + head.statusCode());
                    }
                    return BodySubscribers.fromLineSubscriber(lines);
                })
                .whenComplete((response, failure) -> {
                    if (failure != null && !lines.isCancelled) {
                        user.failed(failure.toString());
                    }
                });
    }

    private static final class Lines implements Flow.Subscriber<String> {
        private final User user;
        private Flow.@Nullable Subscription subscription;
        private volatile boolean isCancelled;

        Lines(User user) {
            this.user = user;
        }

        @Override
        public void onSubscribe(Flow.Subscription to) {
            subscription = to;
            to.request(Long.MAX_VALUE);
        }

        @Override
        public void onNext(String line) {
            if (!line.isEmpty()) { // an empty one is a heartbeat
                user.got(line);
            }
        }

        @Override
        public void onError(Throwable failure) {
            if (!isCancelled) {
                user.failed(failure.toString());
            }
        }

        @Override
        public void onComplete() {
            if (!isCancelled) {
                user.failed("the response has ended");
            }
        }

        void cancel() {
            isCancelled = true;
            if (subscription != null) {
                subscription.cancel();
            }
        }
    }

    @Override
    public void close() {
        bodies.forEach(Lines::cancel);
    }
}
