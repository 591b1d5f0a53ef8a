package metatextgrad.services.gateway.console;

import java.util.List;
import metatextgrad.model.event.DeadLetter;
import metatextgrad.services.gateway.records.DeadLetterRecords.Letter;

/**
 * Dead letters, the newest first.
 *
 * @param isWhole false if older ones were not read
 */
public record LettersPage(Paged<Row> letters, boolean isWhole) {
    private static final int SIZE = 50;

    /**
     * A dead letter.
     *
     * @param message masked
     * @param sent how often it was sent again
     */
    public record Row(
            String id, String at, String service, String reason, String message, int sent) {
        static Row of(Letter one) {
            DeadLetter letter = one.letter();
            return new Row(
                    letter.key(),
                    one.record().at().toString(),
                    letter.service(),
                    letter.reason(),
                    Figures.masked(letter.message()),
                    one.sent().size());
        }
    }

    static LettersPage of(List<Letter> letters, int number, boolean isWhole) {
        Paged<Letter> page = Paged.of(letters, number, SIZE);
        return new LettersPage(
                new Paged<>(
                        page.items().stream().map(Row::of).toList(),
                        page.number(),
                        page.pages(),
                        page.all()),
                isWhole);
    }
}
