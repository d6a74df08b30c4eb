package dev.pushbench.bench.scenario;

import dev.pushbench.client.LoadPlan;
import dev.pushbench.client.http.HeaderProfile;
import dev.pushbench.protocol.Technique;
import java.math.BigInteger;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** What varies from cell to cell. Each has at least one value, none twice, in the order they are measured. */
public record Dimensions(
        List<Technique> techniques,
        List<Integer> users,
        List<Double> eventsPerSecond,
        List<Integer> eventBytes,
        List<Duration> pollIntervals,
        List<Duration> longPollWaits,
        List<HeaderProfile> headers,
        List<Boolean> keepAlive) {

    public Dimensions {
        techniques = List.copyOf(techniques);
        users = List.copyOf(users);
        eventsPerSecond = List.copyOf(eventsPerSecond);
        eventBytes = List.copyOf(eventBytes);
        pollIntervals = List.copyOf(pollIntervals);
        longPollWaits = List.copyOf(longPollWaits);
        headers = List.copyOf(headers);
        keepAlive = List.copyOf(keepAlive);
    }

    /** One value of each. */
    record Point(
            Technique technique,
            int users,
            LoadPlan.Publishing publishing,
            LoadPlan.Reading reading,
            LoadPlan.Requests requests) {}

    /** Techniques of otherwise equal points side by side, so that what is compared is measured close in time. */
    List<Point> points() {
        List<Point> points = new ArrayList<>();
        for (int userCount : users) {
            for (LoadPlan.Publishing publishing : publishings()) {
                for (HeaderProfile profile : headers) {
                    for (Technique technique : techniques) {
                        addPoints(points, technique, userCount, publishing, profile);
                    }
                }
            }
        }
        return points;
    }

    /** How many {@link #points()} there are, without making them. */
    BigInteger pointCount() {
        BigInteger waysToAsk = techniques.stream()
                .map(technique -> product(readings(technique), keepAlive(technique)))
                .reduce(BigInteger.ZERO, BigInteger::add);
        return waysToAsk.multiply(product(users, eventsPerSecond, eventBytes, headers));
    }

    private void addPoints(
            List<Point> points,
            Technique technique,
            int userCount,
            LoadPlan.Publishing publishing,
            HeaderProfile profile) {
        for (LoadPlan.Reading reading : readings(technique)) {
            for (boolean keepsAlive : keepAlive(technique)) {
                LoadPlan.Requests requests = new LoadPlan.Requests(profile, keepsAlive);
                points.add(new Point(technique, userCount, publishing, reading, requests));
            }
        }
    }

    /** Each rate with each length of events. */
    public List<LoadPlan.Publishing> publishings() {
        return eventsPerSecond.stream()
                .flatMap(rate -> eventBytes.stream().map(bytes -> new LoadPlan.Publishing(rate, bytes)))
                .toList();
    }

    /** Of what means nothing to a technique, the first alone: with another it would measure the same thing again. */
    private List<LoadPlan.Reading> readings(Technique technique) {
        Duration interval = pollIntervals.get(0);
        Duration wait = longPollWaits.get(0);
        return switch (technique) {
            case POLLING ->
                pollIntervals.stream()
                        .map(each -> new LoadPlan.Reading(each, wait))
                        .toList();
            case LONG_POLLING ->
                longPollWaits.stream()
                        .map(each -> new LoadPlan.Reading(interval, each))
                        .toList();
            case STREAMING, SSE, WEBSOCKET -> List.of(new LoadPlan.Reading(interval, wait));
        };
    }

    private List<Boolean> keepAlive(Technique technique) {
        return technique.isPush() ? keepAlive.subList(0, 1) : keepAlive;
    }

    private static BigInteger product(List<?>... dimensions) {
        BigInteger product = BigInteger.ONE;
        for (List<?> dimension : dimensions) {
            product = product.multiply(BigInteger.valueOf(dimension.size()));
        }
        return product;
    }
}
