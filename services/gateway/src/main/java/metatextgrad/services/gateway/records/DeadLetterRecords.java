package metatextgrad.services.gateway.records;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import metatextgrad.model.event.DeadLetter;
import metatextgrad.model.event.DeadLetter.DeadLetterSent;
import metatextgrad.topics.Topics;
import org.jspecify.annotations.Nullable;

/**
 * Dead letters, the newest first. A record that was rejected several times is one dead letter.
 *
 * @param isWhole false if older records were not read
 */
public record DeadLetterRecords(List<Letter> letters, boolean isWhole) {
    /**
     * A dead letter.
     *
     * @param record where it is
     * @param sent who has sent it again, the first one first
     */
    public record Letter(DeadLetter letter, PlacedEvent record, List<DeadLetterSent> sent) {}

    public DeadLetterRecords {
        letters = List.copyOf(letters);
    }

    /** Reads the newest dead letters. */
    public static DeadLetterRecords of(RecordReader reader) {
        return read(reader, null);
    }

    /** Reads one dead letter; empty if it is not among the newest. */
    public static Optional<Letter> one(RecordReader reader, String id) {
        return read(reader, id).letters.stream().findFirst();
    }

    private static DeadLetterRecords read(RecordReader reader, @Nullable String id) {
        RecordsFound found =
                reader.read(
                        RecordQuery.of(
                                List.of(Topics.DEAD_LETTERS),
                                id,
                                event -> id == null || event.key().equals(id)));
        Map<String, PlacedEvent> first = new LinkedHashMap<>();
        Map<String, List<DeadLetterSent>> sent = new LinkedHashMap<>();
        found.records().stream()
                .sorted(Comparator.comparing(PlacedEvent::at).thenComparing(PlacedEvent.ORDER))
                .forEach(
                        one -> {
                            if (one.event() instanceof DeadLetter letter)
                                first.putIfAbsent(letter.key(), one);
                            if (one.event() instanceof DeadLetterSent again)
                                sent.computeIfAbsent(again.letter(), any -> new ArrayList<>())
                                        .add(again);
                        });
        List<Letter> letters = new ArrayList<>();
        first.forEach(
                (key, record) ->
                        letters.add(
                                new Letter(
                                        (DeadLetter) record.event(),
                                        record,
                                        List.copyOf(sent.getOrDefault(key, List.of())))));
        return new DeadLetterRecords(letters.reversed(), found.isWhole());
    }
}
