package metatextgrad.cli.replay;

import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import metatextgrad.model.ContentHash;
import metatextgrad.model.event.Event;
import metatextgrad.model.event.RunState;
import metatextgrad.topics.Topics;
import metatextgrad.wire.StoreCodec;
import org.jspecify.annotations.Nullable;

/**
 * Compares the events that a replay derives with those on the topics, byte by byte. Not
 * thread-safe.
 */
final class TopicComparison {
    private final Map<String, Map<String, String>> recorded = new TreeMap<>();
    private final Map<String, Map<String, String>> derived = new TreeMap<>();
    private final StoreCodec bytes = new StoreCodec();
    private @Nullable RunState last;

    void recorded(Event event) {
        put(recorded, event);
    }

    void derived(Event event) {
        if (event instanceof RunState state) last = state;
        else put(derived, event);
    }

    /** Returns the last derived state of the run; null if it never began. */
    @Nullable RunState last() {
        return last;
    }

    /** Returns the results in the order of the topics' names. */
    List<ReplayReport.TopicResult> topics() {
        Set<String> names = new TreeSet<>(recorded.keySet());
        names.addAll(derived.keySet());
        return names.stream().map(this::topic).toList();
    }

    private ReplayReport.TopicResult topic(String name) {
        Map<String, String> there = recorded.getOrDefault(name, Map.of());
        Map<String, String> follows = derived.getOrDefault(name, Map.of());
        List<String> onlyRecorded = without(there, follows);
        return new ReplayReport.TopicResult(
                name,
                there.size(),
                follows.size(),
                there.size() - onlyRecorded.size(),
                onlyRecorded,
                without(follows, there));
    }

    private static List<String> without(Map<String, String> some, Map<String, String> others) {
        List<String> keys = new ArrayList<>();
        some.forEach(
                (hash, key) -> {
                    if (!others.containsKey(hash)) keys.add(key);
                });
        return keys.stream().sorted().toList();
    }

    private void put(Map<String, Map<String, String>> side, Event event) {
        String hash = ContentHash.of(Base64.getEncoder().encodeToString(bytes.encode(event)));
        side.computeIfAbsent(Topics.of(event).name(), any -> new TreeMap<>())
                .put(hash, event.key());
    }
}
