package metatextgrad.cli.ops;

import java.util.List;
import metatextgrad.cli.cluster.Cluster;
import metatextgrad.cli.text.TextTable;
import metatextgrad.cli.text.View;
import metatextgrad.model.event.DeadLetter;

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
        return new DeadLetterListView(
                List.copyOf(
                        DeadLetterCatalog.read(cluster, all -> true, one -> Row.of(one.event()))
                                .values()));
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
