package metatextgrad.cli.ops;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Predicate;
import metatextgrad.cli.cluster.Cluster;
import metatextgrad.cli.cluster.EventReader.Stamped;
import metatextgrad.model.event.DeadLetter;
import metatextgrad.topics.Topics;

/** Dead letters from their topic. A record that was rejected several times is one dead letter. */
final class DeadLetterCatalog {
    private DeadLetterCatalog() {}

    /**
     * Returns a part of each dead letter by its id, the oldest first. Only the parts stay in
     * memory: records may be large.
     */
    static <T> Map<String, T> read(
            Cluster cluster, Predicate<DeadLetter> wanted, Function<Stamped<DeadLetter>, T> part) {
        Map<String, Dated<T>> first = new LinkedHashMap<>();
        cluster.each(
                Topics.DEAD_LETTERS,
                DeadLetter.class,
                one -> {
                    if (wanted.test(one.event()))
                        first.merge(
                                one.event().key(),
                                new Dated<>(part.apply(one), one.millis()),
                                Dated::earlier);
                });
        Map<String, T> sorted = new LinkedHashMap<>();
        first.entrySet().stream()
                .sorted(Comparator.comparingLong(one -> one.getValue().millis()))
                .forEach(one -> sorted.put(one.getKey(), one.getValue().part()));
        return sorted;
    }

    private record Dated<T>(T part, long millis) {
        Dated<T> earlier(Dated<T> other) {
            return other.millis < millis ? other : this;
        }
    }
}
