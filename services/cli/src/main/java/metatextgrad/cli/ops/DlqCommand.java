package metatextgrad.cli.ops;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import metatextgrad.cli.cluster.Cluster;
import metatextgrad.cli.cluster.ClusterOptions;
import metatextgrad.cli.cluster.EventReader.Stamped;
import metatextgrad.cli.cluster.EventWriter;
import metatextgrad.cli.cluster.RecordWriter;
import metatextgrad.cli.input.OperatorOption;
import metatextgrad.cli.input.ReasonOption;
import metatextgrad.cli.text.Prints;
import metatextgrad.cli.text.View;
import metatextgrad.config.Settings;
import metatextgrad.model.event.DeadLetter;
import metatextgrad.model.event.DeadLetter.DeadLetterSent;
import metatextgrad.process.EnvironmentProblem;
import metatextgrad.process.Exit;
import metatextgrad.topics.Topics;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Dead letters: shows them, and writes their records again once the cause is fixed. */
@Command(
        name = "dlq",
        description =
                "Lists, shows and replays dead letters: records that no service could handle.")
public final class DlqCommand {
    @Command(name = "ls", description = "Lists dead letters, oldest first.")
    @Prints(DeadLetterListView.class)
    int list(@Mixin ClusterOptions options) {
        return options.show(DeadLetterListView::read);
    }

    @Command(
            name = "show",
            description =
                    "Shows a dead letter with its record. Keys, card numbers, e-mail addresses and phone numbers are masked.")
    @Prints(DeadLetterView.class)
    int show(
            @Parameters(paramLabel = "ID", description = "Id of a dead letter, from mtg dlq ls.")
                    String id,
            @Option(names = "--raw", description = "Show the record without masks.") boolean raw,
            @Mixin ClusterOptions options) {
        return options.show(
                cluster -> {
                    Stamped<DeadLetter> letter = wanted(letters(cluster, Set.of(id)), id);
                    List<DeadLetterSent> sent =
                            cluster.all(
                                    Topics.DEAD_LETTERS,
                                    DeadLetterSent.class,
                                    one -> one.letter().equals(id));
                    return DeadLetterView.of(letter, sent, raw);
                });
    }

    @Command(
            name = "replay",
            description =
                    "Writes records to their topic again, with the same key, value and headers.")
    @Prints(ReplayedLettersView.class)
    int replay(
            @Parameters(
                            arity = "1..*",
                            paramLabel = "ID",
                            description =
                                    "Ids from mtg dlq ls. All are checked before the first is written.")
                    List<String> ids,
            @Mixin ReasonOption reason,
            @Mixin OperatorOption operator,
            @Mixin ClusterOptions options) {
        String why = reason.text();
        String by = operator.name();
        try (Cluster cluster = options.connect();
                EventWriter audit = cluster.client();
                RecordWriter client = new RecordWriter(cluster.settings())) {
            List<DeadLetter> letters = chosen(cluster, ids);
            writeEach(
                    letters,
                    letter -> {
                        // First who and why: no record is sent that the topic does not explain.
                        audit.send(List.of(sent(letter, why, by)));
                        client.send(
                                letter.topic(),
                                partition(cluster.settings(), letter),
                                letter.recordKey(),
                                letter.value(),
                                letter.headers());
                    });
            return options.print(ReplayedLettersView.of(letters));
        }
    }

    /** All contests of a project are in its partition, although their keys differ. */
    private static @Nullable Integer partition(Settings settings, DeadLetter letter) {
        return letter.topic().equals(Topics.CONTESTS.in(settings)) ? letter.partition() : null;
    }

    /** Returns the dead letters with these ids, each once. */
    static List<DeadLetter> chosen(Cluster cluster, List<String> ids) {
        Map<String, Stamped<DeadLetter>> known = letters(cluster, Set.copyOf(ids));
        return ids.stream().distinct().map(id -> whole(wanted(known, id).event())).toList();
    }

    /**
     * Writes one after the other.
     *
     * @throws EnvironmentProblem that names which are written, if Kafka does not take one
     */
    static void writeEach(List<DeadLetter> letters, Consumer<DeadLetter> writer) {
        List<String> ids = letters.stream().map(DeadLetter::key).toList();
        for (int i = 0; i < letters.size(); i++) {
            try {
                writer.accept(letters.get(i));
            } catch (EnvironmentProblem e) {
                throw e.exit()
                        .problem(
                                e,
                                "Kafka has not confirmed the record of dead letter %s: %s. %sOnce that is fixed: mtg dlq replay %s",
                                ids.get(i),
                                e.getMessage(),
                                i == 0
                                        ? ""
                                        : "Written already: %s. "
                                                .formatted(String.join(", ", ids.subList(0, i))),
                                String.join(" ", ids.subList(i, ids.size())));
            }
        }
    }

    /** Records that were written to their topics again. */
    record ReplayedLettersView(List<Row> deadLetters) implements View {
        record Row(String id, String topic) {}

        static ReplayedLettersView of(List<DeadLetter> letters) {
            return new ReplayedLettersView(
                    letters.stream().map(one -> new Row(one.key(), one.topic())).toList());
        }

        @Override
        public List<String> text() {
            return deadLetters.stream()
                    .map(one -> one.id() + " is written to " + one.topic() + " again")
                    .toList();
        }
    }

    /** Returns the dead letters that have these ids. */
    static Map<String, Stamped<DeadLetter>> letters(Cluster cluster, Set<String> ids) {
        return DeadLetterCatalog.read(cluster, one -> ids.contains(one.key()), one -> one);
    }

    private static DeadLetterSent sent(DeadLetter letter, String why, String by) {
        // Records hold milliseconds.
        Instant now = Instant.now().truncatedTo(ChronoUnit.MILLIS);
        return new DeadLetterSent(letter.key(), false, now, why, by);
    }

    private static Stamped<DeadLetter> wanted(Map<String, Stamped<DeadLetter>> known, String id) {
        Stamped<DeadLetter> found = known.get(id);
        if (found != null) return found;
        throw Exit.NOT_FOUND.problem("no dead letter %s: mtg dlq ls lists them", id);
    }

    private static DeadLetter whole(DeadLetter letter) {
        if (letter.whole()) return letter;
        throw Exit.CONFIGURATION.problem(
                "dead letter %s has only the beginning of its record: write it again from its source",
                letter.key());
    }
}
