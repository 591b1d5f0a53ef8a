package metatextgrad.cli.ops;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import metatextgrad.cli.cluster.Cluster;
import metatextgrad.cli.cluster.EventReader.Stamped;
import metatextgrad.cli.text.TextTable;
import metatextgrad.cli.text.View;
import metatextgrad.model.event.DeadLetter;
import metatextgrad.topics.Topics;

/** Dead letters, a line each: the record's place and the problem, without the record's content. */
record DeadLetterListView(List<Row> deadLetters) implements View {
    private static final int SHOWN = 100;

    /** One dead letter. */
    record Row(
            String id,
            String topic,
            int partition,
            long offset,
            String service,
            String reason,
            String message,
            int bytes) {
        static Row of(DeadLetter letter) {
            return new Row(
                    letter.key(),
                    letter.topic(),
                    letter.partition(),
                    letter.offset(),
                    letter.service(),
                    letter.reason(),
                    letter.message(),
                    letter.value().remaining());
        }
    }

    /** Returns the list, oldest first. Keeps no content of records, which may be large. */
    static DeadLetterListView read(Cluster cluster) {
        Map<String, Written> first = new LinkedHashMap<>();
        cluster.each(
                Topics.DEAD_LETTERS,
                DeadLetter.class,
                one -> first.merge(one.event().key(), Written.of(one), Written::earlier));
        return new DeadLetterListView(
                first.values().stream()
                        .sorted(Comparator.comparingLong(Written::millis))
                        .map(Written::row)
                        .toList());
    }

    /** A row and its time. A record that was rejected several times is one dead letter. */
    private record Written(Row row, long millis) {
        static Written of(Stamped<DeadLetter> one) {
            return new Written(Row.of(one.event()), one.millis());
        }

        Written earlier(Written other) {
            return other.millis < millis ? other : this;
        }
    }

    @Override
    public List<String> text() {
        TextTable table = TextTable.of("id | service | reason | bytes | message");
        for (Row one : deadLetters)
            table.row(
                    one.id(),
                    one.service(),
                    one.reason(),
                    one.bytes(),
                    DeadLetterText.visible(one.message(), SHOWN));
        return table.lines();
    }
}
