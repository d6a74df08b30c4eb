package dev.pushbench.bench.result;

import dev.pushbench.bench.compare.Sample;
import dev.pushbench.bench.host.Hiccups;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.function.ToLongFunction;

/**
 * What was seen beside several trials, as if they had been one. Amounts are summed with what they are divided by; memory per user
 * is the median trial's; of what cannot be added (a percentile of hiccups, a share) the worst is taken.
 */
final class MergedEvidence {
    private MergedEvidence() {}

    /** {@link Evidence#NONE} where there is none; a single one is left as it is. */
    static Evidence of(List<Evidence> all) {
        if (all.size() < 2) {
            return all.stream().findFirst().orElse(Evidence.NONE);
        }
        return new Evidence(
                merged(all, Evidence::server, MergedEvidence::cost),
                merged(all, Evidence::generator, MergedEvidence::jvm),
                merged(all, Evidence::surroundings, MergedEvidence::surroundings),
                merged(all, Evidence::wire, MergedEvidence::wire),
                merged(all, Evidence::processes, MergedEvidence::processes),
                merged(all, Evidence::playing, MergedEvidence::playing),
                merged(all, Evidence::strain, MergedEvidence::strain),
                merged(
                        all,
                        Evidence::link,
                        links -> links.stream().reduce(LinkEvidence::plus).orElseThrow()));
    }

    private static Evidence.Strain strain(List<Evidence.Strain> all) {
        return new Evidence.Strain(
                all.stream()
                        .map(Evidence.Strain::cpuCores)
                        .flatMap(Optional::stream)
                        .max(Double::compare),
                all.stream()
                        .map(Evidence.Strain::rssGrowthBytes)
                        .flatMap(Optional::stream)
                        .max(Long::compare));
    }

    private static <T> Optional<T> merged(
            List<Evidence> all, Function<Evidence, Optional<T>> part, Function<List<T>, T> merge) {
        List<T> parts = all.stream().map(part).flatMap(Optional::stream).toList();
        return parts.isEmpty() ? Optional.empty() : Optional.of(merge.apply(parts));
    }

    private static ServerCost cost(List<ServerCost> all) {
        return new ServerCost(
                all.stream()
                        .map(ServerCost::perDelivery)
                        .reduce(new ServerCost.PerDelivery(0, 0, 0), ServerCost.PerDelivery::plus),
                new ServerCost.PerUser(
                        median(all, cost -> cost.perUser().heapBytes()),
                        median(all, cost -> cost.perUser().rssBytes()),
                        median(all, cost -> cost.perUser().kernelBytes())),
                new ServerCost.Holding(
                        highest(all, cost -> cost.holding().threads()),
                        highest(all, cost -> cost.holding().openFiles()),
                        sum(all, cost -> cost.holding().connectionsAccepted())),
                jvm(all.stream().map(ServerCost::load).toList()));
    }

    private static JvmLoad jvm(List<JvmLoad> all) {
        boolean isEachRecorded = all.stream().allMatch(jvm -> jvm.gcPauseNanos().isPresent());
        return new JvmLoad(
                sum(all, JvmLoad::nanos),
                sum(all, JvmLoad::cpuNanos),
                sum(all, JvmLoad::javaCpuNanos),
                isEachRecorded ? Optional.of(sum(all, jvm -> jvm.gcPauseNanos().orElse(0L))) : Optional.empty(),
                new Hiccups(
                        sum(all, jvm -> jvm.hiccups().count()),
                        highestOf(all, jvm -> jvm.hiccups().p50Nanos()),
                        highestOf(all, jvm -> jvm.hiccups().p99Nanos()),
                        highestOf(all, jvm -> jvm.hiccups().maxNanos())));
    }

    private static Evidence.Surroundings surroundings(List<Evidence.Surroundings> all) {
        return new Evidence.Surroundings(
                worst(all, Evidence.Surroundings::stealShare), worst(all, Evidence.Surroundings::otherShare));
    }

    private static WireAgreement wire(List<WireAgreement> all) {
        return new WireAgreement(
                sum(all, WireAgreement::sent),
                sum(all, WireAgreement::serverIn),
                sum(all, WireAgreement::received),
                sum(all, WireAgreement::serverOut),
                sum(all, WireAgreement::published),
                sum(all, WireAgreement::serverEvents),
                sum(all, WireAgreement::droppedUp),
                sum(all, WireAgreement::droppedDown));
    }

    private static Evidence.Processes processes(List<Evidence.Processes> all) {
        return new Evidence.Processes(
                (int) highestOf(all, Evidence.Processes::servers),
                (int) highestOf(all, Evidence.Processes::generators),
                all.stream()
                        .map(Evidence.Processes::rssBytes)
                        .flatMap(Optional::stream)
                        .max(Long::compare));
    }

    private static GeneratorCost playing(List<GeneratorCost> all) {
        return new GeneratorCost(
                sum(all, GeneratorCost::allocatedBytes),
                median(all, GeneratorCost::heapBytesPerUser),
                all.stream()
                        .map(GeneratorCost::connectAllNanos)
                        .flatMapToLong(OptionalLong::stream)
                        .max());
    }

    private static <T> OptionalDouble median(List<T> all, Function<T, OptionalDouble> figure) {
        List<Double> figures = all.stream()
                .map(figure)
                .filter(OptionalDouble::isPresent)
                .map(OptionalDouble::getAsDouble)
                .toList();
        return Sample.of(figures)
                .map(sample -> OptionalDouble.of(sample.median()))
                .orElseGet(OptionalDouble::empty);
    }

    private static Optional<Long> highest(List<ServerCost> all, Function<ServerCost, Optional<Long>> count) {
        return all.stream().map(count).flatMap(Optional::stream).max(Long::compare);
    }

    private static <T> long highestOf(List<T> all, ToLongFunction<T> figure) {
        return all.stream().mapToLong(figure).max().orElse(0);
    }

    private static <T> double worst(List<T> all, ToDoubleFunction<T> share) {
        return all.stream().mapToDouble(share).max().orElse(0);
    }

    private static <T> long sum(List<T> all, ToLongFunction<T> count) {
        return all.stream().mapToLong(count).sum();
    }
}
